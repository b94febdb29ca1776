import { z } from '@hono/zod-openapi'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { remedyAsks } from '../../db/schema.ts'
import { toldTable } from '../../views/small-numbers.ts'
import { sheetProblems as problems, remedyQuestion } from '../../views/words/sheets.ts'
import { append } from '../custody/append.ts'
import { reply } from '../moderation/replies.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { evidenceOf } from './evidence.ts'
import { remedyById } from './remedies.ts'

/** Whose senders are asked: items of the record. */
export const newRemedyAsk = z.object({ evidence: z.array(z.uuid()).min(1).max(50) })

/** How those asked have answered; a class below five is not told, the total is "at least". */
export const answerClasses = ['changed', 'not_changed', 'wrote', 'silent'] as const
export type AnswerClass = (typeof answerClasses)[number]
export type AnswersTold = {
  cells: Record<AnswerClass, number | null>
  total: number | null
  /** Whether anybody was asked at all, and when last. */
  askedOn: string | null
}

/** Items whose senders could be asked about a remedy: criticism on its record. */
export async function askableFor(tx: Tx, actor: Actor, remedy: string) {
  const { cover } = await remedyById(tx, actor, remedy)
  const items = await evidenceOf(tx, cover)
  return items.filter(({ holds, polarity }) => holds && polarity !== 'positive')
}

/**
 * Asks the senders of chosen items, and of what was merged into them, whether what they wrote about
 * has changed: each once, in the own thread, about the own letter alone. Nothing of the record, of
 * the remedy or of other senders is in the question. Answers how many were asked, for the log alone.
 * Raises Problem('forbidden') unless secretary or lead, 'not_found', 'conflict' when all were asked.
 */
export async function askSenders(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  remedy: string,
  given: z.output<typeof newRemedyAsk>,
): Promise<void> {
  needRole(actor, 'secretary', 'lead')
  const items = await askableFor(tx, actor, remedy)
  const chosen = items.filter(({ id }) => given.evidence.includes(id))
  if (chosen.length < new Set(given.evidence).size)
    throw new Problem('conflict', problems.otherItems)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${remedy}, 16))`)
  const whom = await unaskedFor(
    tx,
    remedy,
    chosen.map(({ feedback }) => feedback),
  )
  if (whom.length === 0) throw new Problem('conflict', problems.allAsked)
  const { organisation, person } = actor
  for (const feedback of whom) {
    const replyId = await reply(tx, vault, person, {
      ...{ feedback, kind: 'question', text: remedyQuestion },
    })
    const id = crypto.randomUUID()
    const act = { organisation, kind: 'remedy.asked', item: id, subject: remedy }
    await tx.insert(remedyAsks).values({
      ...{ id, organisationId: organisation, remedyId: remedy, feedbackId: feedback, replyId },
      ...{ askedBy: person, entrySeq: await append(tx, act) },
    })
  }
}

/** What came back, by class. Raises Problem('forbidden'), 'not_found'. */
export async function remedyAnswers(tx: Tx, actor: Actor, remedy: string): Promise<AnswersTold> {
  await remedyById(tx, actor, remedy)
  const { rows } = await tx.execute<{ class: AnswerClass; count: number }>(sql`
    select coalesce(
        (select case a.act when 'satisfied' then 'changed' else 'not_changed' end from sender_acts a
          where a.thread_id = f.thread_id and a.act in ('satisfied', 'unsatisfied') and a.entry_seq > k.entry_seq
          order by a.entry_seq desc limit 1),
        (select 'wrote' from letters l where l.thread_id = f.thread_id and l.entry_seq > k.entry_seq limit 1),
        'silent') as class, count(*)::int as count
    from remedy_asks k join feedback f on f.id = k.feedback_id
    where k.remedy_id = ${remedy}::uuid group by 1`)
  const told = toldTable(new Map(rows.map((row) => [row.class, row.count])))
  const [last] = await tx
    .select({
      on: sql<string | null>`to_char(max(asked_at at time zone 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD')`,
    })
    .from(remedyAsks)
    .where(and(eq(remedyAsks.remedyId, remedy)))
  const cells = Object.fromEntries(
    answerClasses.map((name) => [name, told.cells.get(name) ?? null]),
  ) as AnswersTold['cells']
  return { cells, total: told.total, askedOn: last?.on ?? null }
}

// By id, which is random: an order of arrival would stand in the log.
async function unaskedFor(tx: Tx, remedy: string, feedback: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct on (f.thread_id) f.id from feedback f join feedback_state s on s.feedback_id = f.id
    where (f.id = any (${sql.param([...feedback])}::uuid[]) or (s.state = 'merged' and exists (
        select from decisions d where d.feedback_id = f.id and d.verdict = 'merge'
          and d.into_feedback = any (${sql.param([...feedback])}::uuid[]))))
      and s.state not in ('withdrawn', 'erased', 'diverted')
      and not exists (select from remedy_asks k join feedback o on o.id = k.feedback_id
        where k.remedy_id = ${remedy}::uuid and o.thread_id = f.thread_id)
    order by f.thread_id, f.id`)
  return rows.map(({ id }) => id).sort()
}
