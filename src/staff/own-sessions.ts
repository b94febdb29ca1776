import { and, desc, eq, ne } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { sessions } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import type { Actor } from './actor.ts'
import { mustBeFresh } from './fresh.ts'
import type { StaffDoor } from './guard.ts'
import { hashOf } from './secret.ts'
import { alive } from './session.ts'

/** A person's sessions that are open now, the latest first; `own`: the one that asks. */
export async function ownSessions(tx: Tx, person: string, secret: string | undefined) {
  const here = Buffer.from(hashOf(secret ?? ''))
  const rows = await tx
    .select({
      id: sessions.id,
      door: sessions.door,
      organisation: organisations.name,
      startedAt: sessions.startedAt,
      seenAt: sessions.seenAt,
      tokenHash: sessions.tokenHash,
    })
    .from(sessions)
    .innerJoin(organisations, eq(organisations.id, sessions.organisationId))
    .where(and(eq(sessions.personId, person), alive))
    .orderBy(desc(sessions.startedAt))
  return rows.map(({ tokenHash, ...row }) => ({ ...row, own: here.equals(tokenHash) }))
}

/**
 * Ends one of the person's sessions, or all but this one (`others`), at either door (ASVS 7.5.2).
 * Raises Problem('not_found') for one that is not theirs or over, and as `mustBeFresh`.
 */
export async function endOwnSession(
  staff: StaffDoor,
  { person }: Actor,
  secret: string | undefined,
  which: string | 'others',
): Promise<void> {
  await as(staff.db, { role: 'ydan_signin', person }, async (tx) => {
    await mustBeFresh(tx, secret)
    const one =
      which === 'others' ? ne(sessions.tokenHash, hashOf(secret ?? '')) : eq(sessions.id, which)
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.personId, person), one))
      .returning({ id: sessions.id })
    if (ended.length === 0 && which !== 'others') {
      throw new Problem('not_found', staffProblems.noSuchSession)
    }
  })
}
