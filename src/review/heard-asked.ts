import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { approvals, texts } from '../../db/schema.ts'
import { foldWords, lookWords, answerPageWords as words } from '../../views/words/hearings.ts'
import type { Describe } from '../moderation/asked.ts'
import { evidenceById, evidenceOf } from './evidence.ts'
import { explanationsOf } from './explanations.ts'
import { askedLook } from './second-looks.ts'

/** What a lead must see of a second look: the item, the answer, what comes of it and why. */
export const describeSecondLook: Describe = async (tx, actor, ask, say) => {
  const { evidence, outcome } = askedLook.parse(ask.payload)
  const { record } = await evidenceById(tx, actor, evidence)
  const item = (await evidenceOf(tx, record)).find(({ id }) => id === evidence)
  const answer = (await explanationsOf(tx, record.id)).find(({ id }) => id === ask.subject)
  const lines = [
    { name: words.item, text: item?.summary ?? '' },
    { name: words.answer, text: answer?.original ?? '' },
    { name: words.outcome, text: say(lookWords[outcome]) },
    { name: words.reason, text: await reasonOf(tx, ask.subject) },
  ].filter(({ text }) => text !== '')
  return { title: record.subject.name, href: `/ho-so/${record.id}`, lines, warnings: [] }
}

/** What a lead must see of an unfolding: the item, and why it was folded. */
export const describeUnfolding: Describe = async (tx, actor, ask, say) => {
  const { record } = await evidenceById(tx, actor, ask.subject)
  const item = (await evidenceOf(tx, record)).find(({ id }) => id === ask.subject)
  const lines = [
    { name: words.item, text: item?.summary ?? '' },
    { name: words.reason, text: item?.fold ? say(foldWords[item.fold]) : '' },
  ].filter(({ text }) => text !== '')
  return { title: record.subject.name, href: `/ho-so/${record.id}`, lines, warnings: [] }
}

async function reasonOf(tx: Tx, subject: string): Promise<string> {
  const found = await tx
    .select({ body: texts.body, at: approvals.askedAt })
    .from(approvals)
    .innerJoin(texts, and(eq(texts.record, approvals.id), eq(texts.field, 'reason')))
    .where(and(eq(approvals.subject, subject), eq(approvals.act, 'look_again')))
    .orderBy(approvals.askedAt)
  return found.at(-1)?.body ?? ''
}
