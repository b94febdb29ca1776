import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { apiTokens, memberships, people } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { staffCliWords, staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { currentMembership } from './actor.ts'
import { tellAll } from './notices.ts'
import { hashOf, newSecret } from './secret.ts'

/** A token to be made: whose, in which organisation, what for, and by whom (null: in the shell). */
export type TokenWish = {
  person: string
  organisation: string
  name: string
  createdBy: string | null
}

/**
 * Makes a bearer token that belongs to one person, tells all administrators, and gives the secret:
 * it is shown once. Must run as the database's owner (the shell and the demo).
 */
export async function createToken(tx: Tx, wish: TokenWish): Promise<string> {
  const secret = newSecret()
  const id = crypto.randomUUID()
  const [person] = await tx
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, wish.person))
  if (person === undefined) throw new Problem('not_found', staffProblems.noSuchPerson)
  await tellAll(tx, wish.organisation, 'admin', 'token-created', {
    person: person.name,
    token: wish.name,
  })
  await tx.insert(apiTokens).values({
    id,
    tokenHash: hashOf(secret),
    personId: wish.person,
    organisationId: wish.organisation,
    name: wish.name,
    createdBy: wish.createdBy,
    entrySeq: sql`custody_append(${wish.organisation}::uuid, 'token.created', ${id}::uuid, ${wish.person}::uuid)`,
  })
  return secret
}

/**
 * The organisation a token is for: the one named by its code, else the only one the person works
 * for. Raises Problem('not_found') for an unknown person or one without role there,
 * Problem('invalid') when there are several.
 */
export async function organisationFor(tx: Tx, person: string, code?: string): Promise<string> {
  const works = await tx
    .selectDistinct({ id: organisations.id, code: organisations.code })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(and(eq(memberships.personId, person), currentMembership))
  const named = works.filter((one) => code === undefined || one.code === code)
  if (named.length > 1) throw new Problem('invalid', staffCliWords.tokenNeedsOrganisation)
  if (named[0] === undefined) throw new Problem('not_found', staffProblems.noSuchPerson)
  return named[0].id
}

/** The tokens of an organisation that still open, newest first; never their secrets. */
export function openTokens(tx: Tx, organisation: string) {
  return tx
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      person: people.name,
      createdAt: apiTokens.createdAt,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(and(eq(apiTokens.organisationId, organisation), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.id))
}

/** Ends a token for good. Raises Problem('not_found') when there is no such token here. */
export async function revokeToken(tx: Tx, organisation: string, token: string): Promise<void> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(apiTokens.id, token),
        eq(apiTokens.organisationId, organisation),
        isNull(apiTokens.revokedAt),
      ),
    )
    .returning({ person: apiTokens.personId })
  if (revoked[0] === undefined) throw new Problem('not_found', staffProblems.noSuchToken)
  await tx.execute(
    sql`select custody_append(${organisation}::uuid, 'token.revoked', ${token}::uuid, ${revoked[0].person}::uuid)`,
  )
}
