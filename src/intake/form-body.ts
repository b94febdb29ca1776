import type { Sentence } from '../../views/lang.ts'
import type { FormValues } from '../../views/letterbox/form.tsx'
import type { FieldErrors } from '../../views/letterbox/parts.tsx'
import { formErrorWords } from '../../views/words/form.ts'
import { intakeWords } from '../../views/words/intake.ts'
import { problemWords } from '../../views/words/problems.ts'
import type { Problem } from '../problem.ts'
import type { IncomingFile } from './files.ts'

/** The letter form as it was sent. */
export type SentForm = {
  values: FormValues
  idempotencyKey: string | undefined
  solved: string | undefined
  files: readonly File[]
}

/** Reads the fields of the form; nothing is judged yet, so that it can come back as it was. */
export function sentForm(form: FormData): SentForm {
  const one = (name: string) => textOf(form.get(name))
  const many = (name: string) => form.getAll(name).map(textOf).slice(0, 20)
  const kind = one('kind')
  const key = one('key')
  // A file field left empty sends one nameless, empty file.
  const files = form
    .getAll('files')
    .filter((file) => file instanceof File)
    .filter((file) => file.name !== '' || file.size > 0)
  return {
    values: {
      kind: kind === 'praise' || kind === 'report' ? kind : 'comment',
      officials: many('official'),
      collectives: many('collective'),
      aboutText: one('aboutText').trim(),
      // Browsers send CRLF; programs and the other channels send LF.
      text: one('text').replaceAll('\r\n', '\n'),
      day: one('day'),
      month: one('month'),
      year: one('year'),
      place: one('place'),
      use: one('use'),
      contact: one('contact').trim(),
      consent: one('consent') === 'yes',
      identity: {
        name: one('identityName').trim(),
        phone: one('identityPhone').trim(),
        address: one('identityAddress').trim(),
      },
      slip: one('slip').trim(),
      files: files.length,
    },
    idempotencyKey: isUuid(key) ? key : undefined,
    solved: one('altcha') || undefined,
    files,
  }
}

/** The form's values as the JSON API would send them; parsed by the same shape. */
export function feedbackGiven(area: string, values: FormValues): Record<string, unknown> {
  const { contact, consent } = values
  const channel = contact.includes('@') ? 'email' : 'phone'
  return {
    area,
    kind: values.kind,
    about: [
      ...values.officials.map((official) => ({ official })),
      ...values.collectives.map((collective) => ({ collective })),
      ...(values.aboutText === '' ? [] : [{ text: values.aboutText }]),
    ],
    text: values.text,
    observedOn: observedOn(values),
    place: values.place || undefined,
    use: values.use || undefined,
    contact: contact === '' ? undefined : { channel, address: contact, consent },
    identity: identityGiven(values),
    slip: values.slip || undefined,
  }
}

function identityGiven({ identity }: FormValues) {
  const given = Object.entries(identity).filter(([, text]) => text !== '')
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

/** The files of the form with their bytes; a browser that knows no type claims none. */
export function incomingFiles(files: readonly File[]): Promise<IncomingFile[]> {
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      type: file.type === 'application/octet-stream' ? '' : file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
}

/** Errors in the order of the form's fields; what belongs to no field is about the whole form. */
export function formErrors(problem: Problem): FieldErrors {
  if (problem.errors.length === 0) {
    return { form: problem.code === 'conflict' ? formErrorWords.sentAlready : problem.sentence }
  }
  const errors: Record<string, Sentence> = {}
  for (const { path, message } of problem.errors) {
    const field = fieldOf(path)
    const unsaid = message === problemWords.invalid
    errors[field] ??= field === 'when' || unsaid ? (own[field] ?? message) : message
  }
  const place = ([name]: [string, Sentence]) => order.indexOf(name)
  return Object.fromEntries(Object.entries(errors).sort((a, b) => place(a) - place(b)))
}

const order = [
  'form',
  'about',
  'text',
  'when',
  'place',
  'files',
  'use',
  'contact',
  'consent',
  'identity',
  'slip',
]

// The form's own words, where those for programs do not fit or there are none.
const own: FieldErrors = {
  about: formErrorWords.aboutText,
  when: formErrorWords.when,
  contact: intakeWords.contact,
  identity: formErrorWords.identity,
}

const fields: Readonly<Record<string, string>> = {
  'contact.consent': 'consent',
  observedOn: 'when',
  attachments: 'files',
  area: 'form',
  kind: 'form',
}

function fieldOf(path: string): string {
  return fields[path] ?? fields[path.split('.')[0] ?? ''] ?? path.split('.')[0] ?? 'form'
}

// Half a date is passed on as it is, so that the shape refuses it with its sentence.
function observedOn({ day, month, year }: FormValues): string | undefined {
  if (day === '' && month === '' && year === '') return undefined
  const date = `${year}-${month.padStart(2, '0')}`
  return day === '' ? date : `${date}-${day.padStart(2, '0')}`
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
