import { and, asc, eq, gte, lt, min, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  checkpoints,
  custodyEntries,
  custodyHeads,
  letters,
  organisations,
} from '../../db/schema.ts'
import type { KeptEntry } from './entry.ts'

/** Runs short reads one after another: a log of a million entries outlasts any one transaction. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * Reads the same, joining tables as wholes. Where the planner has no figures yet (a new database, one
 * just restored), it would take a table of a million rows for a small one and look through it for each.
 */
export function asWholes(read: Read): Read {
  return (work) =>
    read(async (tx) => {
      await tx.execute(sql`set local enable_nestloop = off`)
      return work(tx)
    })
}

/** An organisation that has a log. */
export type LogOwner = { readonly id: string; readonly code: string }

/**
 * The entries [from, to), in order. Both bounds keep the page small: with a limit instead, a planner
 * without fresh statistics sorts all the rest of the log for each page.
 */
export function entriesFrom(
  tx: Tx,
  organisation: string,
  from: number,
  to: number,
): Promise<KeptEntry[]> {
  const { seq, bytes, leafHash, kind, item, subject } = custodyEntries
  return tx
    .select({ seq, bytes, leafHash, kind, item, subject })
    .from(custodyEntries)
    .where(and(eq(custodyEntries.organisationId, organisation), gte(seq, from), lt(seq, to)))
    .orderBy(asc(seq))
}

/** The number of the first entry from `from` on; infinite when there is none. */
export async function nextSeq(tx: Tx, organisation: string, from: number): Promise<number> {
  const [row] = await tx
    .select({ seq: min(custodyEntries.seq) })
    .from(custodyEntries)
    .where(and(eq(custodyEntries.organisationId, organisation), gte(custodyEntries.seq, from)))
  return row?.seq ?? Number.POSITIVE_INFINITY
}

/** How many entries the log's head counts; 0 when nothing ever happened. */
export async function headSize(tx: Tx, organisation: string): Promise<number> {
  const [head] = await tx
    .select({ size: custodyHeads.size })
    .from(custodyHeads)
    .where(eq(custodyHeads.organisationId, organisation))
  return head?.size ?? 0
}

/** What the head counts, how many entries there are, and the number after the last; of one moment. */
export async function extentOf(
  tx: Tx,
  organisation: string,
): Promise<{ head: number; entries: number; end: number }> {
  // One statement, or entries that come in between would look like a fault.
  const { rows } = await tx.execute<{ head: string; entries: string; end: string }>(sql`
    select count(*) as entries, coalesce(max(seq) + 1, 0) as end,
        coalesce((select size from custody_heads where organisation_id = ${organisation}), 0) as head
      from custody_entries where organisation_id = ${organisation}`)
  const [row] = rows
  return { head: Number(row?.head), entries: Number(row?.entries), end: Number(row?.end) }
}

/** Every organisation with a log, or with something that must have one, by code. */
export function logOwners(tx: Tx): Promise<LogOwner[]> {
  const { id, code } = organisations
  // The first in the order of an index: of several `exists`, PostgreSQL would read all of each table.
  const traces = [
    sql`select min(seq) from ${custodyEntries} where ${custodyEntries.organisationId} = ${id}`,
    sql`select min(number) from ${checkpoints} where ${checkpoints.organisationId} = ${id}`,
    sql`select min(day) from ${letters} where ${letters.organisationId} = ${id}`,
  ].map((first) => sql`(${first}) is not null`)
  const head = sql`exists (select from ${custodyHeads} where ${custodyHeads.organisationId} = ${id})`
  return tx
    .select({ id, code })
    .from(organisations)
    .where(or(head, ...traces))
    .orderBy(asc(code))
}
