import { z } from 'zod'
import type { Sentence } from '../../views/lang.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { problemWords } from '../../views/words/problems.ts'
import { type FieldError, Problem } from '../problem.ts'
import { dayInVietNam } from '../staff/working-days.ts'

/** Longest text of a letter, in characters (code points). */
export const maxText = 10_000
/** Most files with one letter, and their bytes together. */
export const maxAttachments = 5
export const maxAttachmentBytes = 20 * 2 ** 20

// The sentence travels through zod as its Vietnamese half and is found again by it.
const sentences = new Map<string, Sentence>()
const said = (sentence: Sentence) => {
  sentences.set(sentence.vi, sentence)
  return sentence.vi
}

const lengthWithin = (most: number) => (text: string) =>
  text.length <= 2 * most && [...text].length <= most
const short = z
  .string()
  .trim()
  .min(1)
  .max(300)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/)

const about = z
  .object({
    official: z.uuid().optional(),
    collective: z.uuid().optional(),
    text: short.optional(),
  })
  .refine((one) => Object.values(one).filter((value) => value !== undefined).length === 1, {
    error: said(words.aboutOne),
  })

const contact = z
  .discriminatedUnion(
    'channel',
    [
      z.object({ channel: z.literal('email'), address: z.email().max(254), consent: z.boolean() }),
      z.object({
        channel: z.literal('phone'),
        address: z.string().regex(/^\+?[\d .-]{8,20}$/),
        consent: z.boolean(),
      }),
    ],
    { error: said(words.contact) },
  )
  .refine((given) => given.consent, { error: said(words.contactConsent), path: ['consent'] })

const observedOn = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, { error: said(words.when) })
  .refine((when) => when >= '1950' && when <= dayInVietNam(), { error: said(words.when) })
  .refine(
    (when) => when.length === 7 || new Date(`${when}T00:00Z`).toISOString().startsWith(when),
    {
      error: said(words.when),
    },
  )

/** A letter as programs send it (contract: `POST /api/v1/feedback`); files are checked by `files.ts`. */
export const newFeedback = z.object({
  area: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, { error: said(words.areaUnknown) }),
  kind: z.enum(['comment', 'praise', 'report'], { error: said(words.kind) }),
  about: z.array(about).max(10).default([]),
  text: z
    .string({ error: said(words.textMissing) })
    .refine((text) => text.trim() !== '', { error: said(words.textMissing) })
    .refine(lengthWithin(maxText), { error: said(words.textTooLong) })
    .transform((text) => text.toWellFormed()),
  observedOn: observedOn.optional(),
  place: z.enum(['residence', 'workplace', 'other'], { error: said(words.place) }).optional(),
  use: z.enum(['record', 'front-only'], { error: said(words.use) }),
  contact: contact.optional(),
  identity: z
    .object({ name: short.optional(), phone: short.optional(), address: short.optional() })
    .transform((given) => (Object.values(given).some((part) => part) ? given : undefined))
    .optional(),
  slip: z
    .string()
    .regex(/^[A-Za-z0-9 -]{6,40}$/, { error: said(words.slip) })
    .optional(),
})

export type NewFeedback = z.infer<typeof newFeedback>

/** A text the sender adds to the own thread. */
export const newMessage = newFeedback.pick({ text: true })

/** A file as it arrived; `type` is the one found in its bytes. */
export type Attachment = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/**
 * Parses at the border. Raises Problem('invalid') with a sentence for every wrong field.
 */
export function parse<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', problemWords.invalid, parsed.error.issues.map(fieldError))
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const message = sentences.get(issue.message) ?? problemWords.invalid
  return { path: issue.path.join('.'), message }
}
