import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { cycles, slipSheets, slips } from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { slipPaper, slipWords as words } from '../../views/words/slips.ts'
import { Problem } from '../problem.ts'
import { type Cycle, listCycles } from '../review/cycles.ts'
import { newSlip, slipHash } from '../seal/slip.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { type Occasion, today } from './poster.ts'
import { print } from './press.ts'

export const mostSlips = 500

export const newSheet = z.object({
  area: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
  count: z.coerce.number().int().min(1).max(mostSlips),
  cycle: z.uuid(),
})
export type NewSheet = z.output<typeof newSheet>

/** Cycles whose letters may still be confirmed by a slip, the next cut-off first. */
export async function openCycles(tx: Tx): Promise<Cycle[]> {
  const { items } = await listCycles(tx, { limit: 200 })
  const open = items.filter(({ closed, cutOff }) => !closed && cutOff >= dayInVietNam())
  return open.sort((a, b) => (a.cutOff < b.cutOff ? -1 : 1))
}

/** The sheets that were made, newest first; how many of their slips are used, nobody is told. */
export function sheetsOf(tx: Tx) {
  return tx
    .select({
      id: slipSheets.id,
      area: slipSheets.areaCode,
      cycle: cycles.name,
      count: slipSheets.count,
      madeOn: slipSheets.madeOn,
    })
    .from(slipSheets)
    .innerJoin(cycles, eq(cycles.id, slipSheets.cycleId))
    .orderBy(desc(slipSheets.entrySeq))
    .limit(100)
}

/**
 * Makes a sheet: new codes, of which the database keeps keyed hashes alone. The codes exist on the
 * paper and nowhere else. Raises Problem('forbidden') unless clerk, moderator or secretary,
 * 'conflict' when the cycle is not open.
 */
export async function makeSheet(
  tx: Tx,
  actor: Actor,
  pepper: Uint8Array,
  occasion: Occasion,
  { count, cycle: chosen }: NewSheet,
): Promise<Uint8Array<ArrayBuffer>> {
  needRole(actor, 'clerk', 'moderator', 'secretary')
  const cycle = (await openCycles(tx)).find(({ id }) => id === chosen)
  if (!cycle) throw new Problem('conflict', words.noCycle)
  const codes = [...new Set(Array.from({ length: count }, newSlip))]
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const pdf = sheetPdf(occasion, cycle, codes)
  await tx.insert(slipSheets).values({
    id,
    organisationId,
    areaCode: occasion.area.code,
    cycleId: cycle.id,
    count: codes.length,
    madeBy: actor.person,
    entrySeq: sql`custody_append(${organisationId}::uuid, 'slips.made', ${id}::uuid,
      ${cycle.id}::uuid, p_number => ${codes.length}::bigint)`,
  })
  // In the order of the hashes, which tells nothing of the order on the paper.
  const hashes = codes.map((code) => slipHash(pepper, code))
  hashes.sort((a, b) => Buffer.compare(a, b))
  await tx.insert(slips).values(hashes.map((hash) => ({ hash, organisationId, sheetId: id })))
  return pdf
}

function sheetPdf(occasion: Occasion, cycle: Cycle, codes: readonly string[]) {
  const { front, area, address } = occasion
  return print('slips', {
    name: `${slipPaper.name} – ${areaName(area)}`,
    date: today(),
    front: front.name.toUpperCase(),
    place: areaName(area),
    title: slipPaper.title,
    what: slipPaper.what,
    once: slipPaper.once(shownDay(cycle.cutOff)),
    where: occasion.isPublic ? slipPaper.where(new URL(address).host) : null,
    codes,
  })
}
