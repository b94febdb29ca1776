import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { raisedAgain } from '../../db/schema.ts'
import { frameProblems as problems } from '../../views/words/frame.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { evidenceById } from './evidence.ts'
import { isId, wrongField } from './fields.ts'

/** That an item says again what `earlier` said; `same` false takes an error back. */
export const newMark = z.object({ earlier: z.uuid(), same: z.boolean().default(true) })

/**
 * Marks an item as raised again. Somebody who read both decides; nothing is linked by itself. Raises
 * Problem('forbidden') unless secretary, 'not_found', 'invalid' when `earlier` is no item of the same
 * subject in an earlier cycle, 'conflict' when the cycle is closed or it is marked so already.
 */
export async function markRaisedAgain(
  tx: Tx,
  actor: Actor,
  id: string,
  { earlier, same }: z.output<typeof newMark>,
): Promise<void> {
  needRole(actor, 'secretary')
  const now = await evidenceById(tx, actor, id)
  if (now.record.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const before = isId(earlier) ? await evidenceById(tx, actor, earlier).catch(() => null) : null
  const [mine, theirs] = [now.record, before?.record]
  const isEarlier =
    theirs?.subject.id === mine.subject.id && theirs.cycle.endsOn < mine.cycle.endsOn
  if (!isEarlier) throw wrongField('earlier', problems.notEarlier)
  const isMarked = (await marksOf(tx, [id])).some((one) => one.earlier === earlier)
  if (isMarked === same) throw new Problem('conflict', problems.markedAlready)
  const row = { id: crypto.randomUUID(), organisationId: actor.organisation, evidenceId: id }
  const entrySeq = await append(tx, {
    ...{ organisation: actor.organisation, kind: 'evidence.raised-again', item: row.id },
    ...{ subject: id, commitment: commitFields(earlier, String(same)) },
  })
  await tx
    .insert(raisedAgain)
    .values({ ...row, earlierId: earlier, same, markedBy: actor.person, entrySeq })
}

/** The marks that stand on these items: which item says again what which earlier one said. */
export async function marksOf(
  tx: Tx,
  items: readonly string[],
): Promise<{ evidence: string; earlier: string }[]> {
  if (items.length === 0) return []
  const { rows } = await tx.execute<{ evidence: string; earlier: string }>(sql`
    select evidence_id as evidence, earlier_id as earlier from (
      select distinct on (evidence_id, earlier_id) evidence_id, earlier_id, same from raised_again
      where evidence_id = any (${sql.param([...items])}::uuid[])
      order by evidence_id, earlier_id, entry_seq desc) latest
    where same order by 1, 2`)
  return rows
}

/** By item: the names of the earlier cycles in which the same was said, latest first. */
export async function againIn(tx: Tx, items: readonly string[]): Promise<Map<string, string[]>> {
  const marks = await marksOf(tx, items)
  if (marks.length === 0) return new Map()
  const earlier = marks.map((mark) => mark.earlier)
  const { rows } = await tx.execute<{ id: string; cycle: string }>(sql`
    select e.id, c.name as cycle from evidence e join review_records r on r.id = e.record_id
      join cycles c on c.id = r.cycle_id
    where e.id = any (${sql.param(earlier)}::uuid[]) order by c.ends_on desc, c.name`)
  const found = new Map<string, string[]>()
  for (const { id, cycle } of rows) {
    for (const { evidence } of marks.filter((mark) => mark.earlier === id)) {
      found.set(evidence, [...new Set([...(found.get(evidence) ?? []), cycle])])
    }
  }
  return found
}
