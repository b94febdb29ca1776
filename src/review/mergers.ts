import { z } from '@hono/zod-openapi'
import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { approvalAnswers, approvals, areas, mergers, organisations } from '../../db/schema.ts'
import { mergerProblems as problems } from '../../views/words/mergers.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, line, unitCode, wrongField } from './fields.ts'

const fate = z.enum(['move', 'end'])

/** An area that becomes part of another, and what becomes of each thing in it. */
export const newMerger = z.object({
  area: unitCode,
  into: unitCode,
  firstDay: day,
  document: line(300),
  below: fate,
  posts: fate,
  homes: fate,
  bodies: fate,
  cells: fate,
  letters: z.enum(['stay', 'join']),
})
export type NewMerger = z.output<typeof newMerger>

const askedMerger = newMerger.extend({ merger: z.uuid() })
const count = z.number().int()
const counts = z.object({
  front: z.uuid(),
  below: z.array(z.string()),
  ...{ posts: count, homes: count, bodies: count, cells: count },
  ...{ slips: count, letters: count, records: count },
})
/** What an area and those below it hold, in numbers; `front` is who handles its letters. */
export type MergerCounts = z.output<typeof counts>

/** The areas that may be merged here: of the own Front and of those below it, by code. */
export function mergeableAreas(tx: Tx) {
  return tx
    .select({
      code: areas.code,
      kind: areas.kind,
      name: areas.name,
      parent: areas.parentCode,
      successor: areas.successorCode,
      validFrom: areas.validFrom,
      front: areas.organisationId,
      frontName: organisations.name,
    })
    .from(areas)
    .innerJoin(organisations, eq(organisations.id, areas.organisationId))
    .where(and(isNull(areas.validTo), sql`merges_here(${areas.organisationId})`))
    .orderBy(asc(areas.code))
}

/** What an area holds now. Raises Problem('forbidden') unless secretary or lead, 'not_found'. */
export async function countsOf(tx: Tx, actor: Actor, area: string): Promise<MergerCounts> {
  needRole(actor, 'secretary', 'lead')
  const { rows } = await tx.execute(sql`select merger_counts(${area}) as counts`)
  const held = counts.nullable().parse(rows[0]?.counts ?? null)
  if (held === null) throw new Problem('not_found', problems.notHere)
  return held
}

/**
 * Asks a lead to merge one area into another; gives the approval's id, and changes nothing. Raises
 * Problem('forbidden') unless secretary, 'invalid' for areas or a day that do not fit, 'conflict'
 * when it was asked already.
 */
export async function askMerger(tx: Tx, actor: Actor, given: NewMerger): Promise<string> {
  needRole(actor, 'secretary')
  await mustFit(tx, given)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${given.area}::text, 9))`)
  const open = await tx
    .select({ id: approvals.id })
    .from(approvals)
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(
      and(
        eq(approvals.act, 'merge_areas'),
        isNull(approvalAnswers.approvalId),
        gt(approvals.expiresAt, sql`now()`),
        sql`${approvals.payload} ->> 'area' = ${given.area}`,
      ),
    )
  if (open.length > 0) throw new Problem('conflict', problems.asked)
  const merger = crypto.randomUUID()
  return ask(tx, actor, 'merge_areas', merger, { ...given, merger })
}

/** The mergers agreed to here, newest first. */
export function mergersOf(tx: Tx) {
  return tx
    .select({
      id: mergers.id,
      area: mergers.areaCode,
      into: mergers.intoCode,
      firstDay: mergers.firstDay,
      document: mergers.document,
    })
    .from(mergers)
    .orderBy(desc(mergers.firstDay), asc(mergers.areaCode))
    .limit(200)
}

/** What was asked, out of an ask's payload. */
export function mergerAsked(payload: unknown): z.output<typeof askedMerger> {
  return askedMerger.parse(payload)
}

/**
 * What a lead's agreement does: the area ends, its code leads to the successor, and what was chosen
 * happens to each thing in it (`apply_merger`). Raises Problem('conflict') when an area ended since.
 */
export const mergerAgreed: ApprovalHandler = { agreed: merge }

async function merge(tx: Tx, approval: Approval, actor: Actor): Promise<void> {
  const { merger: id, area, into, ...chosen } = mergerAsked(approval.payload)
  await mustFit(tx, { area, into, ...chosen }).catch((thrown: unknown) => {
    throw thrown instanceof Problem ? new Problem('conflict', problems.changed) : thrown
  })
  await tx.execute(sql`select hold_logs(array[${area}, ${into}])`)
  const { firstDay, document, below, posts, homes, bodies, cells, letters } = chosen
  const fates = [below, posts, homes, bodies, cells, letters]
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'area.merged', item: id, second: approval.askedBy },
    commitment: commitFields(area, into, firstDay, document, ...fates),
  })
  const by = { askedBy: approval.askedBy, agreedBy: actor.person }
  const row = { id, organisationId, areaCode: area, intoCode: into, ...chosen, ...by, entrySeq }
  await tx.insert(mergers).values(row)
  await tx.execute(sql`select apply_merger(${id}::uuid)`).catch((thrown: unknown) => {
    const constraint = constraintOf(thrown)
    if (constraint === 'roles_apart') throw new Problem('conflict', problems.apart)
    if (constraint === 'mergers_possible') throw new Problem('conflict', problems.changed)
    throw thrown
  })
}

async function mustFit(tx: Tx, { area, into, firstDay }: NewMerger): Promise<void> {
  const open = await tx
    .select({
      code: areas.code,
      validFrom: areas.validFrom,
      below: sql<string[]>`areas_below(${areas.code})`,
    })
    .from(areas)
    .where(
      and(
        or(eq(areas.code, area), eq(areas.code, into)),
        isNull(areas.validTo),
        sql`merges_here(${areas.organisationId})`,
      ),
    )
  const [from, to] = [area, into].map((code) => open.find((one) => one.code === code))
  if (!from) throw wrongField('area', problems.notHere)
  if (!to || from === to || from.below.includes(into)) throw wrongField('into', problems.into)
  if (from.validFrom >= firstDay || to.validFrom > firstDay || firstDay > dayInVietNam()) {
    throw wrongField('firstDay', problems.firstDay)
  }
}

function constraintOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  if ('constraint' in thrown && typeof thrown.constraint === 'string') return thrown.constraint
  return constraintOf(thrown.cause)
}
