import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { demandCollections, demands, letters, texts } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { demandProblems as problems, demandWords as words } from '../../views/words/erasure.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Describe } from './asked.ts'
import type { OpenedFile } from './attachments.ts'
import { type FeedbackRow, feedbackById, isId, workingCopyOf } from './feedback.ts'
import { type Message, messagesOf } from './messages.ts'
import { lockFeedback } from './summaries.ts'
import { open, type Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** Days in which what was agreed may be collected. */
export const daysToCollect = 10

const line = (most: number) =>
  z
    .string()
    .max(4 * most)
    .overwrite((text) => workingText(text).replace(/\s+/g, ' ').trim())
    .refine((text) => text !== '' && [...text].length <= most)

/** An authority's demand as a lead types it in. `day` is `YYYY-MM-DD`. */
export const newDemand = z.object({
  authority: line(200),
  number: line(60),
  day: z.iso.date().refine((day) => day <= dayInVietNam(new Date())),
  demanded: line(1_000),
})
export type NewDemand = z.output<typeof newDemand>

const askedDemand = newDemand.omit({ demanded: true }).extend({ decision: z.uuid() })

/** Parses it. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedDemand(typed: Record<string, string>): NewDemand {
  const parsed = newDemand.safeParse(typed)
  if (parsed.success) return parsed.data
  const named = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const errors = named.map((path) => ({
    path,
    message: problems[path as 'day'] ?? problems.demanded,
  }))
  throw new Problem('invalid', errors[0]?.message ?? problems.demanded, errors)
}

/**
 * Asks a custodian to agree to a hand-over. Answers the approval's id. Raises Problem('forbidden')
 * unless lead, 'not_found', 'conflict' when nothing is left to give or it was asked already.
 */
export async function askHandOver(
  tx: Tx,
  actor: Actor,
  id: string,
  { demanded, ...given }: NewDemand,
): Promise<string> {
  needRole(actor, 'lead')
  await lockFeedback(tx, id)
  const row = await feedbackById(tx, id)
  if (row.state === 'erased') throw new Problem('conflict', problems.nothing)
  // Its words lie apart and go with the feedback; `decision` names where (records_of).
  const decision = crypto.randomUUID()
  const organisationId = actor.organisation
  await tx.insert(texts).values({ record: decision, field: 'note', organisationId, body: demanded })
  const approval = await ask(tx, actor, 'hand_over', id, { ...given, decision })
  await tx.execute(sql`select project(${id}::uuid)`)
  return approval
}

/** What happens when the custodian agrees: the demand stands, and may be collected for some days. */
export const handOverAgreed: ApprovalHandler = {
  async agreed(tx, { id: approval, subject, askedBy, payload }, actor) {
    await lockFeedback(tx, subject)
    const row = await feedbackById(tx, subject)
    if (row.state === 'erased') throw new Problem('conflict', problems.nothing)
    const { decision: id, ...given } = askedDemand.parse(payload)
    const entrySeq = await append(tx, {
      organisation: actor.organisation,
      kind: 'demand.agreed',
      item: id,
      subject,
      second: askedBy,
    })
    await tx.insert(demands).values({
      ...{ ...given, id, organisationId: actor.organisation, feedbackId: subject },
      ...{ approvalId: approval, askedBy, agreedBy: actor.person, entrySeq },
    })
  },
}

/** Says to the custodian who demands what, in which paper. */
export const describeHandOver: Describe = async (tx, _actor, asked) => {
  const row = await feedbackById(tx, asked.subject)
  const { decision, authority, number, day } = askedDemand.parse(asked.payload)
  const lines: [Sentence, string][] = [
    [words.authority, authority],
    [words.number, number],
    [words.day, day],
    [words.demanded, (await demandedOf(tx, decision)) ?? ''],
  ]
  return {
    title: row.number,
    href: null,
    lines: lines.map(([name, text]) => ({ name, text })),
    warnings: [words.intro],
  }
}

/** The demands about one feedback that were agreed to, oldest first. Raises Problem('forbidden'). */
export async function demandsOf(tx: Tx, actor: Actor, id: string) {
  needRole(actor, 'lead')
  const row = await feedbackById(tx, id)
  return tx
    .select({
      id: demands.id,
      authority: demands.authority,
      number: demands.number,
      day: demands.day,
      agreedAt: demands.agreedAt,
      over: sql<boolean>`${demands.agreedAt} < now() - make_interval(days => ${daysToCollect})`,
      collected: sql<number>`(select count(*)::int from demand_collections c where c.demand_id = ${demands.id})`,
    })
    .from(demands)
    .where(eq(demands.feedbackId, row.id))
    .orderBy(asc(demands.entrySeq))
}

/** What is handed over: everything we have of it but what the custodians alone open. */
export type HandedOver = {
  row: FeedbackRow
  demand: typeof demands.$inferSelect
  demanded: string
  /** Of the letter that opened it, hex. */
  commitment: string
  text: string
  messages: Message[]
  files: OpenedFile[]
}

/** Gathers it. Raises Problem('forbidden') unless lead, 'not_found', 'conflict' when late or gone. */
export async function handedOver(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
  demandId: string,
): Promise<HandedOver> {
  needRole(actor, 'lead')
  const row = await feedbackById(tx, id)
  const [demand] = isId(demandId)
    ? await tx
        .select()
        .from(demands)
        .where(and(eq(demands.id, demandId), eq(demands.feedbackId, row.id)))
    : []
  if (!demand) throw new Problem('not_found', words.none)
  const past = Date.now() - demand.agreedAt.getTime() > daysToCollect * 86_400_000
  if (past) throw new Problem('conflict', problems.over)
  const copy = await workingCopyOf(tx, vault, row.id)
  if (!copy) throw new Problem('conflict', problems.nothing)
  const [first] = await tx
    .select({ commitment: letters.commitment })
    .from(letters)
    .where(and(eq(letters.threadId, row.threadId), eq(letters.first, true)))
  const files = await Promise.all(
    copy.attachments.map(async ({ id: record, name, type }) => {
      const bytes = await open(tx, vault, { record, field: 'bytes' })
      return bytes ? [{ name, type, bytes }] : []
    }),
  )
  return {
    ...{ row, demand, text: copy.text, files: files.flat() },
    demanded: (await demandedOf(tx, demand.id)) ?? '',
    commitment: first?.commitment ?? '',
    messages: await messagesOf(tx, vault, row.threadId),
  }
}

/** Enters that it was collected, by whom, and the SHA-256 of what was given. */
export async function noteCollected(
  tx: Tx,
  actor: Actor,
  demand: string,
  sha256: Uint8Array,
): Promise<void> {
  const id = crypto.randomUUID()
  const { organisation } = actor
  const entrySeq = await append(tx, {
    organisation,
    kind: 'demand.collected',
    item: id,
    subject: demand,
    commitment: Buffer.from(sha256).toString('hex'),
  })
  await tx.insert(demandCollections).values({
    ...{ id, organisationId: organisation, demandId: demand, sha256 },
    ...{ collectedBy: actor.person, entrySeq },
  })
}

async function demandedOf(tx: Tx, record: string): Promise<string | null> {
  const [row] = await tx
    .select({ body: texts.body })
    .from(texts)
    .where(and(eq(texts.record, record), eq(texts.field, 'note')))
  return row?.body ?? null
}
