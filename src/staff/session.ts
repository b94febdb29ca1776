import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { apiTokens, people, sessions } from '../../db/schema/staff.ts'
import { isRole, type Role } from './roles.ts'
import { hashOf, newSecret } from './secret.ts'

export type StaffDoorName = 'desk' | 'console'

/** Who is behind a request, before their roles are read. */
export type Holder = {
  person: string
  name: string
  organisation: string
  via: 'session' | 'token'
  /** The one role a short session holds, whatever else the person may do. */
  only?: Role | undefined
}

// Both ends are checked here, against the database's clock, on every request.
/** Whether a row of `sessions` is a session that still holds. */
export const alive = sql`${sessions.seenAt} > now() - interval '15 minutes'
  and ${sessions.startedAt} > now() - interval '8 hours'
  and (${sessions.endsAt} is null or ${sessions.endsAt} > now())`

/** Whose session, and where; `minutes` and `only` make it shorter and smaller than others. */
export type Started = {
  person: string
  organisation: string
  door: StaffDoorName
  minutes?: number
  only?: Role
}

/**
 * Starts a session with a secret that did not exist before, and gives that secret for the cookie.
 * What is left of the person's dead sessions goes at the same time.
 */
export async function startSession(tx: Tx, started: Started): Promise<string> {
  const secret = newSecret()
  await tx.delete(sessions).where(sql`${sessions.personId} = ${started.person} and not (${alive})`)
  await tx.insert(sessions).values({
    tokenHash: hashOf(secret),
    personId: started.person,
    organisationId: started.organisation,
    door: started.door,
    onlyRole: started.only ?? null,
    endsAt: started.minutes ? sql`now() + ${started.minutes} * interval '1 minute'` : null,
  })
  return secret
}

/** The holder of a live session at this door, and notes that they were here; else null. */
export async function sessionHolder(
  tx: Tx,
  door: StaffDoorName,
  secret: string,
): Promise<Holder | null> {
  const [found] = await tx
    .update(sessions)
    .set({ seenAt: sql`now()` })
    .from(people)
    .where(
      and(
        eq(sessions.tokenHash, hashOf(secret)),
        eq(sessions.door, door),
        eq(people.id, sessions.personId),
        sql`${people.disabledAt} is null`,
        alive,
      ),
    )
    .returning({
      person: people.id,
      name: people.name,
      organisation: sessions.organisationId,
      only: sessions.onlyRole,
    })
  if (found === undefined) return null
  const { only, ...holder } = found
  return { ...holder, via: 'session', only: only !== null && isRole(only) ? only : undefined }
}

/** The holder of a token that was not revoked; else null. */
export async function tokenHolder(tx: Tx, secret: string): Promise<Holder | null> {
  const [found] = await tx
    .select({ person: people.id, name: people.name, organisation: apiTokens.organisationId })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(
      and(
        eq(apiTokens.tokenHash, hashOf(secret)),
        sql`${apiTokens.revokedAt} is null and ${people.disabledAt} is null`,
      ),
    )
  return found === undefined ? null : { ...found, via: 'token' }
}

/** Ends one session. */
export async function endSession(tx: Tx, secret: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.tokenHash, hashOf(secret)))
}

/** Ends every session of a person, as after a new password. */
export async function endSessionsOf(tx: Tx, person: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.personId, person))
}
