import { z } from '@hono/zod-openapi'
import { and, asc, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { criteria, cycleClosings, cycles, rules } from '../../db/schema.ts'
import { reviewProblems as problems, reviewFields } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, isId, line } from './fields.ts'

export const cycleKinds = ['term', 'year', 'quarter', 'month', 'adhoc'] as const

/** The framework of a cycle that names none: the one in force since 30/08/2025. */
export const presentFramework = '366/2025'

const shape = z.object({
  name: line(200),
  year: z.int().min(2000).max(2100).optional(),
  kind: z.enum(cycleKinds).default('year'),
  framework: line(60).default(presentFramework),
  startsOn: day,
  endsOn: day,
  cutOff: day,
  meetingOn: day.optional(),
})

// Every wrong date is said beside its own field (reviewFields has the sentence).
export const newCycle = shape
  .refine((given) => given.endsOn >= given.startsOn, { path: ['endsOn'] })
  .refine((given) => given.cutOff >= given.startsOn, { path: ['cutOff'] })
  .refine((given) => given.meetingOn === undefined || given.meetingOn >= given.cutOff, {
    path: ['meetingOn'],
  })
export type NewCycle = z.output<typeof newCycle>

/** A cycle, and whether it is closed. Days are `YYYY-MM-DD`. */
export type Cycle = {
  id: string
  name: string
  year: number
  kind: (typeof cycleKinds)[number]
  framework: string
  startsOn: string
  endsOn: string
  cutOff: string
  meetingOn: string | null
  closed: boolean
}

const columns = {
  id: cycles.id,
  name: cycles.name,
  year: cycles.year,
  kind: cycles.kind,
  framework: cycles.framework,
  startsOn: cycles.startsOn,
  endsOn: cycles.endsOn,
  cutOff: cycles.cutOff,
  meetingOn: cycles.meetingOn,
  closed: sql<boolean>`${cycleClosings.cycleId} is not null`,
}

/** The organisation's cycles, latest first; at most `limit` after `cursor`. */
export async function listCycles(
  tx: Tx,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Cycle[]; next: string | null }> {
  const last = cursor === undefined ? undefined : await cycleById(tx, cursor)
  const found = await tx
    .select(columns)
    .from(cycles)
    .leftJoin(cycleClosings, eq(cycleClosings.cycleId, cycles.id))
    .where(last && sql`(${cycles.endsOn}, ${cycles.id}) < (${last.endsOn}::date, ${last.id}::uuid)`)
    .orderBy(desc(cycles.endsOn), desc(cycles.id))
    .limit(limit + 1)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** One cycle. Raises Problem('not_found') when it is not there or not ours. */
export async function cycleById(tx: Tx, id: string): Promise<Cycle> {
  const [found] = !isId(id)
    ? []
    : await tx
        .select(columns)
        .from(cycles)
        .leftJoin(cycleClosings, eq(cycleClosings.cycleId, cycles.id))
        .where(eq(cycles.id, id))
  if (found === undefined) throw new Problem('not_found', problems.noCycle)
  return found
}

/**
 * Opens a cycle. Raises Problem('forbidden') unless secretary, 'conflict' when the name is taken.
 */
export async function openCycle(tx: Tx, actor: Actor, given: NewCycle): Promise<string> {
  needRole(actor, 'secretary')
  const id = crypto.randomUUID()
  const year = given.year ?? Number(given.endsOn.slice(0, 4))
  if (year < 2000 || year > 2100) {
    const message = reviewFields.year ?? problems.noCycle
    throw new Problem('invalid', message, [{ path: 'year', message }])
  }
  const opened = await tx
    .insert(cycles)
    .values({ ...given, id, year, organisationId: actor.organisation })
    .onConflictDoNothing({ target: [cycles.organisationId, cycles.name] })
    .returning({ id: cycles.id })
  if (opened.length === 0) {
    const message = problems.cycleNameTaken
    throw new Problem('conflict', message, [{ path: 'name', message }])
  }
  await append(tx, { organisation: actor.organisation, kind: 'cycle.opened', item: id })
  return id
}

/** Closes a cycle for good. Raises Problem('forbidden') unless secretary, 'conflict' when it is. */
export async function closeCycle(tx: Tx, actor: Actor, id: string): Promise<void> {
  needRole(actor, 'secretary')
  const cycle = await cycleById(tx, id)
  if (cycle.closed) throw new Problem('conflict', problems.cycleClosedAlready)
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'cycle.closed',
    item: id,
  })
  const closed = await tx
    .insert(cycleClosings)
    .values({
      cycleId: id,
      organisationId: actor.organisation,
      closedBy: actor.person,
      entrySeq,
    })
    .onConflictDoNothing()
    .returning({ cycle: cycleClosings.cycleId })
  if (closed.length === 0) throw new Problem('conflict', problems.cycleClosedAlready)
}

/** The regulations in force at the cycle's cut-off, which is when the review uses them. */
export function rulesOf(tx: Tx, cycle: Cycle) {
  return tx
    .select({
      number: rules.number,
      issuedOn: rules.issuedOn,
      issuer: rules.issuer,
      title: rules.title,
      tag: rules.tag,
    })
    .from(rules)
    .where(
      and(
        lte(rules.validFrom, cycle.cutOff),
        or(isNull(rules.validTo), gte(rules.validTo, cycle.cutOff)),
      ),
    )
    .orderBy(desc(rules.issuedOn), asc(rules.number))
}

/** The criteria of the cycle's framework, national and the organisation's own, in reading order. */
export async function criteriaOf(tx: Tx, cycle: Cycle) {
  const found = await tx
    .select({
      id: criteria.id,
      code: criteria.code,
      name: criteria.name,
      ethics: criteria.ethics,
    })
    .from(criteria)
    .where(
      and(
        eq(criteria.framework, cycle.framework),
        lte(criteria.validFrom, cycle.cutOff),
        or(isNull(criteria.validTo), gte(criteria.validTo, cycle.cutOff)),
      ),
    )
  return found.sort((a, b) => inOrder.compare(a.code, b.code))
}

/** The frameworks that criteria are known of. */
export async function frameworks(tx: Tx): Promise<string[]> {
  const found = await tx
    .selectDistinct({ framework: criteria.framework })
    .from(criteria)
    .orderBy(asc(criteria.framework))
  return found.map(({ framework }) => framework)
}

export type Criterion = Awaited<ReturnType<typeof criteriaOf>>[number]

// 1, 1.2, 1.10, 2, 70.
const inOrder = new Intl.Collator('vi', { numeric: true })
