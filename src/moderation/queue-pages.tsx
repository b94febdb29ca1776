import { asc, eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { areas } from '../../db/schema.ts'
import { langOf } from '../../views/lang.ts'
import type { FilterWords } from '../../views/moderation/filter.tsx'
import { QueuePage } from '../../views/moderation/queue.tsx'
import { doneWords } from '../../views/words/console.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { burstsOf } from './bursts.ts'
import { areaName } from './feedback.ts'
import { queue, stateCounts } from './queue.ts'
import { queueFilterOf } from './queue-filter.ts'
import type { Vault } from './vault.ts'

/** `/y-kien`: the queue. */
export function queuePages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/y-kien', async (c) => {
    const actor = actorOf(c)
    const filter = filterWords(c)
    const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
      ...(await queue(tx, vault, actor, queueFilterOf(filter))),
      counts: await stateCounts(tx),
      bursts: await burstsOf(tx, actor),
      areas: await areasOf(tx, actor),
    }))
    return c.html(
      <QueuePage
        {...page}
        lang={langOf(c.req.query('lang'))}
        actorName={actor.name}
        roles={actor.roles}
        filter={filter}
        today={dayInVietNam()}
        done={doneOf(c)}
        indexing={indexingOf(vault)}
      />,
    )
  })
  return app
}

const filterNames = ['state', 'area', 'channel', 'kind', 'official', 'topic', 'q', 'cursor']

/** The queue's filter as it stands in this request's address, other names left out. */
export function filterWords(c: Context): FilterWords {
  const asked = filterNames.map((name) => [name, c.req.query(name) ?? ''] as const)
  return Object.fromEntries(asked.filter(([, value]) => value !== ''))
}

/** What was done on the page before, from `?done=0217/2026&how=asked`. */
export function doneOf(c: Context) {
  const number = /^\d{1,9}\/\d{4}$/.exec(c.req.query('done') ?? '')?.[0]
  if (number === undefined) return undefined
  return doneWords(number, c.req.query('how') === 'asked' ? 'asked' : 'decided')
}

function indexingOf({ search: { progress } }: Vault): { done: number; all: number } | null {
  return progress.done < progress.all ? { ...progress } : null
}

async function areasOf(tx: Tx, actor: Actor) {
  const own = await tx
    .select({ code: areas.code, kind: areas.kind, name: areas.name })
    .from(areas)
    .where(eq(areas.organisationId, actor.organisation))
    .orderBy(asc(areas.code))
    .limit(500)
  return own.map(({ code, kind, name }) => ({ code, name: areaName(kind, name) }))
}
