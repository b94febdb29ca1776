import { randomInt } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { trialArrivals, trials } from '../../db/schema.ts'
import { append } from '../custody/append.ts'
import { type Actor, needRole } from '../staff/actor.ts'

/** A test that is under way: its word, until when it is good, and where it has arrived on which day. */
export type OpenTrial = { word: string; until: Date; arrived: ReadonlyMap<string, string> }

/** The organisation's test of the last 24 hours; null when there is none. */
export async function openTrial(tx: Tx, actor: Actor): Promise<OpenTrial | null> {
  const [trial] = await tx
    .select({ id: trials.id, word: trials.word, askedAt: trials.askedAt })
    .from(trials)
    .where(
      and(
        eq(trials.organisationId, actor.organisation),
        sql`${trials.askedAt} > now() - interval '1 day'`,
      ),
    )
    .orderBy(desc(trials.entrySeq))
    .limit(1)
  if (!trial) return null
  const arrivals = await tx
    .select({ channel: trialArrivals.channel, day: trialArrivals.day })
    .from(trialArrivals)
    .where(eq(trialArrivals.trialId, trial.id))
  const until = new Date(trial.askedAt.getTime() + 24 * 3_600_000)
  return {
    word: trial.word,
    until,
    arrived: new Map(arrivals.map((one) => [one.channel, one.day])),
  }
}

/**
 * Begins a test of the channels: a new word, good for a day. Whatever short letter carries it is
 * shredded, counts nowhere, and is told here (intake/trials.ts). While one is under way, that one.
 * Raises Problem('forbidden') unless admin, secretary or lead.
 */
export async function askTrial(tx: Tx, actor: Actor): Promise<void> {
  needRole(actor, 'admin', 'secretary', 'lead')
  if (await openTrial(tx, actor)) return
  const id = crypto.randomUUID()
  const word = [randomInt(10_000), randomInt(10_000)]
    .map((half) => String(half).padStart(4, '0'))
    .join('-')
  const { organisation, person } = actor
  const entrySeq = await append(tx, { organisation, kind: 'trial.asked', item: id })
  await tx
    .insert(trials)
    .values({ id, organisationId: organisation, word, askedBy: person, entrySeq })
}
