import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { bundles } from '../../db/schema/review.ts'
import { invitations, memberships, people } from '../../db/schema/staff.ts'
import { areas, officials } from '../../db/schema/units.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { type Actor, currentMembership, membershipsOf, needRole } from './actor.ts'
import { type ApprovalHandler, ask } from './approvals.ts'
import { handUp } from './hand-up.ts'
import { linkedNow, unlinkPeople } from './person-links.ts'
import { isSameHuman } from './relations.ts'
import { goTogether, type Role, roles } from './roles.ts'

/** A role wished for somebody, with what it is bound to. */
export const roleWish = z
  .object({
    role: z.enum(roles),
    official: z.uuid().optional(),
    area: z.string().max(40).optional(),
    bundle: z.uuid().optional(),
  })
  .refine((wish) => (wish.role === 'official') === (wish.official !== undefined))
  .refine((wish) => (wish.role === 'cell') === (wish.area !== undefined))
  .refine((wish) => wish.role === 'reader' || wish.bundle === undefined)
export type RoleWish = z.infer<typeof roleWish>

/** What changes about somebody's roles: it waits for a lead wherever there is one. */
export const roleChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), invitation: z.uuid() }),
  z.object({ kind: z.literal('give'), person: z.uuid(), wish: roleWish }),
  z.object({ kind: z.literal('end'), membership: z.uuid() }),
  z.object({ kind: z.literal('unlink'), person: z.uuid(), as: z.uuid() }),
])
export type RoleChange = z.infer<typeof roleChange>

/**
 * Changes a role, or asks a lead to agree where the organisation has one (an organisation without
 * lead is still being set up). Gives the approval's id, or null when it is done. Raises
 * Problem('forbidden') for all but administrators, and as the change itself does.
 */
export async function requestRoleChange(
  tx: Tx,
  actor: Actor,
  change: RoleChange,
): Promise<string | null> {
  needRole(actor, 'admin')
  await refuseImpossible(tx, actor, change)
  if (await hasLead(tx, actor.organisation)) {
    return ask(tx, actor, 'change_role', subjectOf(change), change)
  }
  await applyRoleChange(tx, actor, change, { givenBy: actor.person, agreedBy: null })
  return null
}

/** Whether the organisation has a lead, so that role changes need one to agree. */
export async function hasLead(tx: Tx, organisation: string): Promise<boolean> {
  return (await holders(tx, organisation, 'lead')) > 0
}

/** What happens once a lead agreed to a change of role, or declined it. */
export const changeRole: ApprovalHandler = {
  async agreed(tx, approval, actor) {
    const change = roleChange.parse(approval.payload)
    await refuseImpossible(tx, actor, change)
    if (change.kind === 'unlink' && (await isSameHuman(tx, actor.person, change.person))) {
      throw new Problem('forbidden', staffProblems.ownAsk)
    }
    const by = { givenBy: approval.askedBy, agreedBy: actor.person }
    await applyRoleChange(tx, actor, change, by)
  },
}

/**
 * Gives a role. Raises Problem('conflict') for roles that never go together, also when the other
 * is held in another organisation. `until` ends it by itself. Ends with the custody entry.
 */
export async function giveMembership(
  tx: Tx,
  given: { organisation: string; person: string; wish: RoleWish; until?: Date },
  by: { givenBy: string | null; agreedBy: string | null },
): Promise<string> {
  const { organisation, person, wish } = given
  const id = crypto.randomUUID()
  const row = tx.insert(memberships).values({
    id,
    organisationId: organisation,
    personId: person,
    role: wish.role,
    officialId: wish.official ?? null,
    areaCode: wish.area ?? null,
    bundleId: wish.bundle ?? null,
    validTo: given.until ?? null,
    ...by,
    entrySeq: sql`custody_append(${organisation}::uuid, 'membership.given', ${id}::uuid, ${person}::uuid,
      p_second => ${by.agreedBy}::uuid, p_reason => ${wish.role})`,
  })
  await row.catch((thrown: unknown) => {
    throw isRolesApart(thrown) ? new Problem('conflict', staffProblems.rolesApart) : thrown
  })
  return id
}

/** Everybody with a role in the organisation now, by name; each role one row. */
export function heldMemberships(tx: Tx, organisation: string) {
  return tx
    .select({
      id: memberships.id,
      person: people.id,
      name: people.name,
      role: memberships.role,
      area: memberships.areaCode,
      official: officials.name,
      since: memberships.validFrom,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(officials, eq(officials.id, memberships.officialId))
    .where(and(eq(memberships.organisationId, organisation), currentMembership))
    .orderBy(asc(people.name), asc(people.id), asc(memberships.validFrom))
}

/** Raises Problem('invalid') when a role is bound to what this organisation does not have. */
export async function refuseForeign(tx: Tx, actor: Actor, wish: RoleWish): Promise<void> {
  const ours = actor.organisation
  const found = await boundTo(tx, ours, wish)
  if (!found) throw new Problem('invalid', staffProblems.foreignBinding)
}

async function boundTo(tx: Tx, ours: string, wish: RoleWish): Promise<boolean> {
  if (wish.official !== undefined) {
    const mine = and(eq(officials.id, wish.official), eq(officials.organisationId, ours))
    return (await tx.select({ id: officials.id }).from(officials).where(mine)).length === 1
  }
  if (wish.area !== undefined) {
    const mine = and(eq(areas.code, wish.area), eq(areas.organisationId, ours))
    return (await tx.select({ code: areas.code }).from(areas).where(mine)).length === 1
  }
  if (wish.bundle !== undefined) {
    const mine = and(eq(bundles.id, wish.bundle), eq(bundles.organisationId, ours))
    return (await tx.select({ id: bundles.id }).from(bundles).where(mine)).length === 1
  }
  return true
}

// Seen when asked and again when agreed: in between, others may have changed.
async function refuseImpossible(tx: Tx, actor: Actor, change: RoleChange): Promise<void> {
  if (change.kind === 'give') {
    await refuseForeign(tx, actor, change.wish)
    const held = await membershipsOf(tx, change.person, actor.organisation)
    if (held.length === 0) throw new Problem('not_found', staffProblems.noSuchPerson)
    if (!goTogether([...held.map(({ role }) => role), change.wish.role])) {
      throw new Problem('conflict', staffProblems.rolesApart)
    }
  }
  if (change.kind === 'end') await refuseLastAdministrator(tx, actor, change.membership)
  if (change.kind === 'unlink' && !(await linkedNow(tx, change.person, change.as))) {
    throw new Problem('not_found', staffProblems.noSuchPerson)
  }
}

async function refuseLastAdministrator(tx: Tx, actor: Actor, membership: string): Promise<void> {
  const [found] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(
      and(
        eq(memberships.id, membership),
        eq(memberships.organisationId, actor.organisation),
        currentMembership,
      ),
    )
  if (found === undefined) throw new Problem('not_found', staffProblems.noSuchMembership)
  if (found.role === 'admin' && (await holders(tx, actor.organisation, 'admin')) < 2) {
    throw new Problem('conflict', staffProblems.lastAdministrator)
  }
}

async function applyRoleChange(
  tx: Tx,
  actor: Actor,
  change: RoleChange,
  by: { givenBy: string; agreedBy: string | null },
): Promise<void> {
  const { organisation } = actor
  if (change.kind === 'give') {
    await giveMembership(tx, { organisation, person: change.person, wish: change.wish }, by)
  } else if (change.kind === 'end') {
    await endMembership(tx, organisation, change.membership, by)
    // Who is left may be too near to somebody.
    await handUp(tx, actor)
  } else if (change.kind === 'unlink') {
    await unlinkPeople(tx, actor, change, by)
  } else {
    await openInvitation(tx, organisation, change.invitation, by)
  }
}

async function endMembership(
  tx: Tx,
  organisation: string,
  membership: string,
  by: { givenBy: string; agreedBy: string | null },
): Promise<void> {
  const [ended] = await tx
    .update(memberships)
    .set({ validTo: sql`now()`, endedBy: by.givenBy })
    .where(and(eq(memberships.id, membership), isNull(memberships.validTo)))
    .returning({ person: memberships.personId, role: memberships.role })
  if (ended === undefined) throw new Problem('not_found', staffProblems.noSuchMembership)
  await tx.execute(sql`select custody_append(${organisation}::uuid, 'membership.ended', ${membership}::uuid,
    ${ended.person}::uuid, p_second => ${by.agreedBy}::uuid, p_reason => ${ended.role})`)
}

async function openInvitation(
  tx: Tx,
  organisation: string,
  invitation: string,
  by: { agreedBy: string | null },
): Promise<void> {
  const opened = await tx
    .update(invitations)
    .set({ agreedBy: by.agreedBy, agreedAt: sql`now()` })
    .where(and(eq(invitations.id, invitation), isNull(invitations.usedAt)))
    .returning({ id: invitations.id })
  if (opened.length === 0) throw new Problem('not_found', staffProblems.linkGone)
  await tx.execute(sql`select custody_append(${organisation}::uuid, 'invitation.opened',
    ${invitation}::uuid, p_second => ${by.agreedBy}::uuid)`)
}

function subjectOf(change: RoleChange): string {
  if (change.kind === 'open') return change.invitation
  return change.kind === 'end' ? change.membership : change.person
}

async function holders(tx: Tx, organisation: string, role: Role): Promise<number> {
  const held = await tx
    .selectDistinct({ person: memberships.personId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisation),
        eq(memberships.role, role),
        currentMembership,
      ),
    )
  return held.length
}

function isRolesApart(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if ('constraint' in thrown && thrown.constraint === 'roles_apart') return true
  return isRolesApart(thrown.cause)
}
