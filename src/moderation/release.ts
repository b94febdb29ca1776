import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { releases, releaseWithdrawals, safeCopies, texts } from '../../db/schema.ts'
import { releaseWords as words } from '../../views/words/copies.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { attachmentIn } from './attachments.ts'
import { feedbackById, isId, isOpen, type State } from './feedback.ts'
import { mustBeFree } from './held-by-request.ts'
import { releasesOf } from './released.ts'
import { newestCopies, pagesOf, pictureOf } from './safe-copies.ts'
import { lockFeedback } from './summaries.ts'
import { open, seal, type Vault } from './vault.ts'
import { viewFeedback } from './view.ts'
import { workingText } from './working-text.ts'

/** Longest passage that leaves as it stands, in characters. */
export const maxVerbatim = 4_000

/** What is to be let out: one file's safe copy, or words of the letter as they stand. */
export const newRelease = z.union([
  z.strictObject({ attachment: z.string().max(50) }),
  z.strictObject({ text: z.string().max(4 * maxVerbatim) }),
])
export type NewRelease = z.output<typeof newRelease>

/** What waits with the ask; the words themselves lie sealed under the release's id. */
export const askedRelease = z.object({
  release: z.uuid(),
  feedback: z.uuid(),
  attachment: z.uuid().optional(),
  copy: z.uuid().optional(),
})
type AskedRelease = z.output<typeof askedRelease>

// Whose words may still go, or went, to a meeting.
const released: readonly State[] = ['accepted', 'awaiting_explanation', 'bundled', 'considered']

/**
 * Asks a lead to let a file's safe copy or words of the letter leave moderation. Raises
 * Problem('forbidden') unless moderator, 'not_found', 'invalid' for words that do not stand in the
 * letter, 'conflict' when it may not leave, has no safe copy, or is asked for already.
 */
export async function askRelease(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  feedback: string,
  given: NewRelease,
): Promise<{ approval: string }> {
  needRole(actor, 'moderator')
  if (isId(feedback)) await lockFeedback(tx, feedback)
  await mustMayLeave(tx, feedback)
  const release = crypto.randomUUID()
  const what =
    'attachment' in given
      ? await copyToRelease(tx, actor, feedback, given.attachment)
      : await wordsToRelease(tx, vault, actor, { feedback, release }, given.text)
  const payload: AskedRelease = { release, feedback, ...what }
  return { approval: await ask(tx, actor, 'release', release, payload) }
}

/** What the lead's agreement does: from now on it may go into a bundle. */
export function releaseApproval(vault: Vault): ApprovalHandler {
  return { agreed: (tx, approval, actor) => letOut(tx, vault, approval, actor) }
}

/**
 * Takes a release back, at once and alone: what is frozen already stays frozen. Raises
 * Problem('forbidden') unless moderator or lead, 'not_found', 'conflict' when it was taken back.
 */
export async function withdrawRelease(
  tx: Tx,
  actor: Actor,
  { feedback, release: id }: { feedback: string; release: string },
  reason: string,
): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  if (!isId(feedback) || !isId(id)) throw new Problem('not_found', words.notFound)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 14))`)
  const [row] = await tx
    .select({ gone: releaseWithdrawals.releaseId })
    .from(releases)
    .leftJoin(releaseWithdrawals, eq(releaseWithdrawals.releaseId, releases.id))
    .where(and(eq(releases.id, id), eq(releases.feedbackId, feedback)))
  if (!row) throw new Problem('not_found', words.notFound)
  if (row.gone) throw new Problem('conflict', words.withdrawnAlready)
  const { organisation, person } = actor
  const entrySeq = await append(tx, {
    organisation,
    kind: 'release.withdrawn',
    item: id,
    subject: feedback,
  })
  await tx
    .insert(releaseWithdrawals)
    .values({ releaseId: id, organisationId: organisation, reason, withdrawnBy: person, entrySeq })
}

/** Whether anything of this feedback may leave moderation at all. */
export function mayLeave({ use, state }: { use: string; state: State }): boolean {
  return use === 'record' && (isOpen(state) || released.includes(state))
}

async function mustMayLeave(tx: Tx, feedback: string): Promise<void> {
  const row = await feedbackById(tx, feedback)
  if (row.use !== 'record') throw new Problem('conflict', words.frontOnly)
  if (!mayLeave(row)) throw new Problem('conflict', words.notNow)
  await mustBeFree(tx, feedback)
}

async function copyToRelease(tx: Tx, actor: Actor, feedback: string, attachment: string) {
  await attachmentIn(tx, actor, feedback, attachment)
  const copy = (await newestCopies(tx, [attachment])).get(attachment)
  if (!copy || copy.refusal) throw new Problem('conflict', words.noCopy)
  const known = await releasesOf(tx, feedback)
  const same = known.filter((one) => one.copy === copy.id)
  if (same.some(({ state }) => state === 'asked')) throw new Problem('conflict', words.asked)
  if (same.some(({ state }) => state === 'released')) throw new Problem('conflict', words.already)
  return { attachment, copy: copy.id }
}

async function wordsToRelease(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  { feedback, release }: { feedback: string; release: string },
  given: string,
) {
  const passage = workingText(given).trim()
  const { text, messages } = await viewFeedback(tx, vault, actor, feedback)
  const written = [
    text ?? '',
    ...messages.flatMap((one) => (one.from === 'sender' ? one.text : [])),
  ]
  const message =
    passage === ''
      ? words.noWords
      : [...passage].length > maxVerbatim
        ? words.tooLong
        : written.some((one) => spaced(one).includes(spaced(passage)))
          ? null
          : words.notInLetter
  if (message) throw new Problem('invalid', message, [{ path: 'text', message }])
  const waits = (await releasesOf(tx, feedback)).some(
    ({ attachment, state }) => attachment === null && state === 'asked',
  )
  if (waits) throw new Problem('conflict', words.asked)
  const bytes = new TextEncoder().encode(passage)
  const { organisation } = actor
  await seal(tx, vault, { record: release, field: 'verbatim', organisation }, bytes)
  return {}
}

// A browser breaks lines its own way.
function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

async function letOut(tx: Tx, vault: Vault, approval: Approval, actor: Actor): Promise<void> {
  const { release, feedback, attachment, copy } = askedRelease.parse(approval.payload)
  await lockFeedback(tx, feedback)
  await mustMayLeave(tx, feedback)
  const { organisation } = actor
  const body =
    attachment && copy
      ? await pagesReleased(tx, vault, attachment, copy)
      : await wordsOf(tx, vault, release)
  const field = copy ? 'pages' : 'verbatim'
  await tx.insert(texts).values({ record: release, field, organisationId: organisation, body })
  const entrySeq = await append(tx, {
    organisation,
    kind: copy ? 'attachment.released' : 'words.released',
    item: release,
    subject: feedback,
    second: approval.askedBy,
  })
  await tx.insert(releases).values({
    ...{ id: release, organisationId: organisation, feedbackId: feedback },
    ...{ attachmentId: attachment, copyId: copy, approvalId: approval.id },
    ...{ askedBy: approval.askedBy, agreedBy: actor.person, entrySeq },
  })
}

/** The words asked for; null once they were shredded. */
export async function askedWords(tx: Tx, vault: Vault, release: string): Promise<string | null> {
  const bytes = await open(tx, vault, { record: release, field: 'verbatim' })
  return bytes && new TextDecoder().decode(bytes)
}

async function wordsOf(tx: Tx, vault: Vault, release: string): Promise<string> {
  const asked = await askedWords(tx, vault, release)
  if (asked === null) throw new Problem('conflict', words.gone)
  return asked
}

// Sizes and hashes are fixed with the release, so that a freeze need open nothing.
async function pagesReleased(
  tx: Tx,
  vault: Vault,
  attachment: string,
  copy: string,
): Promise<string> {
  const [kept] = await tx
    .select({ pagesInAll: safeCopies.pagesInAll })
    .from(safeCopies)
    .where(and(eq(safeCopies.id, copy), eq(safeCopies.attachmentId, attachment)))
  if (!kept) throw new Problem('conflict', words.noCopy)
  const pages = []
  for (const { record, size } of await pagesOf(tx, copy)) {
    const bytes = await pictureOf(tx, vault, record)
    if (!bytes) throw new Problem('conflict', words.gone)
    pages.push({ size, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return JSON.stringify({ pagesInAll: kept.pagesInAll, pages })
}
