import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { checkpointMailings, keeperEndings, keepers } from '../../db/schema.ts'
import { keeperProblems as problems } from '../../views/words/log.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from './actor.ts'
import { tellAll } from './notices.ts'

/** An office outside the organisation that keeps its checkpoints, and its mail address. */
export const newKeeper = z.object({
  name: z.string().trim().min(1).max(200),
  address: z
    .string()
    .trim()
    .regex(/^[^\s@<>,;:"]{1,64}@[A-Za-z0-9.-]{1,250}$/),
})
export type NewKeeper = z.output<typeof newKeeper>

/**
 * Adds a keeper. The contract's table asks for no second person; every lead and auditor is told, and
 * the log has it. Raises Problem('forbidden') unless admin, 'conflict' when the address is there.
 */
export async function addKeeper(tx: Tx, actor: Actor, given: NewKeeper): Promise<string> {
  needRole(actor, 'admin')
  // One change at a time, or two could add the same address.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${actor.organisation}, 64))`)
  const there = await keepersOf(tx, actor.organisation)
  if (there.some(({ address }) => address.toLowerCase() === given.address.toLowerCase())) {
    throw new Problem('conflict', problems.there, [{ path: 'address', message: problems.there }])
  }
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  await tellThose(tx, organisationId, given.name)
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'keeper.added',
    item: id,
    commitment: commitFields(given.name, given.address),
  })
  await tx.insert(keepers).values({ ...given, id, organisationId, addedBy: actor.person, entrySeq })
  return id
}

/**
 * Sends a keeper nothing any more. Raises Problem('forbidden') unless admin, 'not_found' for one that
 * is not there or ended before.
 */
export async function endKeeper(tx: Tx, actor: Actor, id: string): Promise<void> {
  needRole(actor, 'admin')
  const organisationId = actor.organisation
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organisationId}, 64))`)
  const keeper = (await keepersOf(tx, organisationId)).find((one) => one.id === id)
  if (!keeper) throw new Problem('not_found', problems.notThere)
  await tellThose(tx, organisationId, keeper.name)
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'keeper.ended',
    item: id,
  })
  await tx
    .insert(keeperEndings)
    .values({ keeperId: id, organisationId, endedBy: actor.person, entrySeq })
}

/** The keepers of an organisation's checkpoints now, in the order they were added. */
export function keepersOf(tx: Tx, organisation: string) {
  return tx
    .select({ id: keepers.id, name: keepers.name, address: keepers.address })
    .from(keepers)
    .leftJoin(keeperEndings, eq(keeperEndings.keeperId, keepers.id))
    .where(and(eq(keepers.organisationId, organisation), isNull(keeperEndings.keeperId)))
    .orderBy(asc(keepers.entrySeq))
}

/** The last mail to each keeper of an organisation, by the keeper's id. */
export async function lastMails(tx: Tx, organisation: string) {
  const rows = await tx
    .selectDistinctOn([checkpointMailings.keeperId], {
      keeper: checkpointMailings.keeperId,
      number: checkpointMailings.number,
      outcome: checkpointMailings.outcome,
      day: sql<string>`to_char(${checkpointMailings.triedAt} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`,
    })
    .from(checkpointMailings)
    .where(eq(checkpointMailings.organisationId, organisation))
    .orderBy(checkpointMailings.keeperId, desc(checkpointMailings.id))
  return new Map(rows.map(({ keeper, ...mail }) => [keeper, mail]))
}

async function tellThose(tx: Tx, organisation: string, keeper: string): Promise<void> {
  for (const role of ['lead', 'auditor'] as const) {
    await tellAll(tx, organisation, role, 'keeper-changed', { keeper })
  }
}
