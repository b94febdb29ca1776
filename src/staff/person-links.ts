import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/connection.ts'
import { personLinks } from '../../db/schema/relations.ts'
import { people } from '../../db/schema/staff.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, membershipsOf, needRole } from './actor.ts'

type Pair = { person: string; as: string }

/**
 * Notes that two accounts are one human's: from now on they are one person to every act that needs
 * two, and each other's relations count. Raises Problem('forbidden') unless administrator,
 * 'not_found' when neither works here, 'conflict' for one account, and for roles held by the two
 * that never go together (end one first).
 */
export async function linkPeople(tx: Tx, actor: Actor, pair: Pair): Promise<void> {
  needRole(actor, 'admin')
  if (pair.person === pair.as) throw new Problem('conflict', staffProblems.samePerson)
  for (const person of [pair.person, pair.as]) {
    const held = await membershipsOf(tx, person, actor.organisation)
    if (held.length === 0) throw new Problem('not_found', staffProblems.noSuchPerson)
  }
  if (await linkedNow(tx, pair.person, pair.as)) {
    throw new Problem('conflict', staffProblems.linkedAlready)
  }
  await keep(tx, actor, pair, true, null)
}

/** Takes a link back that was made in error; the caller has a second person's word (change_role). */
export function unlinkPeople(
  tx: Tx,
  actor: Actor,
  pair: Pair,
  by: { agreedBy: string | null },
): Promise<void> {
  return keep(tx, actor, pair, false, by.agreedBy)
}

/** Whether a link between exactly these two accounts is in force. */
export async function linkedNow(tx: Tx, one: string, other: string): Promise<boolean> {
  const { person, as } = ordered({ person: one, as: other })
  const [latest] = await tx
    .select({ same: personLinks.same })
    .from(personLinks)
    .where(and(eq(personLinks.personId, person), eq(personLinks.sameAs, as)))
    .orderBy(desc(personLinks.linkedAt), desc(personLinks.id))
    .limit(1)
  return latest?.same === true
}

const other = alias(people, 'other')

/** The links in force, by name. */
export async function linksOf(tx: Tx) {
  const rows = await tx
    .selectDistinctOn([personLinks.personId, personLinks.sameAs], {
      person: personLinks.personId,
      as: personLinks.sameAs,
      name: people.name,
      asName: other.name,
      same: personLinks.same,
    })
    .from(personLinks)
    .innerJoin(people, eq(people.id, personLinks.personId))
    .innerJoin(other, eq(other.id, personLinks.sameAs))
    .orderBy(personLinks.personId, personLinks.sameAs, desc(personLinks.linkedAt))
  return rows.filter(({ same }) => same).map(({ same: _, ...link }) => link)
}

async function keep(
  tx: Tx,
  actor: Actor,
  pair: Pair,
  same: boolean,
  agreedBy: string | null,
): Promise<void> {
  const { person, as } = ordered(pair)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const row = { id, organisationId: organisation, personId: person, sameAs: as, same, agreedBy }
  const entrySeq = await append(tx, {
    ...{ organisation, kind: same ? 'person.linked' : 'person.unlinked', item: id },
    ...{ subject: person, second: as },
  })
  await tx
    .insert(personLinks)
    .values({ ...row, linkedBy: actor.person, entrySeq })
    .catch((thrown: unknown) => {
      throw isApart(thrown) ? new Problem('conflict', staffProblems.linkApart) : thrown
    })
}

// Each pair is written one way round, or its latest row would be two.
function ordered({ person, as }: Pair): Pair {
  return person < as ? { person, as } : { person: as, as: person }
}

function isApart(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if ('constraint' in thrown && thrown.constraint === 'roles_apart') return true
  return isApart(thrown.cause)
}
