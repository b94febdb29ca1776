import type { Sentence } from '../../views/lang.ts'
import type { Returned } from '../../views/review/shell.tsx'
import { entryProblems as problems } from '../../views/words/entry.ts'
import { intakeWords } from '../../views/words/intake.ts'
import { problemWords } from '../../views/words/problems.ts'
import type { Problem } from '../problem.ts'
import { mostItems } from './entry.ts'

/** The form as it was sent: one text a field, and its files. */
export type SentEntry = { typed: Record<string, string>; files: readonly File[] }

/** Reads the fields as they are; nothing is judged yet. */
export function sentEntry(form: FormData): SentEntry {
  const fields = [...form].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && field[0].length <= 40,
  )
  return {
    typed: Object.fromEntries(fields.map(([name, text]) => [name, text.replaceAll('\r\n', '\n')])),
    files: form
      .getAll('files')
      .filter((file) => file instanceof File)
      .filter((file) => file.name !== '' || file.size > 0),
  }
}

/** How many boxes for items the form has: one, or for minutes five at a time up to thirty. */
export function boxesOf(source: string, typed: Record<string, string>): number {
  if (source !== 'meeting') return 1
  const shown = Number(typed.boxes ?? 5)
  const wanted = typed.step === 'more' ? shown + 5 : shown
  return Number.isInteger(wanted) ? Math.min(mostItems, Math.max(5, wanted)) : 5
}

/** The boxes that hold anything, by their places in the form. */
export function filledBoxes(typed: Record<string, string>, boxes: number): number[] {
  const places = Array.from({ length: boxes }, (_, place) => place)
  return places.filter((place) =>
    ['text', 'about', 'aboutText'].some((name) => (typed[`${name}.${place}`] ?? '').trim() !== ''),
  )
}

/** The form's fields as the API would send them; parsed by the same shape. */
export function entryGiven(
  source: string,
  area: string,
  typed: Record<string, string>,
  places: readonly number[],
): Record<string, unknown> {
  const text = (name: string) => {
    const value = typed[name]?.trim()
    return value === '' ? undefined : value
  }
  const contact = text('contact')
  return {
    source,
    area,
    where: text('where'),
    heldOn: text('heldOn'),
    consent: typed.consent === 'yes',
    arrival: { number: numberOf(text('number')), day: text('arrivalDay') },
    reference: text('reference'),
    note: text('note'),
    items: places.map((place) => ({
      kind: text(`kind.${place}`),
      about: [
        ...subjectOf(text(`about.${place}`)),
        ...(text(`aboutText.${place}`) ? [{ text: text(`aboutText.${place}`) }] : []),
      ],
      text: typed[`text.${place}`] ?? '',
      observedOn: text(`observedOn.${place}`),
      place: text(`place.${place}`),
      use: text(`use.${place}`) ?? text('use'),
    })),
    contact: contact && {
      channel: contact.includes('@') ? 'email' : 'phone',
      address: contact,
      consent: typed.contactConsent === 'yes',
    },
    slip: text('slip'),
  }
}

/** What was refused, under the names of the form's fields. */
export function entryReturned(
  problem: Problem,
  typed: Record<string, string>,
  places: readonly number[],
): Returned {
  const errors: Record<string, Sentence> = {}
  for (const { path, message } of problem.errors) {
    const name = fieldOf(path, places)
    const unsaid = message === problemWords.invalid
    errors[name] ??= unsaid ? (own[name.split('.')[0] ?? ''] ?? message) : message
  }
  return { trouble: problem.sentence, errors, typed }
}

const own: Readonly<Record<string, Sentence>> = {
  consent: problems.consent,
  where: problems.where,
  heldOn: problems.day,
  arrivalDay: problems.day,
  number: problems.number,
  reference: problems.line,
  note: problems.line,
  items: problems.items,
  contact: intakeWords.contact,
  aboutText: problems.line,
}

const fields: Readonly<Record<string, string>> = {
  'arrival.number': 'number',
  'arrival.day': 'arrivalDay',
  'contact.consent': 'contactConsent',
  attachments: 'files',
}

// `items.2.about.1.text` is the field `about.N` or `aboutText.N` of the third box that holds anything.
function fieldOf(path: string, places: readonly number[]): string {
  const [, item, field = '', index] = /^items\.(\d+)\.([a-zA-Z]+)(?:\.(\d+))?/.exec(path) ?? []
  const place = places[Number(item)]
  if (place === undefined) return fields[path] ?? path.split('.')[0] ?? path
  // One choice for all unless a box has its own.
  if (field === 'use') return 'use'
  const isWords = field === 'about' && (path.endsWith('.text') || index === '1')
  return `${isWords ? 'aboutText' : field}.${place}`
}

function subjectOf(chosen: string | undefined): Record<string, string>[] {
  const [, kind, id] = /^(official|collective):(.+)$/.exec(chosen ?? '') ?? []
  return kind && id ? [{ [kind]: id }] : []
}

function numberOf(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : text
}
