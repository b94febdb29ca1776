import { z } from 'zod'
import { type Db, transaction } from '../../db/connection.ts'
import { demoLink, demoPerson } from '../staff/demo.ts'
import type { RoleWish } from '../staff/memberships.ts'
import { consoleRoles, roles } from '../staff/roles.ts'
import { createToken } from '../staff/tokens.ts'

/** Somebody of the demo. `as` is the word printed before their link and token. */
export const member = z.object({
  as: z.string(),
  name: z.string(),
  person: z.uuid(),
  organisation: z.uuid(),
  door: z.enum(['console', 'desk']),
})
export type Member = z.infer<typeof member>

/** A member with the token by which the demo acts for them. */
export type Acting = Member & { token: string }

/** Makes a person with one role or more, and a token of their own. */
export async function join(
  owner: Db,
  given: { organisation: string; name: string; roles: readonly RoleWish[]; as?: string },
): Promise<Acting> {
  const { organisation, name } = given
  const person = await transaction(owner, (tx) => demoPerson(tx, organisation, name, given.roles))
  const inside = given.roles.some(({ role }) => consoleRoles.includes(role))
  const made: Member = {
    as: given.as ?? given.roles[0]?.role ?? '',
    name,
    person,
    organisation,
    door: inside ? 'console' : 'desk',
  }
  return { ...made, token: await newToken(owner, made) }
}

/** A new bearer token for a member; tokens are kept nowhere, so each start makes its own. */
export function newToken(owner: Db, { person, organisation }: Member): Promise<string> {
  return transaction(owner, (tx) =>
    createToken(tx, { person, organisation, name: 'npm run demo', createdBy: null }),
  )
}

/**
 * The lines to print: a sign-in link for each role and one for the Front above, then one
 * token a role (contract: Commands).
 */
export async function waysIn(
  owner: Db,
  cast: readonly (Member & { token?: string })[],
  urls: Record<Member['door'], string>,
): Promise<string[]> {
  const firsts = cast.filter((one, place) => cast.findIndex(({ as }) => as === one.as) === place)
  const links: string[] = []
  const tokens: string[] = []
  for (const one of firsts) {
    const link = await transaction(owner, (tx) =>
      demoLink(tx, one.organisation, one.person, urls[one.door]),
    )
    links.push(`sign-in ${one.as} ${link}`)
    if (!roles.some((role) => role === one.as)) continue
    tokens.push(`token ${one.as} ${one.token ?? (await newToken(owner, one))}`)
  }
  return [...links, ...tokens]
}
