import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '../../db/connection.ts'
import { transaction } from '../../db/connection.ts'
import { invitations, memberships, people } from '../../db/schema/staff.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { type Actor, currentMembership, membershipsOf, needRole } from './actor.ts'
import {
  hasLead,
  type RoleWish,
  refuseForeign,
  requestRoleChange,
  roleWish,
} from './memberships.ts'
import { consoleRoles, goTogether, type Role } from './roles.ts'
import { hashOf, newSecret } from './secret.ts'
import type { StaffDoorName } from './session.ts'

/** A link that may be used now. */
export type Invitation = {
  id: string
  purpose: 'first-admin' | 'join' | 'reset' | 'demo'
  organisation: string | null
  person: string | null
  name: string | null
  /** Null while the person has yet to choose one. */
  signInName: string | null
  roles: RoleWish[]
  createdBy: string | null
  agreedBy: string | null
}

/** A link made: its secret is shown once; `approval` is what a lead must first agree to. */
export type MadeLink = {
  secret: string
  approval: string | null
  /** Where the roles work, so where the link leads. */
  door: StaffDoorName
}

/**
 * Invites somebody new with roles, for seven days. Raises Problem('forbidden') for all but
 * administrators, 'conflict' for roles that never go together, 'invalid' for what is not ours.
 */
export async function invite(
  tx: Tx,
  actor: Actor,
  wished: { name: string; roles: RoleWish[] },
): Promise<MadeLink> {
  needRole(actor, 'admin')
  if (wished.roles.length === 0) throw new Problem('invalid', staffProblems.noRole)
  if (!goTogether(wished.roles.map(({ role }) => role))) {
    throw new Problem('conflict', staffProblems.rolesApart)
  }
  for (const wish of wished.roles) await refuseForeign(tx, actor, wish)
  return makeLink(tx, actor, wished.roles, { purpose: 'join', ...wished })
}

/**
 * A link by which somebody sets a new password and authenticator, as after a lost telephone. It
 * needs a lead like a change of role: whoever holds it becomes that person.
 */
export async function resetLink(tx: Tx, actor: Actor, person: string): Promise<MadeLink> {
  needRole(actor, 'admin')
  const held = await membershipsOf(tx, person, actor.organisation)
  if (held.length === 0) throw new Problem('not_found', staffProblems.noSuchPerson)
  return makeLink(tx, actor, held, { purpose: 'reset', personId: person })
}

/**
 * The usable invitation behind a link's secret. Raises Problem('not_found') for a link that is
 * unknown, used or over (one and the same answer), 'conflict' while a lead has not agreed.
 */
export async function invitationOf(tx: Tx, secret: string): Promise<Invitation> {
  const [found] = await tx
    .select({ link: invitations, personName: people.name, signInName: people.signInName })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.personId))
    .where(
      and(
        eq(invitations.tokenHash, hashOf(secret)),
        isNull(invitations.usedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
  if (found === undefined) throw new Problem('not_found', staffProblems.linkGone)
  const { link, personName, signInName } = found
  if (link.needsAgreement && link.agreedAt === null) {
    throw new Problem('conflict', staffProblems.linkWaits)
  }
  return {
    id: link.id,
    purpose: link.purpose,
    organisation: link.organisationId,
    person: link.personId,
    name: link.name ?? personName,
    signInName,
    roles: z.array(roleWish).parse(link.roles),
    createdBy: link.createdBy,
    agreedBy: link.agreedBy,
  }
}

/** Uses a link up, for whom it made. Raises Problem('not_found') when another request was first. */
export async function useUp(tx: Tx, invitation: string, person: string): Promise<void> {
  const used = await tx
    .update(invitations)
    .set({ usedAt: sql`now()`, personId: person })
    .where(and(eq(invitations.id, invitation), isNull(invitations.usedAt)))
    .returning({ id: invitations.id })
  if (used.length === 0) throw new Problem('not_found', staffProblems.linkGone)
}

/** The organisation's links that still open or wait for a lead, newest first. */
export function openInvitations(tx: Tx, organisation: string) {
  return tx
    .select({
      id: invitations.id,
      name: invitations.name,
      purpose: invitations.purpose,
      waits: sql<boolean>`${invitations.needsAgreement} and ${invitations.agreedAt} is null`,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.organisationId, organisation),
        isNull(invitations.usedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(invitations.id))
}

/**
 * The one-time link that creates the first administrator, good for a day; null once there is one.
 * Each call makes a new link and closes the one before. Takes the owner's connection.
 */
export async function firstAdministratorLink(db: Db, consoleUrl: string): Promise<string | null> {
  return transaction(db, async (tx) => {
    await lockFirstAdministrator(tx)
    if (await administratorExists(tx)) return null
    await tx
      .update(invitations)
      .set({ usedAt: sql`now()` })
      .where(and(eq(invitations.purpose, 'first-admin'), isNull(invitations.usedAt)))
    const secret = newSecret()
    await tx.insert(invitations).values({
      tokenHash: hashOf(secret),
      purpose: 'first-admin',
      roles: [{ role: 'admin' }],
      expiresAt: sql`now() + interval '1 day'`,
    })
    return `${consoleUrl}/moi/${secret}`
  })
}

/** Whether anybody administers anything here. */
export async function administratorExists(tx: Tx): Promise<boolean> {
  const found = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.role, 'admin'), currentMembership))
    .limit(1)
  return found.length > 0
}

/** Held to the end of the transaction, so that only one first administrator comes about. */
export async function lockFirstAdministrator(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first administrator', 5))`)
}

async function makeLink(
  tx: Tx,
  actor: Actor,
  held: readonly { role: Role }[],
  made: { purpose: 'join' | 'reset'; name?: string; roles?: RoleWish[]; personId?: string },
): Promise<MadeLink> {
  const secret = newSecret()
  const id = crypto.randomUUID()
  const needsAgreement = await hasLead(tx, actor.organisation)
  await tx.insert(invitations).values({
    ...made,
    id,
    tokenHash: hashOf(secret),
    organisationId: actor.organisation,
    needsAgreement,
    createdBy: actor.person,
    expiresAt: sql`now() + interval '7 days'`,
  })
  const approval = await requestRoleChange(tx, actor, { kind: 'open', invitation: id })
  const inside = held.some(({ role }) => consoleRoles.includes(role))
  return { secret, approval, door: inside ? 'console' : 'desk' }
}
