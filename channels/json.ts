/** JSON as it came: any value, read field by field. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [k: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads JSON without losing digits: a whole number above 2^53 becomes the string of its digits.
 * Raises SyntaxError when the bytes are not the JSON of an object.
 */
export function readObject(raw: Uint8Array): JsonObject {
  const read = parsed(raw)
  if (!isObject(read)) throw new SyntaxError('not a JSON object')
  return read
}

function parsed(raw: Uint8Array): Json {
  // TypeScript does not know the third argument yet (ECMAScript 2025, JSON.parse source text access).
  const exact = (_key: string, value: Json, given?: { source?: string }): Json =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(given?.source ?? '')
      ? (given?.source ?? '')
      : value
  try {
    return JSON.parse(utf8.decode(raw), exact)
  } catch {
    // Bytes that are not UTF-8 and nesting beyond the stack are no JSON of ours either.
    throw new SyntaxError('not JSON')
  }
}

/** The object at a path; an empty one when there is none. */
export function objectAt(value: Json | undefined, ...path: string[]): JsonObject {
  const found = at(value, path)
  return isObject(found) ? found : {}
}

/** The list at a path; an empty one when there is none. */
export function listAt(value: Json | undefined, ...path: string[]): readonly Json[] {
  const found = at(value, path)
  return Array.isArray(found) ? found : []
}

/** A text, or the digits of a number, at a path; undefined when there is none. */
export function textAt(value: Json | undefined, ...path: string[]): string | undefined {
  const found = at(value, path)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** A number, or one written as text, at a path; undefined when there is none. */
export function numberAt(value: Json | undefined, ...path: string[]): number | undefined {
  const found = textAt(value, ...path)
  const number = found === undefined ? Number.NaN : Number(found)
  return Number.isFinite(number) ? number : undefined
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  let found = value
  for (const key of path) {
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined
  }
  return found
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Leaves out what is undefined, so that an absent field is absent. */
export function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> }
}
