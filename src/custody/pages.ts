import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { entriesFrom, nextSeq, type Read } from './entries.ts'
import type { KeptEntry } from './entry.ts'
import type { PlainEntry } from './plain.ts'
import { keptRuns, type Run } from './runs.ts'

/** Entries that follow one another, and the nodes that are kept above them. */
export type Page = {
  readonly entries: readonly (PlainEntry | KeptEntry)[]
  readonly runs: readonly Run[]
}

const size = 4096

/**
 * The entries [from, to) of a log in order, page by page; what is missing is simply not there. While
 * one page is worked on, the next is already being read: `read` must take one read after another.
 */
export async function* entryPages(
  read: Read,
  organisation: string,
  from: number,
  to: number,
  withRuns = true,
): AsyncGenerator<Page> {
  const pageFrom = (start: number) =>
    start < to
      ? read((tx) => pageOf(tx, organisation, start, Math.min(start + size, to), withRuns))
      : null
  let ahead = pageFrom(from)
  try {
    for (let next = from; ahead; ) {
      const page = await ahead
      const end = Math.min(next + size, to)
      const empty = page.entries.length === 0
      next = empty ? Math.min(await read((tx) => nextSeq(tx, organisation, end)), to) : end
      ahead = pageFrom(next)
      // Whoever waits for it hears of a failure; until then nobody does.
      ahead?.catch(() => {})
      if (!empty) yield page
    }
  } finally {
    await ahead?.catch(() => {})
  }
}

/** Lets reads wait for one another: a transaction takes one statement at a time. */
export function inTurn(read: Read): Read {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(() => read(work))
    last = mine.catch(() => {})
    return mine
  }
}

async function pageOf(
  tx: Tx,
  organisation: string,
  from: number,
  to: number,
  withRuns: boolean,
): Promise<Page> {
  const plain = await plainEntries(tx, organisation, from, to)
  const entries = plain ?? (await entriesFrom(tx, organisation, from, to))
  return { entries, runs: withRuns ? await keptRuns(tx, organisation, from, to) : [] }
}

type Packed = { whole: boolean; lines: string; leaves: string; columns: string }

/**
 * A page as one row of plain text, a line an entry: taking thousands of rows apart field by field
 * costs more than the hashing. Null when entries are missing or something in them is not plain.
 */
async function plainEntries(
  tx: Tx,
  organisation: string,
  from: number,
  to: number,
): Promise<PlainEntry[] | null> {
  // Both bounds keep it small: a planner without fresh statistics sorts all that a limit leaves.
  const { rows } = await tx.execute<Packed>(sql`
    select count(*) = ${to - from}::int and bool_and(octet_length(leaf_hash) = 32) as whole,
        encode(string_agg(bytes, '\\x0a'::bytea), 'escape') as lines,
        encode(string_agg(leaf_hash, ''::bytea), 'hex') as leaves,
        string_agg(item || ' ' || coalesce(subject::text, '-') || ' ' || kind, E'\\n') as columns
      from (select * from custody_entries where organisation_id = ${organisation}
        and seq >= ${from} and seq < ${to} order by seq) e`)
  const [page] = rows
  // What is escaped is not plain.
  if (!page?.whole || page.lines.includes('\\')) return null
  const lines = page.lines.split('\n')
  const columns = page.columns.split('\n')
  if (lines.length !== to - from || columns.length !== to - from) return null
  return lines.map((text, place) => ({
    seq: from + place,
    text,
    leaf: page.leaves.slice(64 * place, 64 * (place + 1)),
    columns: columns[place] as string,
  }))
}
