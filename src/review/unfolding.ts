import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { unfoldings } from '../../db/schema.ts'
import { hearingProblems as problems } from '../../views/words/hearings.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { evidenceById } from './evidence.ts'

/**
 * Asks a lead to open an item of private life, family or third persons that the decision folded
 * away. Raises Problem('forbidden') unless secretary, 'not_found', 'conflict' when it is not folded.
 */
export async function askUnfolding(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ approval: string }> {
  needRole(actor, 'secretary')
  await evidenceById(tx, actor, id)
  await mustBeFolded(tx, id)
  return { approval: await ask(tx, actor, 'unfold', id, { evidence: id }) }
}

/** What the lead's agreement does: from now on record and papers show it. */
export const unfoldAgreed: ApprovalHandler = { agreed: unfold }

async function unfold(tx: Tx, approval: Approval, actor: Actor): Promise<void> {
  const evidenceId = approval.subject
  await evidenceById(tx, actor, evidenceId)
  await mustBeFolded(tx, evidenceId)
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const act = { kind: 'evidence.unfolded', item: id, subject: evidenceId }
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, ...act, second: approval.askedBy },
  })
  await tx.insert(unfoldings).values({
    ...{ id, organisationId, evidenceId, approvalId: approval.id },
    ...{ askedBy: approval.askedBy, agreedBy: actor.person, entrySeq },
  })
}

async function mustBeFolded(tx: Tx, id: string): Promise<void> {
  const { rows } = await tx.execute(sql`
    select from evidence e join decisions d on d.id = e.decision_id
    where e.id = ${id}::uuid and d.fold is not null
      and not exists (select from unfoldings u where u.evidence_id = e.id)`)
  if (rows.length === 0) throw new Problem('conflict', problems.notFolded)
}
