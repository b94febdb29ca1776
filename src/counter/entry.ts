import { z } from '@hono/zod-openapi'
import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { AreaPage } from '../../db/door.ts'
import { register } from '../../db/schema.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { consentVersion } from '../../views/words/consents.ts'
import { entryLines, entryProblems as problems } from '../../views/words/entry.ts'
import { openArea, type Prepared, prepare, type Receipted, receipted } from '../intake/drop.ts'
import { type Attachment, newFeedback } from '../intake/feedback.ts'
import type { Letterbox } from '../intake/letterbox.ts'
import { refuseWhenFull } from '../intake/take.ts'
import { Problem, problemOf } from '../problem.ts'
import { type Actor, asActor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { type Counter, counterBox, type EntryRow, enterLetters } from './counter.ts'

/** How a letter that staff write down may have come. */
export const sources = ['paper', 'phone', 'meeting', 'reception'] as const
export type Source = (typeof sources)[number]

/** Most items of one set of minutes. */
export const mostItems = 30

const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u)
const pastDay = z.iso.date().refine((day) => day <= dayInVietNam() && day >= '1950')

const item = newFeedback.pick({
  kind: true,
  about: true,
  text: true,
  observedOn: true,
  place: true,
  use: true,
})

const entryShape = z.object({
  source: z.enum(sources),
  area: newFeedback.shape.area,
  /** Where it was received: a room, a meeting, the telephone. */
  where: line,
  heldOn: pastDay,
  /** That the sender agreed, in the way of the source. Without it nothing is entered. */
  consent: z.literal(true),
  arrival: z
    .object({ number: z.int().min(1).max(999_999).optional(), day: pastDay.optional() })
    .default({}),
  /** The document's own number: minutes, a letter by hand. */
  reference: line.optional(),
  note: line.optional(),
  items: z.array(item).min(1).max(mostItems),
  contact: newFeedback.shape.contact,
  slip: newFeedback.shape.slip,
})

/**
 * What a clerk writes down (API: `POST /api/v1/letters`). Days are `YYYY-MM-DD`. A way back and a slip
 * belong to one sender, so they come with a single item.
 */
export const newEntry = entryShape.refine(
  ({ items, contact, slip }) => items.length === 1 || (contact === undefined && slip === undefined),
  { path: ['contact'] },
)
export type NewEntry = z.output<typeof newEntry>

/** The receipts of what was entered, and its line of the register. */
export type Entered = { register: { number: number; year: number }; letters: Receipted[] }

const consentBy: Record<Source, EntryRow['consentBy']> = {
  paper: 'boxes',
  phone: 'read-out',
  reception: 'read-out',
  meeting: 'minutes',
}

/**
 * Enters what came on paper, by telephone, at a meeting or on a reception day: all items with their
 * line of the register, or nothing. `key` is a UUID; the same one again gives the same receipts.
 * Raises Problem('forbidden') unless clerk or moderator, 'invalid' for an area of another Front or
 * an official who is not near (path `items.2.about.0`), 'conflict' for a number that is taken, and
 * what `prepare` and `refuseWhenFull` raise.
 */
export async function enter(
  counter: Counter,
  actor: Actor,
  key: string,
  entry: NewEntry,
  scans: readonly Attachment[],
): Promise<Entered> {
  needRole(actor, 'clerk', 'moderator')
  const box = counterBox(counter, actor)
  await refuseWhenFull(box)
  const area = await openArea(box, entry.area)
  if (area.organisation.id !== actor.organisation) {
    const message = problems.areaElsewhere
    throw new Problem('invalid', message, [{ path: 'area', message }])
  }
  const prepared: Prepared[] = []
  for (const place of entry.items.keys()) {
    prepared.push(await preparedItem(box, key, entry, place, place === 0 ? scans : []))
  }
  return asActor(counter.staff.db, counter.staff.door, actor, async (tx) => {
    const row = rowOf(key, entry, area)
    const dropped = await enterLetters(tx, prepared, row).catch(refuseTaken)
    const letters = prepared.map((one, place) => {
      const fate = dropped[place]
      if (!fate) throw new Error('a letter without an answer')
      return receipted(one, fate)
    })
    return { register: await lineOf(tx, key), letters }
  })
}

async function preparedItem(
  box: Letterbox,
  key: string,
  { source, area, items, contact, slip }: NewEntry,
  place: number,
  scans: readonly Attachment[],
): Promise<Prepared> {
  const own = items[place]
  if (!own) throw new Error('unreachable')
  const alone = items.length === 1
  const feedback = {
    ...own,
    area,
    ...(alone && contact && { contact }),
    ...(alone && slip && { slip }),
  }
  const sent = {
    idempotencyKey: `${key} ${place}`,
    proof: true,
    held: false,
    channel: source,
    consentVersion: `${consentVersion}/${source}`,
  }
  try {
    return await prepare(box, feedback, scans, sent)
  } catch (thrown) {
    const { code, sentence, errors } = problemOf(thrown)
    if (code !== 'invalid') throw thrown
    throw new Problem(
      code,
      sentence,
      errors.map(({ path, message }) => ({ path: `items.${place}.${path}`, message })),
    )
  }
}

function rowOf(key: string, entry: NewEntry, area: AreaPage): EntryRow {
  const { source, where, heldOn, items } = entry
  return {
    place: where,
    heldOn,
    consentBy: consentBy[source],
    register: {
      id: key,
      number: entry.arrival.number ?? null,
      day: entry.arrival.day ?? dayInVietNam(),
      correspondent: entryLines.correspondent[source](where),
      reference: entry.reference ?? null,
      referenceDay: entry.reference ? heldOn : null,
      abstract: entryLines.abstract(items.length, areaName(area)),
      note: entry.note ?? null,
    },
  }
}

async function lineOf(tx: Tx, id: string): Promise<Entered['register']> {
  const [found] = await tx
    .select({ number: register.number, year: register.year })
    .from(register)
    .where(eq(register.id, id))
  if (!found) throw new Error('an entry without its line')
  return found
}

/** Says that a number of the register is taken; throws anything else on. */
export function refuseTaken(thrown: unknown): never {
  if (isTaken(thrown) || (thrown instanceof Error && isTaken(thrown.cause))) {
    const message = problems.numberTaken
    throw new Problem('conflict', message, [{ path: 'arrival.number', message }])
  }
  throw thrown
}

function isTaken(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    thrown.code === '23505' &&
    'constraint' in thrown &&
    String(thrown.constraint).startsWith('register_')
  )
}
