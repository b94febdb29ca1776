import { and, eq, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Db, Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { memberships } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import type { Role } from './roles.ts'
import type { Holder, StaffDoorName } from './session.ts'

/** The person behind a request, and what they are in their organisation now. Ids are UUIDs. */
export type Actor = {
  person: string
  name: string
  organisation: string
  organisationCode: string
  roles: readonly Role[]
  /** The official whose record this person sees as that official. */
  official: string | null
  /** Areas whose residents a cell comments on. */
  areas: readonly string[]
  /** Bundles a reader may open. */
  bundles: readonly string[]
  via: 'session' | 'token'
  /** The one role a short session holds; such a session changes nothing about the account. */
  only?: Role | undefined
}

/** Hono's variables behind `staffGuard`. */
export type StaffEnv = { Variables: { actor: Actor } }

/** The actor `staffGuard` found. Raises Problem('unauthenticated') when no guard let one in. */
export function actorOf(c: Context): Actor {
  const actor: unknown = c.get('actor')
  if (!isActor(actor)) throw new Problem('unauthenticated', staffProblems.signInNeeded)
  return actor
}

/** Raises Problem('forbidden') unless the actor holds at least one of the roles. */
export function needRole(actor: Actor, ...wanted: readonly Role[]): void {
  if (!wanted.some((role) => actor.roles.includes(role))) {
    throw new Problem('forbidden', staffProblems.otherRole)
  }
}

/** Runs one transaction as this actor: their organisation, person and roles under row security. */
export function asActor<T>(
  db: Db,
  door: StaffDoorName,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const role = door === 'console' ? 'ydan_staff' : 'ydan_desk_staff'
  const { organisation, person, roles } = actor
  return as(db, { role, organisation, person, roles }, work)
}

/** The actor for a holder of a session or token; null when no membership is left. */
export async function actorFor(tx: Tx, holder: Holder): Promise<Actor | null> {
  const held = (await membershipsOf(tx, holder.person, holder.organisation)).filter(
    ({ role }) => holder.only === undefined || role === holder.only,
  )
  const [organisation] = await tx
    .select({ code: organisations.code })
    .from(organisations)
    .where(eq(organisations.id, holder.organisation))
  if (held.length === 0 || organisation === undefined) return null
  return {
    ...holder,
    organisationCode: organisation.code,
    roles: [...new Set(held.map(({ role }) => role))],
    official: held.find(({ official }) => official !== null)?.official ?? null,
    areas: held.flatMap(({ area }) => area ?? []),
    bundles: held.flatMap(({ bundle }) => bundle ?? []),
  }
}

/** The memberships a person holds in an organisation at this moment. */
export function membershipsOf(tx: Tx, person: string, organisation: string) {
  return tx
    .select({
      id: memberships.id,
      role: memberships.role,
      official: memberships.officialId,
      area: memberships.areaCode,
      bundle: memberships.bundleId,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, person),
        eq(memberships.organisationId, organisation),
        currentMembership,
      ),
    )
    .orderBy(memberships.validFrom)
}

/**
 * The condition that a membership holds at this very moment. Not now(): that is when the transaction
 * began, and a role that ended since must not count.
 */
export const currentMembership = sql`${memberships.validFrom} <= clock_timestamp()
  and (${memberships.validTo} is null or ${memberships.validTo} > clock_timestamp())`

function isActor(given: unknown): given is Actor {
  return typeof given === 'object' && given !== null && 'person' in given && 'roles' in given
}
