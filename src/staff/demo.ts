import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { invitations, people } from '../../db/schema/staff.ts'
import { giveMembership, type RoleWish } from './memberships.ts'
import { hashOf, newSecret } from './secret.ts'

/**
 * Makes a person of the demo with roles but without password; gives the person's id. Takes the
 * owner's connection, and is called by the demo alone.
 */
export async function demoPerson(
  tx: Tx,
  organisation: string,
  name: string,
  roles: readonly RoleWish[],
): Promise<string> {
  const person = crypto.randomUUID()
  await tx.insert(people).values({ id: person, name })
  for (const wish of roles) {
    await giveMembership(tx, { organisation, person, wish }, { givenBy: null, agreedBy: null })
  }
  return person
}

/** A one-time sign-in link for a person of the demo; doors take it only when told to be a demo. */
export async function demoLink(
  tx: Tx,
  organisation: string,
  person: string,
  doorUrl: string,
): Promise<string> {
  const secret = newSecret()
  await tx.insert(invitations).values({
    tokenHash: hashOf(secret),
    purpose: 'demo',
    organisationId: organisation,
    personId: person,
    expiresAt: sql`now() + interval '7 days'`,
  })
  return `${doorUrl}/vao/${secret}`
}
