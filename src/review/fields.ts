import { z } from '@hono/zod-openapi'
import { problemWords } from '../../views/words/problems.ts'
import { reviewFields } from '../../views/words/review.ts'
import { type FieldError, Problem } from '../problem.ts'

// Control characters, bidi controls and zero-width marks: nobody means them, and they hide what a
// text says. Joiners stay, emoji need them.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

const clean = (given: string) =>
  given.toWellFormed().replace(/\r\n?/g, '\n').replace(invisible, '').normalize('NFC').trim()

const lengthWithin = (most: number) => (given: string) => given !== '' && [...given].length <= most

/** Words on one line, 1 to `most` characters, NFC, without invisible ones. */
export const line = (most: number) =>
  z
    .string()
    .max(4 * most)
    .overwrite((given) => clean(given).replace(/\s+/g, ' '))
    .refine(lengthWithin(most))

/** Words that may have paragraphs, 1 to `most` characters. */
export const paragraphs = (most: number) =>
  z
    .string()
    .max(4 * most)
    .overwrite(clean)
    .refine(lengthWithin(most))

/** A day `YYYY-MM-DD`. */
export const day = z.iso.date()

/** The code of an area or organisation. */
export const unitCode = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)

/** The page of a list that is asked for: how many, and after which item. */
export const pageQuery = z.object({
  q: z.string().max(200).optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What is wrong with a body, field by field, in the sentences of `views/words/review.ts`. */
export function fieldErrors(error: Pick<z.ZodError, 'issues'>): FieldError[] {
  return error.issues.map(({ path }) => {
    const name = path.findLast((step) => typeof step === 'string') ?? ''
    return { path: path.join('.'), message: reviewFields[name] ?? problemWords.invalid }
  })
}

/** Parses at the border. Raises Problem('invalid') with a sentence for every wrong field. */
export function parse<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', problemWords.invalid, fieldErrors(parsed.error))
}

/** Problem('invalid') about one field. */
export function wrongField(path: string, message = reviewFields[path]): Problem {
  const said = message ?? problemWords.invalid
  return new Problem('invalid', said, [{ path, message: said }])
}

/** Whether a path parameter is an id at all; what is not one is simply not there. */
export function isId(given: string): boolean {
  return z.uuid().safeParse(given).success
}
