import { z } from '@hono/zod-openapi'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { cycleClosings, cycleFrameworks, cycles } from '../../db/schema.ts'
import {
  cycleOverlaps,
  reviewProblems as problems,
  reviewFields,
} from '../../views/words/review.ts'
import { ruleProblems } from '../../views/words/rules.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, isId, line, wrongField } from './fields.ts'
import { frameworkAt } from './rules.ts'

export const cycleKinds = ['term', 'year', 'quarter', 'month', 'adhoc'] as const

const shape = z.object({
  name: line(200),
  year: z.int().min(2000).max(2100).optional(),
  kind: z.enum(cycleKinds).default('year'),
  /** Left out: the framework in force at the cut-off. */
  framework: line(60).optional(),
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

export const newFramework = z.object({ framework: line(60), reason: line(500) })

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
  framework: sql<string>`framework_of(${cycles.id})`,
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
 * Opens a cycle. Raises Problem('forbidden') unless secretary, 'invalid' when no framework is known
 * for its time, 'conflict' when the name is taken or the period overlaps an open cycle of its kind.
 */
export async function openCycle(tx: Tx, actor: Actor, given: NewCycle): Promise<string> {
  needRole(actor, 'secretary')
  const id = crypto.randomUUID()
  const year = given.year ?? Number(given.endsOn.slice(0, 4))
  if (year < 2000 || year > 2100) {
    const message = reviewFields.year ?? problems.noCycle
    throw new Problem('invalid', message, [{ path: 'year', message }])
  }
  const framework = given.framework ?? (await frameworkAt(tx, given.cutOff))
  if (framework === null) throw wrongField('framework', ruleProblems.noFramework)
  const opened = await tx
    .insert(cycles)
    .values({ ...given, id, year, framework, organisationId: actor.organisation })
    .onConflictDoNothing({ target: [cycles.organisationId, cycles.name] })
    .returning({ id: cycles.id })
  if (opened.length === 0) {
    const message = problems.cycleNameTaken
    throw new Problem('conflict', message, [{ path: 'name', message }])
  }
  await mustNotOverlap(tx, id, given)
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

/**
 * Sets another framework for a cycle, because it came late or was replaced; what is frozen keeps the
 * old one. Raises Problem('forbidden') unless secretary, 'not_found', 'conflict' when closed or the same.
 */
export async function setFramework(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newFramework>,
): Promise<void> {
  needRole(actor, 'secretary')
  const cycle = await cycleById(tx, id)
  if (cycle.closed) throw new Problem('conflict', problems.cycleClosed)
  if (cycle.framework === given.framework) throw wrongField('framework', ruleProblems.sameFramework)
  const row = { id: crypto.randomUUID(), organisationId: actor.organisation, cycleId: cycle.id }
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'cycle.framework-set',
    item: row.id,
    subject: cycle.id,
    commitment: commitFields(given.framework, given.reason),
  })
  await tx.insert(cycleFrameworks).values({ ...row, ...given, setBy: actor.person, entrySeq })
}

// A review of the same kind is of one period at a time; what is called for ad hoc may come in between,
// and a cycle opened by mistake is closed before the right one is opened.
async function mustNotOverlap(
  tx: Tx,
  id: string,
  { kind, startsOn, endsOn }: NewCycle,
): Promise<void> {
  if (kind === 'adhoc') return
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_organisation()::text, 13))`,
  )
  const [other] = await tx
    .select({ name: cycles.name })
    .from(cycles)
    .leftJoin(cycleClosings, eq(cycleClosings.cycleId, cycles.id))
    .where(
      sql`${cycleClosings.cycleId} is null and ${cycles.id} <> ${id}::uuid and ${cycles.kind} = ${kind}
        and ${cycles.startsOn} <= ${endsOn}::date and ${cycles.endsOn} >= ${startsOn}::date`,
    )
    .limit(1)
  if (!other) return
  const message = cycleOverlaps(other.name)
  throw new Problem('conflict', message, [{ path: 'startsOn', message }])
}
