import { trace } from '@opentelemetry/api'
import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** A pool; every chapter takes it, or a transaction, as first argument. */
export type Db = NodePgDatabase & { $client: pg.Pool }

/** A transaction that is under way. */
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

/** On whose behalf a transaction works; row-level security reads it (settings `ydan.*`). */
export type Who = {
  role: 'ydan_staff' | 'ydan_desk_staff' | 'ydan_jobs' | 'ydan_signin'
  organisation?: string
  person?: string
  roles?: readonly string[]
}

export type ConnectionOptions = {
  /** Most connections at once. */
  max: number
  /** Shown in pg_stat_activity. */
  name: string
  /** Milliseconds one statement or transaction may take; then it fails, here and on the server. */
  limit?: number
}

// A span that is open (src/tracing.ts) tells its statements: their text with $1 …, never a value.
const logger = {
  logQuery(text: string) {
    trace.getActiveSpan()?.addEvent('statement', { 'db.query.text': text.slice(0, 500) })
  },
}

/**
 * Opens a pool. Connecting fails after 4 s and work after `limit` (4.5 s unless told otherwise): a
 * caller waits for a lost database, never hangs on it.
 */
export function connect(
  url: string,
  { max, name, limit = 4500 }: ConnectionOptions,
): { db: Db; pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `ydan ${name}`,
    max,
    connectionTimeoutMillis: 4000,
    keepAlive: true,
    query_timeout: limit,
    statement_timeout: limit,
    // A transaction whose caller died holds its locks no longer than this.
    idle_in_transaction_session_timeout: limit,
  })
  // Without a listener, a connection that drops while nobody waits on it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: drizzle(pool, { logger }), pool, close: () => pool.end() }
}

/**
 * Runs `work` in one transaction. What `work` throws comes back as it was; a lost connection rejects
 * and its client leaves the pool. After a lost COMMIT nobody knows whether it was written: repeat
 * only what is idempotent.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Not drizzle's own over the pool: it gives a broken client back, and loses one when BEGIN fails.
  const client = await db.$client.connect()
  const limit = db.$client.options.query_timeout
  // Ending a client that waits for an answer cuts its socket, so whatever it waits for rejects.
  const impatience = setTimeout(() => void client.end(), limit)
  let cause: unknown
  try {
    return await drizzle(client, { logger }).transaction((tx) =>
      work(tx).catch((thrown) => {
        cause = thrown
        throw thrown
      }),
    )
  } catch (thrown) {
    throw cause ?? thrown
  } finally {
    clearTimeout(impatience)
    client.release(client.getTransactionStatus() !== 'I')
  }
}

/** Runs `work` in one transaction as a group role, for an organisation and a person. */
export async function as<T>(db: Db, who: Who, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, async (tx) => {
    await tx.execute(sql`
      select set_config('ydan.organisation', ${who.organisation ?? ''}, true),
             set_config('ydan.person', ${who.person ?? ''}, true),
             set_config('ydan.roles', ${(who.roles ?? []).join(',')}, true),
             set_config('role', ${who.role}, true)`)
    return work(tx)
  })
}
