import { type Context, Hono } from 'hono'
import type { Gauge } from 'prom-client'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { type ConditionLine, ConditionPage } from '../../views/staff/condition.tsx'
import {
  countedSince,
  daysAgo,
  hoursAgo,
  conditionWords as words,
} from '../../views/words/condition.ts'
import { actorOf, needRole, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { tryFailedAgain } from './again.ts'
import { type Condition, conditionOf } from './condition.ts'

/**
 * `/truc` for administrators, where jobs that were given up can be tried again, and `/metrics`
 * (Prometheus text; an administrator's token).
 */
export function conditionPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  // Made when first asked for: most machines are watched by nobody.
  let made: ReturnType<typeof gauges> | undefined
  for (const path of ['/truc', '/truc/thu-lai', '/metrics'])
    app.use(path, staffGuard(staff), adminOnly)
  app.get('/truc', async (c) => {
    const { name, roles } = actorOf(c)
    const { channels, ...condition } = await conditionOf(staff.db)
    return c.html(
      <ConditionPage
        lang={langOf(c.req.query('lang'))}
        actorName={name}
        roles={roles}
        lines={linesOf(condition)}
        failed={failedIn(condition)}
        channels={channels.map(({ channel, lastDays }) => ({
          name: channel,
          last: daysAgo(lastDays),
        }))}
      />,
    )
  })
  app.post('/truc/thu-lai', async (c) => {
    await tryFailedAgain(staff.db)
    return c.redirect(at('/truc', langOf(c.req.query('lang'))), 303)
  })
  app.get('/metrics', async (c) => {
    made ??= gauges()
    const { registry, set } = await made
    set(await conditionOf(staff.db))
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
  return app
}

async function adminOnly(c: Context<StaffEnv>, next: () => Promise<void>): Promise<void> {
  needRole(actorOf(c), 'admin')
  await next()
}

function linesOf(given: Omit<Condition, 'channels'>): ConditionLine[] {
  const { unopened, undecided, untold, jobs, checkpointHours, backupHours, diskFree } = given
  const failed = failedIn(given)
  const number = (count: number): Sentence => ({ vi: `${count}`, en: `${count}` })
  const hours = (since: number | null) => (since === null ? words.none : hoursAgo(since))
  const free = diskFree === null ? words.none : percent(diskFree)
  const line = (what: Sentence, now: Sentence, attention: boolean, advice: Sentence) => ({
    what,
    now,
    attention,
    advice,
  })
  return [
    line(words.unopened, counted(unopened), unopened.oldestDays > 0, words.unopenedDo),
    line(words.held, number(given.held), false, words.heldDo),
    line(words.undecided, counted(undecided), undecided.oldestDays > 7, words.undecidedDo),
    line(words.trying, number(untold.trying), false, words.endedDo),
    line(words.ended, number(untold.ended), untold.ended > 0, words.endedDo),
    line(words.jobs, named(failed, jobs), failed > 0, words.jobsDo),
    line(words.checkpoint, hours(checkpointHours), (checkpointHours ?? 0) > 26, words.checkpointDo),
    line(words.backup, hours(backupHours), (backupHours ?? 1000) > 48, words.backupDo),
    line(words.disk, free, (diskFree ?? 1) < 0.1, words.diskDo),
  ]
}

function failedIn({ jobs }: Pick<Condition, 'jobs'>): number {
  return jobs.reduce((sum, { state, count }) => sum + (state === 'failed' ? count : 0), 0)
}

// Of which kinds they are: what somebody looks for in the console's log.
function named(failed: number, jobs: Condition['jobs']): Sentence {
  const kinds = jobs.filter(({ state }) => state === 'failed').map(({ name }) => name)
  const shown = kinds.length > 0 ? `${failed} (${kinds.join(', ')})` : `${failed}`
  return { vi: shown, en: shown }
}

const counted = ({ count, oldestDays }: Condition['unopened']) => countedSince(count, oldestDays)

function percent(share: number): Sentence {
  const shown = `${Math.floor(share * 100)} %`
  return { vi: shown, en: shown }
}

// One registry an app: two consoles in one test process must not share figures.
async function gauges() {
  const { collectDefaultMetrics, Gauge, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'ydan_' })
  const gauge = <Label extends string = never>(name: string, help: string, labels: Label[] = []) =>
    new Gauge({ name: `ydan_${name}`, help, labelNames: labels, registers: [registry] })
  const unopened = gauge('letters_unopened', 'letters not unpacked yet, held ones apart')
  const unopenedDays = gauge('letters_unopened_oldest_days', 'age of the oldest of them, days')
  const held = gauge('letters_held', 'letters held for a quieter hour')
  const undecided = gauge('feedback_undecided', 'feedback waiting for a first decision')
  const untold = gauge('messages_untold', 'messages to senders not delivered', ['state'])
  const jobs = gauge('jobs', 'jobs by name and state', ['name', 'state'])
  const channel = gauge('channel_last_letter_days', 'days since the last letter', ['channel'])
  const checkpoint = gauge('checkpoint_age_hours', 'the organisation that has waited longest')
  const backup = gauge('backup_age_hours', 'hours since the last backup; absent: never')
  const disk = gauge('disk_free_ratio', 'share of the disk that is free')
  // What is not known is left out rather than shown as nought.
  const known = (one: Gauge, value: number | null) => {
    one.reset()
    if (value === null) one.remove()
    else one.set(value)
  }
  function set(now: Condition): void {
    unopened.set(now.unopened.count)
    unopenedDays.set(now.unopened.oldestDays)
    held.set(now.held)
    undecided.set(now.undecided.count)
    untold.set({ state: 'trying' }, now.untold.trying)
    untold.set({ state: 'ended' }, now.untold.ended)
    jobs.reset()
    for (const { name, state, count } of now.jobs) jobs.set({ name, state }, count)
    channel.reset()
    for (const one of now.channels) channel.set({ channel: one.channel }, one.lastDays)
    known(checkpoint, now.checkpointHours)
    known(backup, now.backupHours)
    known(disk, now.diskFree)
  }
  return { registry, set }
}
