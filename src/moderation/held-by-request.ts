import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { requestProblems as problems } from '../../views/words/rights.ts'
import { Problem } from '../problem.ts'

/**
 * Raises Problem('conflict') while a request of its sender (pause, withdraw, erase) keeps a feedback
 * inside moderation.
 */
export async function mustBeFree(tx: Tx, feedback: string): Promise<void> {
  if ((await heldAmong(tx, [feedback])).size > 0) throw new Problem('conflict', problems.held)
}

/** Which of these feedback a request of their sender keeps inside moderation. */
export async function heldAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from unnest(${sql.param([...ids])}::uuid[]) as id where held_by_request(id)`)
  return new Set(rows.map(({ id }) => id))
}
