import { and, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { letters, memberships, officials, trialArrivals } from '../../db/schema.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import type { StepName } from '../../views/words/first-steps.ts'
import { firstStepsProblems as problems } from '../../views/words/first-steps.ts'
import { Problem } from '../problem.ts'
import { type Area, addArea, ownAreas } from '../review/areas.ts'
import { line } from '../review/fields.ts'
import { type Actor, currentMembership, needRole } from '../staff/actor.ts'
import type { Counter } from './counter.ts'
import { ownFront } from './facts.ts'
import { isPublic } from './public.ts'
import { openCycles } from './slips.ts'
import { openTrial } from './trial.ts'

/** How far a step is; `later` is not needed for a first poster. */
export type StepState = 'done' | 'next' | 'later' | 'notYet'
export type Step = { name: StepName; state: StepState }

/** What is done and what comes next, the shortest way to a poster first. */
export type FirstSteps = {
  front: string
  area: string | null
  steps: Step[]
  /** `arrived`: the day on which today's test came in there. */
  channels: { name: string; received: number; arrived: string | null }[]
  /** The word of the test under way, and until when it is good. */
  trial: { word: string; until: Date } | null
  /** Our own mail address for this Front; null when mail is not taken. */
  mailbox: string | null
}

/** The guide's state. Raises Problem('forbidden') unless admin, secretary or lead. */
export async function firstSteps(tx: Tx, actor: Actor, counter: Counter): Promise<FirstSteps> {
  needRole(actor, 'admin', 'secretary', 'lead')
  const front = await ownFront(tx, actor)
  const { items: areas } = await ownAreas(tx, actor, { limit: 1000 })
  const received = await receivedByChannel(tx)
  const trial = await openTrial(tx, actor)
  const { phone, hours, person } = front.facts
  const done: Record<StepName, boolean> = {
    facts: Boolean(phone && hours && person),
    areas: areas.length > 1,
    poster: false,
    test: received.size > 0 || (trial?.arrived.size ?? 0) > 0,
    people: await hasModeratorAndLead(tx),
    officials: (await tx.select({ id: officials.id }).from(officials).limit(1)).length > 0,
    cycle: (await openCycles(tx)).length > 0,
    recovery: front.recoverySheet !== null,
    open: isPublic(counter.baseUrl),
  }
  // Nobody writes down that a poster was printed; it is within reach once the facts are there.
  done.poster = done.facts && done.open
  const names = Object.keys(done) as StepName[]
  const next = names.find((name) => !done[name] && name !== 'poster') ?? 'poster'
  const stateOf = (name: StepName): StepState => {
    if (done[name]) return 'done'
    if (name === 'recovery') return 'notYet'
    const isNext = name === next || (name === 'poster' && done.facts)
    return isNext ? 'next' : 'later'
  }
  const all = ['web', 'counter', ...counter.channels]
  const area = front.area ?? areas[0]?.code ?? null
  return {
    front: front.name,
    area,
    steps: names.map((name) => ({ name, state: stateOf(name) })),
    channels: all.map((name) => ({
      name,
      received: countOf(received, name),
      arrived: trial?.arrived.get(name) ?? null,
    })),
    trial,
    mailbox: counter.mailbox ? plusAddress(counter.mailbox, area) : null,
  }
}

// With the area behind a plus a mail comes to this Front, wherever mail without one goes.
function plusAddress(mailbox: string, area: string | null): string {
  return area === null ? mailbox : mailbox.replace('@', `+${area}@`)
}

function countOf(received: ReadonlyMap<string, number>, name: string): number {
  const here = name === 'counter' ? ['paper', 'phone', 'meeting', 'reception'] : [name]
  return here.reduce((sum, channel) => sum + (received.get(channel) ?? 0), 0)
}

async function receivedByChannel(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .select({ channel: letters.channel, count: sql<number>`count(*)::int` })
    .from(letters)
    .leftJoin(trialArrivals, eq(trialArrivals.letterId, letters.id))
    .where(isNull(trialArrivals.id))
    .groupBy(letters.channel)
  return new Map(rows.map(({ channel, count }) => [channel, count]))
}

// Two persons, because nobody agrees to what they asked for.
async function hasModeratorAndLead(tx: Tx): Promise<boolean> {
  const holders = async (role: 'moderator' | 'lead') => {
    const [row] = await tx
      .select({ count: countDistinct(memberships.personId) })
      .from(memberships)
      .where(and(eq(memberships.role, role), currentMembership))
    return Number(row?.count ?? 0)
  }
  const [row] = await tx
    .select({ count: countDistinct(memberships.personId) })
    .from(memberships)
    .where(and(sql`${memberships.role} in ('moderator', 'lead')`, currentMembership))
  const [moderators, leads] = [await holders('moderator'), await holders('lead')]
  return moderators > 0 && leads > 0 && Number(row?.count ?? 0) > 1
}

const newAreas = z.object({ kind: line(40), names: z.array(line(200)).min(1).max(100) })

/**
 * Adds many areas under the commune at once, with codes of their own; answers how many. Raises
 * Problem('forbidden') unless secretary or admin, 'invalid' for the kind or the names.
 */
export async function addAreas(
  tx: Tx,
  actor: Actor,
  typed: { kind: string; names: string },
): Promise<number> {
  const names = typed.names
    .split(/\r?\n|[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const given = newAreas.safeParse({ kind: typed.kind, names })
  if (!given.success) {
    const path = given.error.issues[0]?.path[0] === 'kind' ? 'kind' : 'names'
    throw new Problem('invalid', problems[path], [{ path, message: problems[path] }])
  }
  const { area: commune } = await ownFront(tx, actor)
  const { items } = await ownAreas(tx, actor, { limit: 1000 })
  const known = new Set(items.map((one) => areaName(one).toLowerCase()))
  const fresh = given.data.names.filter(
    (name) => !known.has(areaName({ code: '', kind: given.data.kind, name }).toLowerCase()),
  )
  if (fresh.length === 0 || new Set(given.data.names).size !== given.data.names.length) {
    throw new Problem('invalid', problems.names, [{ path: 'names', message: problems.names }])
  }
  const codes = freeCodes(items, commune ?? actor.organisationCode, fresh.length)
  for (const [place, name] of fresh.entries()) {
    const code = codes[place] ?? ''
    const parent = commune ?? undefined
    await addArea(tx, actor, { code, kind: given.data.kind, name, parent })
  }
  return fresh.length
}

// `99001-01`, `99001-02` …, passing over those there are.
function freeCodes(items: readonly Area[], prefix: string, count: number): string[] {
  const taken = new Set(items.map(({ code }) => code))
  const codes: string[] = []
  for (let number = 1; codes.length < count; number++) {
    const code = `${prefix}-${String(number).padStart(2, '0')}`
    if (!taken.has(code)) codes.push(code)
  }
  return codes
}
