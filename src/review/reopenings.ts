import { z } from '@hono/zod-openapi'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { reopenings } from '../../db/schema.ts'
import {
  reopeningProblems as problems,
  reopeningWords as words,
} from '../../views/words/reopening.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import type { Describe } from '../moderation/asked.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, line, paragraphs, wrongField } from './fields.ts'
import { readableRecord } from './records.ts'

/** Why a record of a closed cycle is rated again: reason, body, its document and day. */
export const newReopening = z.object({
  reason: paragraphs(2_000),
  decidedBy: line(300),
  document: line(200),
  decidedOn: day,
})

/**
 * Asks to open one record of a closed cycle again (a shortcoming of that time disciplined only now).
 * What was frozen stays; new papers and a next version come beside it until a new outcome is typed in.
 * Raises Problem('forbidden') unless secretary, 'not_found', 'invalid' for a day to come, 'conflict'
 * while the cycle runs, the record is open again already or a lead was asked.
 */
export async function askReopening(
  tx: Tx,
  actor: Actor,
  record: string,
  given: z.output<typeof newReopening>,
): Promise<{ approval: string }> {
  needRole(actor, 'secretary')
  const cover = await readableRecord(tx, actor, record)
  if (!cover.cycle.closed) throw new Problem('conflict', problems.open)
  if (given.decidedOn > dayInVietNam()) throw wrongField('decidedOn', problems.future)
  return { approval: await ask(tx, actor, 'reopen', cover.id, given) }
}

/** What the lead's agreement does. */
export const reopenAgreed: ApprovalHandler = { agreed: reopen }

async function reopen(tx: Tx, approval: Approval, actor: Actor): Promise<void> {
  const given = newReopening.parse(approval.payload)
  const cover = await readableRecord(tx, actor, approval.subject)
  if (!cover.cycle.closed) throw new Problem('conflict', problems.open)
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const { reason, decidedBy, document, decidedOn } = given
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'record.reopened', item: id, subject: cover.id },
    ...{
      second: approval.askedBy,
      commitment: commitFields(reason, decidedBy, document, decidedOn),
    },
  })
  await tx.insert(reopenings).values({
    ...{ ...given, id, organisationId, recordId: cover.id, approvalId: approval.id, entrySeq },
    ...{ askedBy: approval.askedBy, agreedBy: actor.person },
  })
}

/** How often and why a record was opened again, latest first. */
export function reopeningsOf(tx: Tx, record: string) {
  return tx
    .select({
      id: reopenings.id,
      reason: reopenings.reason,
      decidedBy: reopenings.decidedBy,
      document: reopenings.document,
      decidedOn: reopenings.decidedOn,
      open: sql<boolean>`not exists (select from outcomes o join bundles b on b.id = o.bundle_id
        where b.record_id = reopenings.record_id and o.entry_seq > reopenings.entry_seq)`,
    })
    .from(reopenings)
    .where(eq(reopenings.recordId, record))
    .orderBy(desc(reopenings.entrySeq))
}

/** What a lead must see of it. */
export const describeReopening: Describe = async (tx, actor, asked) => {
  const { subject, cycle, id } = await readableRecord(tx, actor, asked.subject)
  const given = newReopening.parse(asked.payload)
  const lines = [
    { name: words.cycle, text: cycle.name },
    { name: words.decidedBy, text: given.decidedBy },
    { name: words.document, text: given.document },
    { name: words.reason, text: given.reason },
  ]
  return { title: subject.name, href: `/ho-so/${id}`, lines, warnings: [] }
}
