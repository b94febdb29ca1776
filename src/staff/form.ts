import type { Context } from 'hono'
import { z } from 'zod'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'

/** What a form sent, as typed: one text a field, the ticks of one name together. */
export type TypedForm = Record<string, string | string[]>

/** Reads the fields of a posted form; files are left out. */
export async function typedForm(c: Context): Promise<TypedForm> {
  const body = await c.req.parseBody({ all: true })
  const typed: TypedForm = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value
    else if (Array.isArray(value)) typed[name] = value.filter((one) => typeof one === 'string')
  }
  return typed
}

// Controls and direction marks: a name that shows as another name.
const invisible = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A text of several lines without characters that cannot be seen. */
export function noteText(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => !invisible.test(text.replaceAll(/[\n\r\t]/g, '')))
}

/**
 * The form in its shape. Raises Problem('invalid') with the fields that are too long, missing, or
 * hold characters that cannot be seen.
 */
export function parsedForm<S extends z.ZodType>(shape: S, typed: TypedForm): z.output<S> {
  const unseen = Object.entries(typed)
    .filter(([, value]) => [value].flat().some((text) => invisible.test(text)))
    .map(([name]) => name)
  const parsed = shape.safeParse(typed)
  if (parsed.success && unseen.length === 0) return parsed.data
  const wrong = parsed.error?.issues.map((issue) => String(issue.path[0] ?? '')) ?? []
  const errors = [...new Set([...unseen, ...wrong])].map((path) => ({
    path,
    message: staffFieldErrors.unusable,
  }))
  throw new Problem('invalid', staffProblems.fields, errors)
}
