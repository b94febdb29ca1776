import { z } from '@hono/zod-openapi'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { phasePlans, phases } from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { type PhaseName, phaseSays, phaseProblems as problems } from '../../views/words/phases.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { type FieldError, Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { type Cycle, cycleById } from './cycles.ts'
import { day, line } from './fields.ts'

/**
 * The order of a review. Phases of one stage may run side by side; a stage begins after the last day
 * of the one before: state and Front review themselves first, collectives go before individuals, the
 * Front comments before recognition (domain §3.7–§3.9, seeds 001 and 003).
 */
export const stages: readonly (readonly PhaseName[])[] = [
  ['state-front'],
  ['residence', 'prompt'],
  ['freeze'],
  ['collective'],
  ['individual'],
  ['front-comment'],
  ['recognition'],
]
export const phaseNames = stages.flat()

const isPhase = z.enum(phaseNames as [PhaseName])

/** A phase with its first and last day, `YYYY-MM-DD`. */
export type Phase = { phase: PhaseName; startsOn: string; endsOn: string }

export const newPlan = z.object({
  source: line(300),
  phases: z
    .array(z.object({ phase: isPhase, startsOn: day, endsOn: day }))
    .min(1)
    .max(8),
})

/** The plan that counts for a cycle. `own`: entered here, not above. */
export type Plan = { id: string; source: string; own: boolean; phases: Phase[] }

/**
 * Enters the plan of a cycle's period; it also counts for the organisations below that have none of
 * their own. Raises Problem('forbidden') unless secretary, 'not_found', 'conflict' when the cycle is
 * closed, 'invalid' for days that run backwards, overlap another stage or come before the cycle.
 */
export async function planPhases(
  tx: Tx,
  actor: Actor,
  cycle: string,
  given: z.output<typeof newPlan>,
): Promise<string> {
  needRole(actor, 'secretary')
  const { kind, startsOn, endsOn, closed } = await cycleById(tx, cycle)
  if (closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const errors = wrongDays(given.phases, startsOn)
  if (errors.length > 0) throw new Problem('invalid', problems.notTheirs, errors)
  const [id, organisationId] = [crypto.randomUUID(), actor.organisation]
  await tx
    .insert(phases)
    .values(given.phases.map((one) => ({ ...one, planId: id, organisationId })))
  const told = [...given.phases]
    .sort((a, b) => (a.phase < b.phase ? -1 : 1))
    .map((one) => `${one.phase} ${one.startsOn} ${one.endsOn}`)
    .join(', ')
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'phases.planned', item: id },
    commitment: commitFields(given.source, told),
  })
  const { source } = given
  const plan = { id, organisationId, kind, startsOn, endsOn, source, enteredBy: actor.person }
  await tx.insert(phasePlans).values({ ...plan, entrySeq })
  return id
}

/**
 * The plan of a cycle: the newest of the nearest organisation upwards for the same kind and period,
 * with its phases in their order; null when nobody has entered one.
 */
export async function planOf(
  tx: Tx,
  { kind, startsOn, endsOn }: Pick<Cycle, 'kind' | 'startsOn' | 'endsOn'>,
): Promise<Plan | null> {
  const { rows } = await tx.execute<Omit<Plan, 'phases'>>(sql`
    select p.id, p.source, l.distance = 0 as own
    from phase_plans p join organisation_line() l on l.id = p.organisation_id
    where p.kind = ${kind} and p.starts_on = ${startsOn} and p.ends_on = ${endsOn}
    order by l.distance, p.entered_at desc, p.entry_seq desc limit 1`)
  const plan = rows[0]
  if (!plan) return null
  const found = await tx
    .select({ phase: phases.phase, startsOn: phases.startsOn, endsOn: phases.endsOn })
    .from(phases)
    .where(eq(phases.planId, plan.id))
    .orderBy(asc(phases.startsOn))
  const inOrder = (one: Phase) => phaseNames.indexOf(one.phase)
  return { ...plan, phases: found.sort((a, b) => inOrder(a) - inOrder(b)) }
}

/**
 * Raises Problem('conflict') with the day when the cycle's plan says that a phase is still to come.
 * Where nobody has planned it, nothing stands against it.
 */
export async function mustHaveBegun(tx: Tx, cycle: Cycle, phase: PhaseName): Promise<void> {
  const planned = (await planOf(tx, cycle))?.phases.find((one) => one.phase === phase)
  if (planned && planned.startsOn > dayInVietNam()) {
    throw new Problem('conflict', phaseSays.notYet(phase, shownDay(planned.startsOn)))
  }
}

/** What is wrong with the days of a plan, by the fields of its form (`startsOn-collective`). */
export function wrongDays(planned: readonly Phase[], cycleStartsOn: string): FieldError[] {
  const errors: FieldError[] = []
  let before: Phase | null = null
  for (const stage of stages) {
    const now = planned.filter(({ phase }) => stage.includes(phase))
    for (const one of now) {
      const wrong = (field: 'startsOn' | 'endsOn', message: FieldError['message']) =>
        errors.push({ path: `${field}-${one.phase}`, message })
      if (one.endsOn < one.startsOn) wrong('endsOn', problems.backwards)
      if (one.startsOn < cycleStartsOn) wrong('startsOn', problems.beforeCycle)
      if (before !== null && one.startsOn <= before.endsOn) {
        wrong('startsOn', phaseSays.overlaps(before.phase))
      }
    }
    // A stage without days does not make the one before it forgotten.
    for (const one of now) if (before === null || one.endsOn > before.endsOn) before = one
  }
  return errors
}
