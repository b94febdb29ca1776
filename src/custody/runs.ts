import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { Node } from './growth.ts'

/** What is kept of one level of the tree over a page: how many, from where to where, the hashes. */
export type Run = {
  readonly level: number
  readonly first: number
  readonly last: number
  readonly count: number
  readonly hashes: Uint8Array
}

/** The kept nodes that adding the leaves [from, to) completes, level by level. */
export async function keptRuns(
  tx: Tx,
  organisation: string,
  from: number,
  to: number,
): Promise<Run[]> {
  const levels: number[] = []
  for (let level = 1; 2 ** level <= to; level++) levels.push(level)
  if (levels.length === 0) return []
  const places = (leaves: number) =>
    sql.param(levels.map((level) => Math.floor(leaves / 2 ** level)))
  const { rows } = await tx.execute<{ [part in keyof Run]: Run[part] | string }>(sql`
    select n.level, min(n.index) as first, max(n.index) as last, count(*) as count,
        string_agg(n.hash, ''::bytea order by n.index) as hashes
      from unnest(${sql.param(levels)}::int[], ${places(from)}::bigint[], ${places(to)}::bigint[])
          as wanted (level, first, past)
        join custody_nodes n on n.organisation_id = ${organisation} and n.level = wanted.level
          and n.index >= wanted.first and n.index < wanted.past
      group by n.level`)
  return rows.map(({ level, first, last, count, hashes }) => ({
    level: Number(level),
    first: Number(first),
    last: Number(last),
    count: Number(count),
    hashes: hashes as Uint8Array,
  }))
}

/**
 * Whether exactly these nodes are kept, as far as the kept ones stand on `grown` leaves. False says
 * only that they must be compared one by one (differingNodes).
 */
export function runsHold(made: readonly Node[], runs: readonly Run[], grown: number): boolean {
  const byLevel = Map.groupBy(made, ({ level }) => level)
  if (runs.some(({ level }) => !byLevel.has(level))) return false
  return [...byLevel].every(([level, nodes]) => {
    const due = nodes.filter(({ index }) => (index + 1) * 2 ** level <= grown)
    const run = runs.find((one) => one.level === level)
    if (!run) return due.length === 0
    const whole = run.first === due[0]?.index && run.last === due.at(-1)?.index
    const hashes = Buffer.concat(due.map(({ hash }) => hash))
    return whole && run.count === due.length && hashes.equals(run.hashes)
  })
}
