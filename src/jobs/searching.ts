import { sql } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { refreshSearch } from '../moderation/indexing.ts'
import type { Vault } from '../moderation/vault.ts'
import { nameOf } from './unpacking.ts'

type Searching = {
  db: Db
  vault: Vault
  log: (line: string) => void
  /** Milliseconds between two looks at whether anything happened. */
  every?: number
}

// An index of many letters costs the database something to compare: at most a tenth of the time.
const rest = 10

/**
 * Builds the search index when the console starts and keeps it in step: every act stands in the
 * custody log, so nothing changed while the logs did not grow. `stop` resolves when the batch in hand
 * is finished; the index itself ends with the process.
 */
export function startSearching({ db, vault, log, every = 1_000 }: Searching): {
  stop(): Promise<void>
} {
  let stopped = false
  let seen = ''
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function look(): Promise<number> {
    const began = performance.now()
    const size = await grownTo(db)
    if (size === seen) return 0
    const { added } = await refreshSearch(
      db,
      vault,
      (feedback, error) => log(`feedback ${feedback} cannot be indexed: ${nameOf(error)}`),
      () => stopped,
    )
    if (seen === '') log(`search: ${added} letters indexed`)
    seen = size
    return performance.now() - began
  }
  function again(after: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = look()
        .catch((error: unknown) => {
          log(`search waits: ${nameOf(error)}`)
          return 0
        })
        .then((took) => again(Math.max(every, Math.min(30_000, rest * took))))
    }, after)
  }
  if (!vault.locked) again(0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

async function grownTo(db: Db): Promise<string> {
  const { rows } = await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx.execute<{ size: string }>(
      sql`select coalesce(sum(size), 0)::text as size from custody_heads`,
    ),
  )
  return rows[0]?.size ?? ''
}
