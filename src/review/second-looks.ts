import { z } from '@hono/zod-openapi'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  decisions,
  evidence,
  evidenceWithdrawals,
  explanations,
  secondLooks,
  texts,
} from '../../db/schema.ts'
import { hearingProblems as problems } from '../../views/words/hearings.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { isSameHuman } from '../staff/relations.ts'
import { evidenceById } from './evidence.ts'
import { isId, paragraphs } from './fields.ts'

export const lookOutcomes = ['upheld', 'corrected', 'withdrawn'] as const

/** What a second moderator proposes after "đề nghị xem lại". */
export const newSecondLook = z.object({
  outcome: z.enum(lookOutcomes),
  reason: paragraphs(2000),
})

/** What waits with the ask. */
export const askedLook = z.object({
  evidence: z.uuid(),
  outcome: z.enum(lookOutcomes),
})

/**
 * Asks a lead to agree to the outcome of a second look. Raises Problem('forbidden') unless moderator
 * and somebody else than who decided, 'not_found', 'conflict' when the answer does not ask for it or
 * it was looked at already.
 */
export async function askSecondLook(
  tx: Tx,
  actor: Actor,
  id: string,
  { outcome, reason }: z.output<typeof newSecondLook>,
): Promise<{ approval: string }> {
  needRole(actor, 'moderator')
  const look = await lookable(tx, id)
  await evidenceById(tx, actor, look.evidence)
  if (await isSameHuman(tx, look.decidedBy, actor.person)) {
    throw new Problem('forbidden', problems.youDecided)
  }
  const asked: z.output<typeof askedLook> = { evidence: look.evidence, outcome }
  const approval = await ask(tx, actor, 'look_again', id, asked)
  await tx
    .insert(texts)
    .values({ record: approval, field: 'reason', organisationId: actor.organisation, body: reason })
  return { approval }
}

/**
 * What the lead's agreement does. Upheld: nothing changes. Withdrawn: out of the record for good.
 * Corrected: out of the record, and open again with the moderators, whose new words go through
 * summary, decision, sender and the next letter to the official like any other.
 */
export const lookAgainAgreed: ApprovalHandler = { agreed: conclude }

async function conclude(tx: Tx, approval: Approval, actor: Actor): Promise<void> {
  const { evidence: item, outcome } = askedLook.parse(approval.payload)
  const look = await lookable(tx, approval.subject)
  const found = await evidenceById(tx, actor, item)
  if (found.record.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const organisationId = actor.organisation
  if (outcome !== 'upheld' && !found.withdrawn) {
    const taken = { kind: 'evidence.withdrawn', item, subject: look.feedback }
    await tx.insert(evidenceWithdrawals).values({
      ...{ evidenceId: item, organisationId, withdrawnBy: actor.person },
      entrySeq: await append(tx, { organisation: organisationId, ...taken }),
    })
  }
  const act = { kind: 'explanation.looked-again', item: approval.subject, subject: item }
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, ...act, second: approval.askedBy, reason: outcome },
  })
  await tx.insert(secondLooks).values({
    ...{ explanationId: approval.subject, organisationId, evidenceId: item, outcome },
    ...{ approvalId: approval.id, askedBy: approval.askedBy, agreedBy: actor.person, entrySeq },
  })
  await tx.execute(sql`select project(${look.feedback}::uuid)`)
}

async function lookable(tx: Tx, id: string) {
  const [found] = !isId(id)
    ? []
    : await tx
        .select({
          kind: explanations.kind,
          evidence: evidence.id,
          feedback: evidence.feedbackId,
          decidedBy: decisions.askedBy,
          looked: secondLooks.explanationId,
        })
        .from(explanations)
        .innerJoin(evidence, eq(evidence.id, explanations.evidenceId))
        .innerJoin(decisions, eq(decisions.id, evidence.decisionId))
        .leftJoin(secondLooks, eq(secondLooks.explanationId, explanations.id))
        .where(and(eq(explanations.id, id)))
  if (!found) throw new Problem('not_found', problems.noAnswer)
  if (found.kind !== 'review-again') throw new Problem('conflict', problems.notAsked)
  if (found.looked !== null) throw new Problem('conflict', problems.lookedAlready)
  return found
}
