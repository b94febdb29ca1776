import { as } from '../../db/connection.ts'
import { actorFor, asActor } from './actor.ts'
import type { StaffDoor } from './guard.ts'
import { mustDeclare } from './relations.ts'
import { sessionHolder } from './session.ts'

/**
 * Where to go after signing in: `next`, or first to the page of relations for who has yet to declare
 * them in this cycle.
 */
export async function firstTo(staff: StaffDoor, secret: string, next: string): Promise<string> {
  if (staff.door !== 'console') return next
  const actor = await as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    const holder = await sessionHolder(tx, staff.door, secret)
    return holder && actorFor(tx, holder)
  })
  if (!actor) return next
  const asked = await asActor(staff.db, staff.door, actor, (tx) => mustDeclare(tx, actor))
  return asked ? `/quan-he?next=${encodeURIComponent(next)}` : next
}
