import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { cycles, reviewRecords } from '../../db/schema.ts'
import { topicWords } from '../../views/words/topics.ts'
import type { Actor } from '../staff/actor.ts'
import { cycleById } from './cycles.ts'
import { type EvidenceItem, evidenceOf, isUnheard } from './evidence.ts'
import { seenHere } from './places-counted.ts'
import { marksOf } from './raised-again.ts'
import { type RecordCover, readableRecord, worksOnRecords } from './records.ts'
import { foldedItem } from './view.ts'

const most = 4

/** One cycle's column: its items by topic code. */
export type Year = {
  record: string
  cycle: { id: string; name: string; framework: string }
  items: EvidenceItem[]
}

/**
 * The records of one subject side by side, the asked one first, then at most three of earlier cycles
 * of the same kind; and which items say again what an earlier one said. Raises what `readableRecord`
 * raises.
 */
export async function yearsOf(tx: Tx, actor: Actor, id: string) {
  const cover = await readableRecord(tx, actor, id)
  const covers = [cover, ...(await earlierCovers(tx, cover))]
  const inside = worksOnRecords(actor)
  const years: Year[] = []
  for (const one of covers) {
    const found = (await evidenceOf(tx, one)).filter((item) => item.holds)
    const here = await seenHere(
      tx,
      actor,
      one,
      found.map((item) => item.id),
    )
    const items = found
      .filter((item) => here.has(item.id) && (inside || !isUnheard(item)))
      .map(foldedItem)
    const { id: cycle, name, framework } = one.cycle
    years.push({ record: one.id, cycle: { id: cycle, name, framework }, items })
  }
  const said = new Set(years.flatMap(({ items }) => items.map((item) => item.topic ?? 'other')))
  const marks = await marksOf(
    tx,
    years.flatMap(({ items }) => items.map((item) => item.id)),
  )
  const topics = Object.keys(topicWords).filter((topic) => said.has(topic))
  return { cover, years, topics, marks }
}

/** The covers of the same subject's records in earlier cycles of the same kind, latest first. */
export async function earlierCovers(
  tx: Tx,
  { subject, cycle }: RecordCover,
): Promise<RecordCover[]> {
  const whose = subject.kind === 'official' ? reviewRecords.officialId : reviewRecords.collectiveId
  const found = await tx
    .select({ id: reviewRecords.id, cycle: cycles.id })
    .from(reviewRecords)
    .innerJoin(cycles, eq(cycles.id, reviewRecords.cycleId))
    .where(and(eq(whose, subject.id), eq(cycles.kind, cycle.kind), lt(cycles.endsOn, cycle.endsOn)))
    .orderBy(desc(cycles.endsOn), desc(sql`${reviewRecords.openedAt}`))
    .limit(most - 1)
  const covers: RecordCover[] = []
  for (const one of found) {
    covers.push({ id: one.id, subject, cycle: await cycleById(tx, one.cycle) })
  }
  return covers
}
