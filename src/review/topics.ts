import { z } from '@hono/zod-openapi'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { placements, topicCriteria, topicMappings } from '../../db/schema.ts'
import { frameProblems as problems } from '../../views/words/frame.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { type Topic, topicWords } from '../../views/words/topics.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Cycle, cycleById } from './cycles.ts'
import { evidenceById } from './evidence.ts'
import { wrongField } from './fields.ts'
import { criteriaOf } from './rules.ts'

const isTopic = z.enum(Object.keys(topicWords) as [Topic])
const criterionCode = z.string().min(1).max(60)

/** Which criterion (code) each topic means; a topic left out means none. */
export const newMapping = z.object({
  topics: z.array(z.object({ topic: isTopic, criterion: criterionCode })).max(20),
})
/** Null: back to what the topic means. */
export const newPlacement = z.object({ criterion: criterionCode.nullable() })

/**
 * Maps all topics of a cycle to criteria of its framework at once; evidence follows on every record,
 * what is frozen stays. Raises Problem('forbidden') unless secretary, 'not_found', 'conflict' when the
 * cycle is closed, 'invalid' for a criterion that its framework does not have or a topic named twice.
 */
export async function mapTopics(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newMapping>,
): Promise<string> {
  needRole(actor, 'secretary')
  const cycle = await openCycleById(tx, id)
  const known = new Set((await criteriaOf(tx, cycle)).map(({ code }) => code))
  if (known.size === 0) throw new Problem('invalid', problems.noCriteria)
  const seen = new Set<string>()
  for (const { topic, criterion } of given.topics) {
    if (!known.has(criterion)) throw wrongField(`criterion-${topic}`, reviewProblems.noCriterion)
    if (seen.has(topic)) throw wrongField(`criterion-${topic}`, problems.topic)
    seen.add(topic)
  }
  const { framework } = cycle
  const [mapping, organisationId] = [crypto.randomUUID(), actor.organisation]
  const rows = given.topics.map((one) => ({ ...one, mappingId: mapping, organisationId }))
  if (rows.length > 0) await tx.insert(topicCriteria).values(rows)
  const told = [...given.topics]
    .sort((a, b) => (a.topic < b.topic ? -1 : 1))
    .map(({ topic, criterion }) => `${topic} ${criterion}`)
    .join(', ')
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'topics.mapped', item: mapping, subject: cycle.id },
    commitment: commitFields(framework, told === '' ? null : told),
  })
  const row = { id: mapping, organisationId, cycleId: cycle.id, framework }
  await tx.insert(topicMappings).values({ ...row, mappedBy: actor.person, entrySeq })
  return mapping
}

/** What topics mean in a cycle now, by topic; empty while nobody has mapped them in its framework. */
export async function mappingOf(tx: Tx, cycle: Cycle): Promise<Map<string, string>> {
  const [latest] = (await mappingsOf(tx, cycle)).filter(
    ({ framework }) => framework === cycle.framework,
  )
  return new Map((latest?.topics ?? []).map(({ topic, criterion }) => [topic, criterion]))
}

/** All mappings a cycle ever had, newest first, each with its day and framework. */
export async function mappingsOf(tx: Tx, cycle: Pick<Cycle, 'id'>) {
  const mappings = await tx
    .select({
      id: topicMappings.id,
      framework: topicMappings.framework,
      day: sql<string>`to_char(${topicMappings.mappedAt} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`,
    })
    .from(topicMappings)
    .where(eq(topicMappings.cycleId, cycle.id))
    .orderBy(desc(topicMappings.entrySeq))
    .limit(50)
  const topics = await tx
    .select({
      mapping: topicCriteria.mappingId,
      topic: topicCriteria.topic,
      criterion: topicCriteria.criterion,
    })
    .from(topicCriteria)
    .innerJoin(
      topicMappings,
      and(eq(topicMappings.id, topicCriteria.mappingId), eq(topicMappings.cycleId, cycle.id)),
    )
    .orderBy(topicCriteria.topic)
  return mappings.map((one) => ({
    ...one,
    topics: topics.filter(({ mapping }) => mapping === one.id),
  }))
}

/**
 * Puts one item under a criterion by hand, or back under its topic's. Raises Problem('forbidden')
 * unless secretary, 'not_found', 'conflict' when the cycle is closed, 'invalid' for another framework.
 */
export async function placeEvidence(
  tx: Tx,
  actor: Actor,
  id: string,
  { criterion }: z.output<typeof newPlacement>,
): Promise<void> {
  needRole(actor, 'secretary')
  const { record } = await evidenceById(tx, actor, id)
  if (record.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const known = await criteriaOf(tx, record.cycle)
  if (criterion !== null && !known.some(({ code }) => code === criterion)) {
    throw wrongField('criterion', reviewProblems.noCriterion)
  }
  const { framework } = record.cycle
  const row = { id: crypto.randomUUID(), organisationId: actor.organisation, evidenceId: id }
  const entrySeq = await append(tx, {
    ...{ organisation: actor.organisation, kind: 'evidence.placed', item: row.id, subject: id },
    commitment: commitFields(framework, criterion),
  })
  await tx
    .insert(placements)
    .values({ ...row, framework, criterion, placedBy: actor.person, entrySeq })
}

/** How many items on the cycle's records have each topic; what was taken out is not counted. */
export async function topicCounts(tx: Tx, cycle: string): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ topic: string; count: number }>(sql`
    select coalesce(d.topic, 'other') as topic, count(*)::int as count
    from evidence e join review_records r on r.id = e.record_id join decisions d on d.id = e.decision_id
    where r.cycle_id = ${cycle}::uuid
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
    group by 1`)
  return new Map(rows.map(({ topic, count }) => [topic, count]))
}

/** Items of a cycle with topic "other", put by hand, or under no criterion, by number. */
export async function itemsToPlace(tx: Tx, cycle: Cycle) {
  const { rows } = await tx.execute<{
    id: string
    record: string
    subject: string
    number: number | null
    topic: string
    summary: string
    criterion: string | null
    placed: boolean
  }>(sql`
    select * from (select e.id, e.record_id as record, coalesce(o.name, c.name) as subject, t.number,
        coalesce(d.topic, 'other') as topic, left(x.body, 300) as summary,
        criterion_of(e.id) as criterion,
        exists (select from placements p where p.evidence_id = e.id and p.framework = ${cycle.framework}
          and p.criterion is not null) as placed
      from evidence e join review_records r on r.id = e.record_id
        join decisions d on d.id = e.decision_id
        left join officials o on o.id = r.official_id left join organisations c on c.id = r.collective_id
        left join targets t on t.feedback_id = e.feedback_id and t.subject in (r.official_id, r.collective_id)
        join texts x on x.record = e.summary_id and x.field = 'summary'
      where r.cycle_id = ${cycle.id}::uuid and d.fold is null
        and not exists (select from evidence_withdrawals w where w.evidence_id = e.id)) i
    where topic = 'other' or criterion is null or placed
    order by subject collate "vi-x-icu", number limit 200`)
  return rows
}

async function openCycleById(tx: Tx, id: string): Promise<Cycle> {
  const cycle = await cycleById(tx, id)
  if (cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  return cycle
}
