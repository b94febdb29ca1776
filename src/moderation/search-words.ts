import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { Place } from './queue-filter.ts'

/** What is looked for, and from where in the queue. */
type Looked = {
  words: string
  /** Feedback whose letters hold the words, out of the console's memory. */
  letters: readonly string[]
  from: Place
  /** Towards newer feedback instead of older. */
  newer: boolean
  /** How many are wanted. */
  most: number
}

/**
 * Ids of the actor's organisation that hold words in a letter, summary or note, or are about somebody
 * called so, nearest first, with or without accents; in windows that grow, for filters and row
 * security may leave little of one. Beyond letters, syllables are found whole.
 */
export async function* foundByWords(tx: Tx, looked: Looked): AsyncGenerator<string[]> {
  const { words, letters, newer } = looked
  let { from, most } = looked
  for (;;) {
    const { rows } = await tx.execute<{ id: string; day: string }>(sql`
      select feedback_id as id, to_char(day, 'YYYY-MM-DD') as day from found_by_words(${words},
        ${sql.param([...letters])}::uuid[], ${from.day}::date, ${from.id}::uuid, ${newer}, ${most})`)
    const last = rows.at(-1)
    if (last) yield rows.map(({ id }) => id)
    if (!last || rows.length < most) return
    from = last
    most *= 4
  }
}
