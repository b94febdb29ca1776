import { eq, max, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { summaries, texts } from '../../db/schema.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { feedbackById, isOpen, isWaiting, type State } from './feedback.ts'
import { reply } from './replies.ts'
import type { Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** Longest summary, in characters. */
export const maxSummary = 4_000

/**
 * Keeps a new version of the neutral summary and shows it to the sender, who may agree or say that
 * it exposes them. Raises Problem('conflict') once the feedback is decided or waits for a second
 * person, 'invalid' for an empty or too long text.
 */
export async function summarise(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  text: string,
): Promise<{ id: string; version: number }> {
  needRole(actor, 'moderator', 'lead')
  const given = workingText(text).trim()
  const message =
    given === '' ? words.summaryEmpty : [...given].length > maxSummary ? words.summaryTooLong : null
  if (message) throw new Problem('invalid', message, [{ path: 'text', message }])
  await lockFeedback(tx, id)
  const row = await feedbackById(tx, id)
  await mustBeOpen(tx, row)
  const [last] = await tx
    .select({ version: max(summaries.version) })
    .from(summaries)
    .where(eq(summaries.feedbackId, id))
  const version = (last?.version ?? 0) + 1
  const summary = crypto.randomUUID()
  const organisationId = actor.organisation
  const { salt, commitment } = await commitWords(given)
  await tx
    .insert(texts)
    .values({ record: summary, field: 'summary', organisationId, body: given, salt })
  await reply(tx, vault, actor.person, { feedback: id, kind: 'summary', text: given })
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'summary.written',
    item: summary,
    subject: id,
    number: version,
    commitment,
  })
  await tx.insert(summaries).values({
    id: summary,
    organisationId,
    feedbackId: id,
    version,
    writtenBy: actor.person,
    entrySeq,
  })
  await tx.execute(sql`select project(${id}::uuid)`)
  return { id: summary, version }
}

/** One moderator at a time on one feedback: a second waits for the first to commit. */
export async function lockFeedback(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7))`)
}

/** Raises Problem('conflict') unless the feedback still waits for a moderator's decision. */
export async function mustBeOpen(tx: Tx, row: { id: string; state: State }): Promise<void> {
  if (!isOpen(row.state)) throw new Problem('conflict', words.notOpen)
  if (await isWaiting(tx, row.id)) throw new Problem('conflict', words.waiting)
}
