import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { attachments, letters, trialArrivals, trials } from '../../db/schema.ts'
import { append } from '../custody/append.ts'

// Staff test their own channels by a word that nobody else knows. What carries it is no feedback: it
// is shredded unread, with its entries in the log, and counts nowhere.

/** A word of the staff's own, good for a day. */
export type Trial = typeof trials.$inferSelect

// A letter that says more than this is a letter, whatever word is in it.
const longest = 300

/**
 * The trial whose word a text carries, `thử 4821-0937`, among those of the last 24 hours; null for any
 * other text. `organisation`: of that one alone.
 */
export async function trialIn(
  tx: Tx,
  text: string | undefined,
  organisation?: string,
): Promise<Trial | null> {
  const word = wordIn(text)
  if (word === null) return null
  const isOurs: SQL | undefined =
    organisation === undefined ? undefined : eq(trials.organisationId, organisation)
  const [found] = await tx
    .select()
    .from(trials)
    .where(and(eq(trials.word, word), sql`${trials.askedAt} > now() - interval '1 day'`, isOurs))
    .orderBy(desc(trials.entrySeq))
    .limit(1)
  return found ?? null
}

/** Whether a text carries a word like those of `trialIn`, of anybody's or nobody's test. */
export function looksLikeTrial(text: string | undefined): boolean {
  return wordIn(text) !== null
}

function wordIn(text: string | undefined): string | null {
  const short = (text ?? '').normalize('NFKC').trim()
  const [, first, last] = /(?:^|\s)(?:thử|thu|test)\s*:?\s*(\d{4})[-\s]?(\d{4})(?!\d)/iu.exec(
    short.length > longest ? '' : short,
  ) ?? ['']
  return first === undefined ? null : `${first}-${last}`
}

/** Whether a thread was opened by a test: what is added to it belongs to the test, too. */
export async function trialOfThread(tx: Tx, thread: string): Promise<Trial | null> {
  const [found] = await tx
    .select({ trial: trials })
    .from(trialArrivals)
    .innerJoin(letters, eq(letters.id, trialArrivals.letterId))
    .innerJoin(trials, eq(trials.id, trialArrivals.trialId))
    .where(eq(letters.threadId, thread))
    .limit(1)
  return found?.trial ?? null
}

/** Writes down that a test arrived in a chat; the caller forgets what was said. */
export async function trialHeard(tx: Tx, trial: Trial, channel: string): Promise<void> {
  await arrived(tx, trial, channel, null)
}

/**
 * Writes down that a test arrived as this letter, and shreds all of it: words, original, files, and
 * the way back with its acknowledgement.
 */
export async function trialReceived(
  tx: Tx,
  trial: Trial,
  letter: Pick<
    typeof letters.$inferSelect,
    'id' | 'threadId' | 'channel' | 'organisationId' | 'first'
  >,
): Promise<void> {
  const files = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(eq(attachments.letterId, letter.id))
  const records = [
    letter.id,
    ...files.map(({ id }) => id),
    ...(letter.first ? [letter.threadId] : []),
  ]
  for (const record of records) {
    await tx.execute(sql`select shred(${letter.organisationId}::uuid, ${record}::uuid, 'trial')`)
  }
  await arrived(tx, trial, letter.channel, letter.id)
}

async function arrived(
  tx: Tx,
  { id: trialId, organisationId }: Trial,
  channel: string,
  letterId: string | null,
): Promise<void> {
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'trial.arrived',
    item: id,
    ...(letterId !== null && { subject: letterId }),
    reason: channel,
  })
  await tx
    .insert(trialArrivals)
    .values({ id, organisationId, trialId, channel, letterId, entrySeq })
}
