import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Db } from '../../db/connection.ts'
import type { Config } from '../config.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { call, reach } from './calls.ts'
import { type Acting, join } from './cast.ts'
import { type Fronts, fillIn, foundFronts } from './found.ts'
import type { Letter } from './letter.ts'
import { letters } from './letters.ts'
import { moderate } from './moderate.ts'
import { fillResidence } from './residence.ts'
import { type Sent, sendLetter } from './send.ts'
import { addAreas, addSubjects, codeOf, mergeAreas, openCycles, type Subjects } from './units.ts'
import { boundStaff, leaders, officials } from './ward.ts'
import { freeze, keepRecords } from './year-end.ts'

/** Says how many of the letters have come how far. */
export type Progress = (step: 'ward' | 'sending' | 'moderating' | 'records', done: number) => void

/** How many letters the demo sends. */
export const letterCount = letters.length

/**
 * Fills an empty database through the real doors, in the order of a year, and gives its people.
 * Takes the owner's connection for founding and for people alone. Raises Error when a door refuses
 * or a letter does not end where it should.
 */
export async function fill(config: Config, owner: Db, progress: Progress): Promise<Acting[]> {
  const at = reach(config)
  // The day in Viet Nam.
  const today = dayInVietNam()
  const year = Number(today.slice(0, 4))
  progress('ward', 0)
  const fronts = await foundFronts(owner, at.console)
  const [secretary, lead] = [one(fronts.ward, 'secretary'), one(fronts.ward, 'lead')]
  await fillIn(owner, fronts)
  await addAreas(at.console, secretary.token, year)
  await mergeAreas(at.console, { secretary: secretary.token, lead: lead.token }, year)
  const tokens = { ward: secretary.token, above: one(fronts.above, 'secretary-above').token }
  const subjects = await addSubjects(at.console, tokens, year)
  const cycles = await openCycles(at.console, secretary.token, today)
  const bound = await joinBound(owner, secretary.organisation, subjects)
  await fillResidence(owner, { ...at, secretary, cell: bound.cell, subjects, cycles, today })

  const sent = await sendAll(at.letterbox, { subjects, today }, progress)
  const feedback = await unpacked(at.console, fronts, sent)
  await moderateAll({ ...at, fronts, subjects, feedback, sent }, progress)
  progress('records', letterCount)
  const { cell, official } = bound
  const writers = { cell, official, secretary }
  const moderator = one(fronts.ward, 'moderator')
  const yearEnd = { ...at, secretary, lead, moderator, writers, subjects, cycles, feedback }
  await keepRecords(yearEnd, letters)
  const bundle = await freeze(yearEnd, 'kp3', today)
  await mustBeAsPlanned(at.console, fronts, sent)
  const reader = await join(owner, {
    organisation: secretary.organisation,
    name: boundStaff.reader.name,
    roles: [{ role: 'reader', bundle }],
  })
  return [...fronts.ward, cell, official, reader, ...fronts.above]
}

async function joinBound(owner: Db, organisation: string, subjects: Subjects) {
  const { cell, official } = boundStaff
  return {
    cell: await join(owner, {
      organisation,
      name: cell.name,
      roles: [{ role: 'cell', area: codeOf(cell.area) }],
    }),
    official: await join(owner, {
      organisation,
      name: officials[official.official].name,
      roles: [{ role: 'official', official: subjects.get(official.official) }],
    }),
  }
}

async function sendAll(
  letterbox: string,
  known: { subjects: Subjects; today: string },
  progress: Progress,
): Promise<Map<string, Sent>> {
  const sent = new Map<string, Sent>()
  for (const [place, letter] of letters.entries()) {
    sent.set(letter.key, await sendLetter(letterbox, letter, { ...known, place }))
    progress('sending', place + 1)
  }
  return sent
}

const page = z.object({
  items: z.array(z.object({ id: z.uuid(), number: z.string(), state: z.string() })),
  next: z.string().nullable(),
})
type Item = z.infer<typeof page>['items'][number]

/** Waits until the console has opened every letter; gives the feedback's id by the letter's key. */
async function unpacked(console: string, fronts: Fronts, sent: ReadonlyMap<string, Sent>) {
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(200)) {
    const found = await itemsByKey(console, fronts, sent)
    if (found.size === letters.length) {
      return new Map([...found].map(([key, { id }]) => [key, id]))
    }
  }
  throw new Error('some letters were not unpacked')
}

async function moderateAll(
  given: {
    letterbox: string
    console: string
    fronts: Fronts
    subjects: Subjects
    feedback: ReadonlyMap<string, string>
    sent: ReadonlyMap<string, Sent>
  },
  progress: Progress,
): Promise<void> {
  const { ward } = given.fronts
  const [moderators, leads] = [all(ward, 'moderator'), all(ward, 'lead')]
  const isMerged = ({ course }: Letter) => course.to === 'merged'
  // What others are joined to must have been taken up before.
  const inOrder = [...letters.filter((one) => !isMerged(one)), ...letters.filter(isMerged)]
  for (const [place, letter] of inOrder.entries()) {
    const moderator = moderators[place % moderators.length] as Acting
    const lead = leads[place % leads.length] as Acting
    await moderate({ ...given, moderator, lead }, letter)
    progress('moderating', place + 1)
  }
}

/** Each letter must have come to the state its course ends in, or the demo shows something false. */
async function mustBeAsPlanned(
  console: string,
  fronts: Fronts,
  sent: ReadonlyMap<string, Sent>,
): Promise<void> {
  const found = await itemsByKey(console, fronts, sent)
  const astray = letters.filter(({ key, course }) => found.get(key)?.state !== course.to)
  if (astray.length === 0) return
  const said = astray.map(({ key, course }) => `${key}: ${found.get(key)?.state}, not ${course.to}`)
  throw new Error(said.join('\n'))
}

// Receipt numbers run within one Front: a letter is looked for where its subject is handled.
async function itemsByKey(console: string, fronts: Fronts, sent: ReadonlyMap<string, Sent>) {
  const ward = await itemsOf(console, one(fronts.ward, 'moderator'))
  const above = await itemsOf(console, one(fronts.above, 'moderator-above'))
  const found = new Map<string, Item>()
  for (const { key, about } of letters) {
    const isAbove = about.some((named) => typeof named === 'string' && named in leaders)
    const item = (isAbove ? above : ward).find(({ number }) => number === sent.get(key)?.number)
    if (item) found.set(key, item)
  }
  return found
}

async function itemsOf(console: string, { token }: Acting): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/api/v1/feedback?limit=100${cursor && `&cursor=${cursor}`}`
    const answer: z.infer<typeof page> = await call(console, { path, token }, page)
    items.push(...answer.items)
    cursor = answer.next
  }
  return items
}

function all(cast: readonly Acting[], as: string): Acting[] {
  return cast.filter((member) => member.as === as)
}

function one(cast: readonly Acting[], as: string): Acting {
  const found = all(cast, as)[0]
  if (!found) throw new Error(`nobody is ${as}`)
  return found
}
