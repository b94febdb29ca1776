import { z } from 'zod'
import { type Glance, glance } from './glance.ts'
import { type Hash, sameBytes } from './tree.ts'

/** One row of the custody log. */
export type KeptEntry = {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly leafHash: Uint8Array
  readonly kind: string
  readonly item: string
  readonly subject: string | null
}

const common = {
  v: z.literal(1),
  kind: z.string().regex(/^[a-z][a-z-]*\.[a-z-]+$/),
  item: z.uuid(),
  subject: z.uuid().optional(),
  number: z.int().optional(),
  second: z.uuid().optional(),
  reason: z
    .string()
    .regex(/^[a-z0-9_-]{1,60}$/)
    .optional(),
  commitment: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
}

// Acts of staff carry the actor and the time, what senders cause carries the day alone.
const said = z.union([
  z.strictObject({ ...common, day: z.iso.date() }),
  z.strictObject({ ...common, actor: z.uuid(), time: z.iso.datetime() }),
])

/** What an entry says, format version 1 (db/migrations/0002_letters.sql, custody_append). */
export type Said = z.infer<typeof said>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads an entry's bytes; null when they are not an entry of format version 1. */
export function readEntry(bytes: Uint8Array): Said | null {
  const text = decoded(bytes)
  return text === null ? null : (readText(text)?.said ?? null)
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

function readText(text: string): { given: object; said: Said } | null {
  try {
    const given: object = JSON.parse(text)
    const { data } = said.safeParse(given)
    return data ? { given, said: data } : null
  } catch {
    return null
  }
}

// RFC 8785 for what an entry may be: one object of strings and whole numbers.
function isCanonical(given: object, text: string): boolean {
  const names = Object.keys(given)
  const inOrder = names.every((name, place) => place === 0 || (names[place - 1] as string) < name)
  return inOrder && JSON.stringify(given) === text
}

/** How a row of the log contradicts itself. */
export type EntryFault = 'unreadable' | 'rewritten' | 'columns' | 'leaf'

/** Compares one row with its bytes, whose leaf hash is `leaf`; null when everything agrees. */
export function entryFault(entry: KeptEntry, leaf: Hash): EntryFault | null {
  const read = canonical(entry.bytes)
  if (typeof read === 'string') return read
  const agrees =
    read.kind === entry.kind && read.item === entry.item && (read.subject ?? null) === entry.subject
  if (!agrees) return 'columns'
  return sameBytes(leaf, entry.leafHash) ? null : 'leaf'
}

function canonical(bytes: Uint8Array): Glance | EntryFault {
  const text = decoded(bytes)
  if (text === null) return 'unreadable'
  const seen = glance(text)
  if (seen) return seen
  const found = readText(text)
  if (!found) return 'unreadable'
  return isCanonical(found.given, text) ? found.said : 'rewritten'
}
