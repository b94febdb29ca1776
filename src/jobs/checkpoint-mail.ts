import { and, eq, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import {
  checkpointMailings,
  checkpoints,
  keeperEndings,
  keepers,
  organisations,
} from '../../db/schema.ts'
import { checkpointMail as words } from '../../views/words/log.ts'
import { newestCheckpoint } from '../custody/checkpoint.ts'
import { logOwners } from '../custody/entries.ts'
import { later } from '../later.ts'
import { keepersOf } from '../staff/keepers.ts'
import { NotYet } from './outbox.ts'
import { type Relay, tryMail } from './relay.ts'

const jobs = { role: 'ydan_jobs' } as const

/**
 * Leaves a mail for later to every keeper who has not had the newest checkpoint of their log; how
 * many. Safe to run again: what is waiting or was told is not left twice.
 */
export async function leaveCheckpointMails(db: Db): Promise<number> {
  const owners = await as(db, jobs, logOwners)
  let left = 0
  for (const { id } of owners) {
    left += await as(db, jobs, async (tx) => {
      const newest = await newestCheckpoint(tx, id)
      if (!newest) return 0
      const waiting = await untold(tx, id, newest.number)
      for (const keeper of waiting) {
        const told = { keeper, number: newest.number }
        await later(tx, 'checkpoint.mail', told, `${keeper}/${newest.number}`)
      }
      return waiting.length
    })
  }
  return left
}

/**
 * Mails one checkpoint to one keeper. What may have arrived is not sent again. Raises NotYet when the
 * server could not be reached, so that the job is tried again.
 */
export async function mailCheckpoint(
  { db, relay }: { db: Db; relay: Relay },
  { keeper, number }: { keeper: string; number: number },
): Promise<void> {
  const mail = await as(db, jobs, (tx) => mailFor(tx, keeper, number))
  if (!mail) return
  const { organisation, name, address, size, day, note } = mail
  const site = `${relay.baseUrl}/kiem-chung`
  const tried = await tryMail(relay, {
    to: address,
    subject: words.subject(name, day),
    text: words.text({ organisation: name, day, size, note, site }),
    key: `checkpoint-${number}-${keeper}`,
  })
  const reason = 'reason' in tried ? tried.reason : null
  const outcome = tried.outcome === 'waiting' ? 'refused' : tried.outcome
  await as(db, jobs, (tx) =>
    tx
      .insert(checkpointMailings)
      .values({ organisationId: organisation, keeperId: keeper, number, outcome, reason }),
  )
  if (outcome === 'retry') throw new NotYet()
}

async function untold(tx: Tx, organisation: string, number: number): Promise<string[]> {
  const wanted = await keepersOf(tx, organisation)
  const told = await tx
    .select({ keeper: checkpointMailings.keeperId })
    .from(checkpointMailings)
    .where(
      and(
        eq(checkpointMailings.organisationId, organisation),
        eq(checkpointMailings.number, number),
        sql`${checkpointMailings.outcome} <> 'retry'`,
      ),
    )
  const known = new Set(told.map(({ keeper }) => keeper))
  return wanted.flatMap(({ id }) => (known.has(id) ? [] : [id]))
}

async function mailFor(tx: Tx, keeper: string, number: number) {
  const [found] = await tx
    .select({
      organisation: keepers.organisationId,
      name: organisations.name,
      address: keepers.address,
      size: checkpoints.size,
      day: checkpoints.day,
      note: checkpoints.note,
    })
    .from(keepers)
    .innerJoin(organisations, eq(organisations.id, keepers.organisationId))
    .innerJoin(
      checkpoints,
      and(eq(checkpoints.organisationId, keepers.organisationId), eq(checkpoints.number, number)),
    )
    .where(
      and(
        eq(keepers.id, keeper),
        sql`not exists (select from ${keeperEndings} where ${keeperEndings.keeperId} = ${keeper}::uuid)`,
      ),
    )
  return found && (await untold(tx, found.organisation, number)).includes(keeper) ? found : null
}
