import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { custodyEntries, people } from '../../db/schema.ts'
import { readEntry } from '../custody/entry.ts'
import type { Actor } from '../staff/actor.ts'
import { feedbackById, type State } from './feedback.ts'

/** One act on a sampled file: when, which, why as a code, and the persons; never words. */
export type SampledAct = {
  at: Date
  act: string
  reason: string | null
  asked: string | null
  agreed: string | null
  outcome: string | null
}
/** One custody entry of a sampled file. */
export type SampledEntry = { seq: number; kind: string; when: string; by: string | null }

/** A file without its words: what the auditor sees. */
export type Sampled = {
  number: string
  areaName: string
  day: string
  state: State
  acts: SampledAct[]
  entries: SampledEntry[]
}

/** Times, reasons, two actors and custody entries of one feedback; not a word of it. */
export async function sampledFile(tx: Tx, actor: Actor, id: string): Promise<Sampled> {
  const { number, areaName, day, state, threadId } = await feedbackById(tx, id)
  return {
    ...{ number, areaName, day, state },
    acts: await actsOf(tx, id),
    entries: await entriesOf(tx, actor, id, threadId),
  }
}

async function actsOf(tx: Tx, id: string): Promise<SampledAct[]> {
  const { rows } = await tx.execute<Omit<SampledAct, 'at'> & { at: string }>(sql`
    select to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, x.act, x.reason, a.name as asked,
      g.name as agreed, x.outcome from (
      select a.asked_at as at, 'ask:' || a.act as act, a.payload ->> 'reason' as reason, a.asked_by as asker,
        r.answered_by as agreer, r.outcome, a.entry_seq as seq
        from approvals a left join approval_answers r on r.approval_id = a.id where a.subject = ${id}::uuid
      union all select decided_at, 'verdict:' || verdict, reason, asked_by, agreed_by, null, entry_seq
        from decisions where feedback_id = ${id}::uuid
      union all select written_at, 'summary', null, written_by, null, null, entry_seq
        from summaries where feedback_id = ${id}::uuid) x
    left join people a on a.id = x.asker left join people g on g.id = x.agreer order by x.seq`)
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }))
}

// By the ids of its rows: the index of the log is on the item.
async function entriesOf(
  tx: Tx,
  actor: Actor,
  id: string,
  thread: string,
): Promise<SampledEntry[]> {
  const found = await tx
    .select({ seq: custodyEntries.seq, bytes: custodyEntries.bytes })
    .from(custodyEntries)
    .where(sql`${custodyEntries.organisationId} = ${actor.organisation}::uuid and ${custodyEntries.item} in (
      select ${id}::uuid union select ${thread}::uuid
      union select id from letters where thread_id = ${thread}::uuid
      union select id from summaries where feedback_id = ${id}::uuid
      union select id from decisions where feedback_id = ${id}::uuid
      union select id from approvals where subject = ${id}::uuid
      union select id from replies where thread_id = ${thread}::uuid
      union select id from evidence where feedback_id = ${id}::uuid)`)
    .orderBy(custodyEntries.seq)
    .limit(500)
  const read = found.map(({ seq, bytes }) => ({ seq, said: readEntry(bytes) }))
  const names = await namesOf(
    tx,
    read.flatMap(({ said }) => (said && 'actor' in said ? said.actor : [])),
  )
  return read.map(({ seq, said }) => ({
    seq,
    kind: said?.kind ?? '?',
    when: said === null ? '' : 'time' in said ? said.time : said.day,
    by: said && 'actor' in said ? (names.get(said.actor) ?? said.actor) : null,
  }))
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
