import { DrizzleQueryError, sql } from 'drizzle-orm'
import type { Db } from '../../db/connection.ts'
import { jobSchema } from '../later.ts'

const jobs = sql`${sql.identifier(jobSchema)}.job`

/**
 * Lets every job that was given up be tried again, at once and with all its tries before it. One
 * whose like already waits stays as it is. Answers how many wait again.
 */
export async function tryFailedAgain(db: Db): Promise<number> {
  const { rows } = await db.execute<{ id: string; name: string }>(
    sql`select id, name from ${jobs} where state = 'failed' order by created_on limit 10000`,
  )
  let count = 0
  for (const { id, name } of rows) if (await waitsAgain(db, id, name)) count += 1
  // The dead letters were copies, kept for people to see.
  if (count > 0) await db.execute(sql`delete from ${jobs} where name = 'failed'`)
  return count
}

async function waitsAgain(db: Db, id: string, name: string): Promise<boolean> {
  try {
    const { rowCount } = await db.execute(sql`
      update ${jobs} set state = 'retry', retry_count = 0, start_after = now(), completed_on = null
        where name = ${name} and id = ${id} and state = 'failed'`)
    return rowCount === 1
  } catch (thrown) {
    const cause = thrown instanceof DrizzleQueryError ? thrown.cause : thrown
    if (cause instanceof Error && 'code' in cause && cause.code === '23505') return false
    throw thrown
  }
}
