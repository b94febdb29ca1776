import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { keepCopy } from './safe-copies.ts'
import { copyApart } from './safe-copy-apart.ts'
import { open, type Vault } from './vault.ts'

type Waiting = { id: string; organisation: string }

/**
 * Makes the safe copies of files that have none yet, one after the other, each in a process of its
 * own, until none waits or `stopped` says so; what cannot be copied gets a row that says why. Answers
 * how many were done. A file that cannot even be opened here stays waiting and goes to `failed`.
 */
export async function copyWaiting(
  db: Db,
  vault: Vault,
  failed: (attachment: string, error: unknown) => void,
  stopped: () => boolean = () => false,
): Promise<number> {
  const skip: string[] = []
  let done = 0
  while (!stopped()) {
    const file = await as(db, { role: 'ydan_jobs' }, (tx) => next(tx, skip))
    if (!file) break
    try {
      await copyOne(db, vault, file)
      done += 1
    } catch (error) {
      skip.push(file.id)
      failed(file.id, error)
    }
  }
  return done
}

async function copyOne(db: Db, vault: Vault, { id, organisation }: Waiting): Promise<void> {
  const bytes = await as(db, { role: 'ydan_jobs' }, (tx) =>
    open(tx, vault, { record: id, field: 'bytes' }),
  )
  if (!bytes) return
  // Outside of any transaction: a hostile file may take all its time.
  const made = await copyApart(bytes)
  await as(db, { role: 'ydan_jobs' }, async (tx) => {
    const { rows } = await tx.execute<{ waits: boolean }>(sql`
      select ${stillWaits(sql`${id}::uuid`)} as waits`)
    if (!rows[0]?.waits) return
    const kept = 'refusal' in made ? made : { ...made, pages: made.pictures }
    await keepCopy(tx, vault, { organisation, attachment: id, made: kept })
  })
}

async function next(tx: Tx, skip: readonly string[]): Promise<Waiting | undefined> {
  const { rows } = await tx.execute<Waiting>(sql`
    select a.id, a.organisation_id as organisation from attachments a
      join unpacked u on u.letter_id = a.letter_id
      where a.id <> all(${sql.param([...skip])}::uuid[]) and ${stillWaits(sql`a.id`)}
      order by u.day, a.letter_id, a.position limit 1`)
  return rows[0]
}

// Not copied, and not shredded meanwhile.
function stillWaits(id: ReturnType<typeof sql>) {
  return sql`(not exists (select from safe_copies c where c.attachment_id = ${id})
    and exists (select from data_keys k where k.record = ${id} and k.recipient = 'letter'))`
}
