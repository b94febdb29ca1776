import { z } from '@hono/zod-openapi'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { assistedLetters, letters, register, registerStrikes, threads } from '../../db/schema.ts'
import { registerWords as words } from '../../views/words/register.ts'
import { Problem } from '../problem.ts'
import { day, isId, line } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { refuseTaken } from './entry.ts'

export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]

/** A line that staff write by hand. Days are `YYYY-MM-DD`. */
export const newLine = z.object({
  direction: z.enum(directions),
  number: z.coerce.number().int().min(1).max(999_999).optional(),
  day: day.optional(),
  correspondent: line(200),
  reference: line(100).optional(),
  referenceDay: day.optional(),
  abstract: line(300),
  signer: line(120).optional(),
  note: line(300).optional(),
})
export type NewLine = z.output<typeof newLine>

/** Reads the reason for a strike. */
export const newStrike = z.object({ line: z.uuid(), reason: line(200) })

/** One line of the book, with the receipt numbers that belong to it. */
export type RegisterLine = Awaited<ReturnType<typeof linesOf>>[number] & {
  receipts: { first: number; last: number; count: number } | null
}

const columns = {
  id: register.id,
  number: register.number,
  day: register.day,
  correspondent: register.correspondent,
  reference: register.reference,
  referenceDay: register.referenceDay,
  abstract: register.abstract,
  signer: register.signer,
  note: register.note,
  struck: registerStrikes.reason,
}

function linesOf(tx: Tx, direction: Direction, year: number) {
  return tx
    .select(columns)
    .from(register)
    .leftJoin(registerStrikes, eq(registerStrikes.registerId, register.id))
    .where(and(eq(register.direction, direction), eq(register.year, year)))
    .orderBy(asc(register.number))
}

/** One year's book, by number. Raises Problem('forbidden') unless the actor works with it. */
export async function bookOf(
  tx: Tx,
  actor: Actor,
  direction: Direction,
  year: number,
): Promise<RegisterLine[]> {
  needRole(actor, 'clerk', 'moderator', 'lead', 'secretary', 'auditor')
  const found = await linesOf(tx, direction, year)
  const receipts = await receiptsOf(
    tx,
    found.map(({ id }) => id),
  )
  return found.map((one) => ({ ...one, receipts: receipts.get(one.id) ?? null }))
}

// Letters that another Front handles are not ours to see; their line counts what is left.
async function receiptsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { first: number; last: number; count: number }>()
  const rows = await tx
    .select({
      id: assistedLetters.registerId,
      first: sql<number>`min(${threads.number})::int`,
      last: sql<number>`max(${threads.number})::int`,
      count: sql<number>`count(*)::int`,
    })
    .from(assistedLetters)
    .innerJoin(letters, eq(letters.id, assistedLetters.letterId))
    .innerJoin(threads, eq(threads.id, letters.threadId))
    .where(inArray(assistedLetters.registerId, [...ids]))
    .groupBy(assistedLetters.registerId)
  return new Map(rows.flatMap(({ id, ...rest }) => (id === null ? [] : [[id, rest] as const])))
}

/** The years that have a book, newest first, this one among them. */
export async function bookYears(tx: Tx): Promise<number[]> {
  const rows = await tx.selectDistinct({ year: register.year }).from(register)
  const present = Number(dayInVietNam().slice(0, 4))
  return [...new Set([present, ...rows.map(({ year }) => year)])].sort((a, b) => b - a)
}

/**
 * Adds a line by hand; the number is the next one unless given. Raises Problem('forbidden') unless
 * clerk or secretary, 'conflict' for a number that is taken.
 */
export async function addLine(tx: Tx, actor: Actor, given: NewLine): Promise<string> {
  needRole(actor, 'clerk', 'secretary')
  return enterLine(tx, actor, given)
}

/** The same for an act of its own rules that brings its line with it; answers the line's id. */
export async function enterLine(tx: Tx, actor: Actor, given: NewLine): Promise<string> {
  const { direction, number, ...rest } = given
  const on = given.day ?? dayInVietNam()
  const year = Number(on.slice(0, 4))
  const organisationId = actor.organisation
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('register ' || ${organisationId}::uuid, 11))`,
  )
  const id = crypto.randomUUID()
  const next = sql`next_register_number(${direction}, ${year}::int)`
  const row = { ...rest, id, organisationId, direction, year, day: on, enteredBy: actor.person }
  await tx
    .insert(register)
    .values({
      ...row,
      number: number ?? next,
      entrySeq: sql`custody_append(${organisationId}::uuid, 'register.entered', ${id}::uuid,
        p_reason => ${direction})`,
    })
    .catch(refuseTaken)
  return id
}

/** Strikes a wrong line. Raises Problem('forbidden') unless clerk or secretary, 'not_found'. */
export async function strikeLine(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newStrike>,
): Promise<void> {
  needRole(actor, 'clerk', 'secretary')
  const found = isId(given.line)
    ? await tx.select({ id: register.id }).from(register).where(eq(register.id, given.line))
    : []
  if (found.length === 0) throw new Problem('not_found', words.noLine)
  const struck = await tx
    .insert(registerStrikes)
    .values({
      registerId: given.line,
      organisationId: actor.organisation,
      reason: given.reason,
      struckBy: actor.person,
      entrySeq: sql`custody_append(${actor.organisation}::uuid, 'register.struck', ${given.line}::uuid)`,
    })
    .onConflictDoNothing()
    .returning({ id: registerStrikes.registerId })
  // The entry would say what did not happen.
  if (struck.length === 0) throw new Problem('conflict', words.noLine)
}
