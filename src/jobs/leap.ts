import { sql } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'

/**
 * Whether the clock may have leapt ahead: each log has a checkpoint a day, yet the last one of an
 * earlier day is more than a week old. So it is, too, on the first day of a machine that was off for
 * long. What ends terms waits for the next day then: what a wrong year destroys never comes back.
 */
export async function clockMayHaveLeapt(db: Db): Promise<boolean> {
  const { rows } = await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx.execute<{ leapt: boolean | null }>(
      sql`select max(day) < today() - 7 as leapt from checkpoints where day < today()`,
    ),
  )
  return rows[0]?.leapt === true
}
