import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { credentials, people } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import type { Actor } from './actor.ts'
import type { StaffDoor } from './guard.ts'
import { isGuessable } from './guessable.ts'
import { tell } from './notices.ts'
import { hashPassword, isPassword, shortestPassword } from './password.ts'
import { endSessionsOf, startSession } from './session.ts'

const typed = z.string().max(1000).default('')

/** The form of a change: the present password and the new one. */
export const passwordForm = z.object({ present: typed, password: typed })

/** Names of an office, for what no password may be made of. */
export async function officeWords(tx: Tx, organisation: string): Promise<string[]> {
  const rows = await tx
    .select({ name: organisations.name, code: organisations.code, area: organisations.areaCode })
    .from(organisations)
    .where(eq(organisations.id, organisation))
  return rows.flatMap(({ name, code, area }) => [name, code, area ?? ''])
}

/**
 * Changes one's own password: the present one must be right, and counts as a try of signing in. All
 * sessions end but for a new one, whose secret is given; the person is told. Raises
 * Problem('invalid') with the errors of each field, 'forbidden' in a short session or by token,
 * 'too_many'.
 */
export async function changePassword(
  staff: StaffDoor,
  actor: Actor,
  form: z.output<typeof passwordForm>,
  address: string,
): Promise<string> {
  if (actor.only || actor.via === 'token') {
    throw new Problem('forbidden', staffProblems.shortSession)
  }
  const { person, organisation } = actor
  const held = await as(staff.db, { role: 'ydan_signin', person, organisation }, (tx) =>
    heldBy(tx, actor),
  )
  await staff.throttle.reserve(staff.db, held.name, address)
  if (!(await isPassword(staff.staffKey, form.present, held.hash))) {
    throw wrong('present', staffFieldErrors.presentPassword)
  }
  await staff.throttle.succeeded(staff.db, held.name, address)
  if ([...form.password].length < shortestPassword) {
    throw wrong('password', staffFieldErrors.shortPassword)
  }
  if (isGuessable(form.password, [held.name, actor.name, ...held.office])) {
    throw wrong('password', staffFieldErrors.easyPassword)
  }
  const passwordHash = await hashPassword(staff.staffKey, form.password)
  return as(staff.db, { role: 'ydan_signin', person, organisation }, async (tx) => {
    const changed = await tx
      .update(credentials)
      .set({ passwordHash, changedAt: sql`now()` })
      // Two changes at once: the second knew a password that is no more.
      .where(and(eq(credentials.personId, person), eq(credentials.passwordHash, held.hash ?? '')))
      .returning({ person: credentials.personId })
    if (changed.length === 0) throw wrong('present', staffFieldErrors.presentPassword)
    await endSessionsOf(tx, person)
    const secret = await startSession(tx, { person, organisation, door: staff.door })
    await tell(tx, organisation, person, 'password-changed', {})
    await append(tx, { organisation, kind: 'password.changed', item: person })
    return secret
  })
}

async function heldBy(tx: Tx, { person, organisation }: Actor) {
  const [found] = await tx
    .select({ name: people.signInName, hash: credentials.passwordHash })
    .from(people)
    .leftJoin(credentials, eq(credentials.personId, people.id))
    .where(eq(people.id, person))
  const office = await officeWords(tx, organisation)
  return { name: found?.name ?? '', hash: found?.hash ?? undefined, office }
}

function wrong(path: string, message: Problem['sentence']): Problem {
  return new Problem('invalid', staffProblems.fields, [{ path, message }])
}
