import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { decisions, feedbackState, texts } from '../../db/schema.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import {
  actNeeding,
  checkDecision,
  mustBeSummarised,
  type NewDecision,
  newDecision,
  type Verdict,
} from './decision.ts'
import { feedbackById, isOpen } from './feedback.ts'
import { mustBeFree } from './held-by-request.ts'
import { tellOutcome } from './outcome.ts'
import { lockFeedback, mustBeOpen } from './summaries.ts'
import { seal, type Vault } from './vault.ts'
import { summariesOf } from './view.ts'

/** What waits with the ask; the words (note, message) lie apart, where they can be shredded. */
export const askedDecision = newDecision
  .omit({ note: true, message: true })
  .extend({ decision: z.uuid(), summary: z.uuid().optional() })
export type AskedDecision = z.infer<typeof askedDecision>

// What lets something out of moderation; a diversion must go where it belongs in any case.
const leaves: readonly Verdict[] = ['accept', 'forward', 'merge']

/**
 * Decides about a feedback, or asks the second person the act needs (contract, table of acts).
 * Raises Problem('invalid') with what is missing, 'conflict' when it is not open any more.
 */
export async function decide(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  given: NewDecision,
): Promise<{ decision: string } | { approval: string }> {
  needRole(actor, 'moderator')
  await lockFeedback(tx, id)
  const row = await feedbackById(tx, id)
  await mustBeOpen(tx, row)
  if (leaves.includes(given.verdict)) await mustBeFree(tx, id)
  const [latest] = await summariesOf(tx, id)
  await checkDecision(tx, actor, row, given, latest)
  const decision = crypto.randomUUID()
  const { note, message, ...rest } = given
  await keepWords(tx, vault, actor.organisation, { decision, note, message })
  const asked: AskedDecision = { ...rest, decision, summary: latest?.id }
  const act = await actNeeding(tx, id, given)
  if (act) {
    const approval = await ask(tx, actor, act, id, asked)
    await tx.execute(sql`select project(${id}::uuid)`)
    return { approval }
  }
  const { organisation, person } = actor
  await carryOut(tx, vault, { feedback: id, organisation, askedBy: person }, asked)
  return { decision }
}

/** What happens when the lead agrees: the decision is carried out. Declined, nothing changes. */
export function decisionApproval(vault: Vault): ApprovalHandler {
  return {
    async agreed(tx, approval, actor) {
      const { subject: feedback, askedBy, id } = approval
      await lockFeedback(tx, feedback)
      const by = {
        feedback,
        askedBy,
        approval: id,
        agreedBy: actor.person,
        organisation: actor.organisation,
      }
      await carryOut(tx, vault, by, askedDecision.parse(approval.payload))
    },
  }
}

async function keepWords(
  tx: Tx,
  vault: Vault,
  organisation: string,
  given: { decision: string; note: string | undefined; message: string | undefined },
): Promise<void> {
  const { decision: record, note, message } = given
  if (note) {
    const row = { record, field: 'note' as const, organisationId: organisation, body: note }
    await tx.insert(texts).values(row)
  }
  if (message) {
    const bytes = new TextEncoder().encode(message)
    await seal(tx, vault, { record, field: 'message', organisation }, bytes)
  }
}

/** Whose decision is carried out; ids of persons. */
type Carried = {
  feedback: string
  organisation: string
  askedBy: string
  agreedBy?: string
  approval?: string
}

async function carryOut(
  tx: Tx,
  vault: Vault,
  by: Carried,
  { decision, summary, into, ...kept }: AskedDecision,
): Promise<void> {
  const { feedback: id, organisation } = by
  const row = await feedbackById(tx, id)
  const newest = (await summariesOf(tx, id)).find((one) => one.id === summary)
  if (kept.verdict === 'accept') await mustBeSummarised(tx, row, newest)
  await tellOutcome(tx, vault, by, { ...kept, decision, use: row.use, summary: newest?.text })
  await mustStillBeOpen(tx, id)
  if (leaves.includes(kept.verdict)) await mustBeFree(tx, id)
  await numberFor(tx, id, kept.officials, 'official')
  await numberFor(tx, id, kept.collectives, 'collective')
  const entrySeq = await append(tx, {
    organisation,
    kind: `feedback.${kept.verdict.replace('_', '-')}`,
    item: decision,
    subject: id,
    second: by.agreedBy && by.askedBy,
    reason: kept.reason,
  })
  await tx.insert(decisions).values({
    ...kept,
    id: decision,
    organisationId: organisation,
    feedbackId: id,
    summaryId: summary,
    intoFeedback: into,
    approvalId: by.approval,
    askedBy: by.askedBy,
    agreedBy: by.agreedBy,
    entrySeq,
  })
  await tx.execute(sql`select project(${id}::uuid)`)
}

// The sender may withdraw at any moment. Seen only now, behind the log's head that the answer to
// the sender has locked: whatever the sender did is in before this, or comes after the decision.
async function mustStillBeOpen(tx: Tx, id: string): Promise<void> {
  const [row] = await tx
    .select({ state: feedbackState.state })
    .from(feedbackState)
    .where(eq(feedbackState.feedbackId, id))
  if (!row || !isOpen(row.state)) throw new Problem('conflict', words.notOpen)
}

async function numberFor(
  tx: Tx,
  id: string,
  subjects: readonly string[],
  kind: 'official' | 'collective',
): Promise<void> {
  for (const subject of new Set(subjects)) {
    await tx.execute(sql`select assign_number(${id}::uuid, ${subject}::uuid, ${kind})`)
  }
}
