import { and, inArray, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { letters } from '../../db/schema.ts'

/** A letter as the door stored it. */
export type Letter = typeof letters.$inferSelect

/**
 * Up to `most` letters that wait to be unpacked, without those in `skip`: in turn by area and by how
 * they came, the oldest of each first. A flood on one place, or one without proof of work, keeps the
 * others waiting for no more than its own share. A later letter waits until the one that opened its
 * thread is unpacked.
 */
export async function waitingLetters(
  tx: Tx,
  skip: readonly string[],
  most: number,
): Promise<string[]> {
  // `kinds` hops from one area and way to the next.
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive kinds as (
      (select organisation_id, area_code, proof, held from waiting_letters where ready
        order by organisation_id, area_code, proof, held limit 1)
      union all
      select n.* from kinds k, lateral (
        select organisation_id, area_code, proof, held from waiting_letters w
        where ready and (w.organisation_id, w.area_code, w.proof, w.held)
          > (k.organisation_id, k.area_code, k.proof, k.held)
        order by organisation_id, area_code, proof, held limit 1) n
    )
    select letter_id as id from kinds k, lateral (
      select w.letter_id, w.day, w.log_seq, row_number() over (order by w.day, w.log_seq) as turn
      from waiting_letters w
      where ready and (w.organisation_id, w.area_code, w.proof, w.held)
          = (k.organisation_id, k.area_code, k.proof, k.held)
        and w.letter_id <> all(${sql.param([...skip])}::uuid[])
        and (w.first or exists (select 1 from feedback f where f.thread_id = w.thread_id)
          or exists (select 1 from trial_arrivals a join letters o on o.id = a.letter_id
            where o.thread_id = w.thread_id))
      order by w.day, w.log_seq
      limit (select greatest(1, ${most} / count(*)) from kinds)) waiting
    order by turn, day, log_seq limit ${most}`)
  return rows.map(({ id }) => id)
}

/**
 * Those of these letters that no other console has in hand or is done with, the oldest first, until
 * the transaction ends. The advisory lock needs no right to change letters.
 */
export async function takeFree(tx: Tx, ids: readonly string[]): Promise<Letter[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from unnest(${sql.param([...ids])}::uuid[]) as id
    where pg_try_advisory_xact_lock(hashtextextended(id::text, 7))`)
  if (rows.length === 0) return []
  const free = rows.map(({ id }) => id)
  // Looked at again behind the lock: another console may have finished some meanwhile.
  return tx
    .select()
    .from(letters)
    .where(
      and(
        inArray(letters.id, free),
        sql`not exists (select 1 from unpacked where letter_id = ${letters.id})
          and not exists (select 1 from trial_arrivals where letter_id = ${letters.id})`,
      ),
    )
    .orderBy(letters.day, letters.entrySeq)
}

/** Lets wait again what waits and was forgotten, so that no letter is lost to a row of a queue. */
export async function waitAgain(db: Db): Promise<void> {
  await as(db, { role: 'ydan_jobs' }, (tx) => tx.execute(sql`select wait_again()`))
}
