import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { RollKind } from '../../views/words/rolls.ts'
import { append } from '../custody/append.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { planOfficials } from './roll-officials.ts'
import type { Answers, Invited, RollPlan } from './roll-plan.ts'
import { planRules } from './roll-rules.ts'
import { planStaff } from './roll-staff.ts'
import type { RollTable } from './roll-table.ts'
import { planAreas, planOrganisations } from './roll-units.ts'

/** Raises Problem('forbidden') unless secretary or admin, for staff unless admin. */
export function needRoll(actor: Actor, kind: RollKind): void {
  if (kind === 'staff') needRole(actor, 'admin')
  else needRole(actor, 'secretary', 'admin')
}

/** What a list would do: a dry run, nothing is written. Raises Problem('forbidden'). */
export async function planRoll(
  tx: Tx,
  actor: Actor,
  kind: RollKind,
  table: RollTable,
  answers: Answers,
): Promise<RollPlan> {
  needRoll(actor, kind)
  if (kind === 'areas') return planAreas(tx, actor, table)
  if (kind === 'organisations') return planOrganisations(tx, actor, table)
  if (kind === 'officials') return planOfficials(tx, actor, table, answers)
  if (kind !== 'staff') return planRules(actor, kind, table)
  return planStaff(tx, actor, table, answers)
}

/**
 * Imports a list, all of it or nothing, as one act with one entry that binds the file's SHA-256.
 * While a line is wrong or a question open nothing is written and `invited` is null. Raises
 * Problem('forbidden').
 */
export async function importRoll(
  tx: Tx,
  actor: Actor,
  kind: RollKind,
  given: { bytes: Uint8Array; table: RollTable },
  answers: Answers,
): Promise<{ plan: RollPlan; invited: Invited[] | null }> {
  const { organisation } = actor
  // Two imports at once would each miss what the other adds.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organisation}::text, 8))`)
  const plan = await planRoll(tx, actor, kind, given.table, answers)
  if (plan.errors.length + plan.questions.length > 0) return { plan, invited: null }
  if (plan.changes.length === 0) return { plan, invited: [] }
  const invited = await plan.apply(tx)
  await append(tx, {
    ...{ organisation, kind: `${kind}.imported`, item: crypto.randomUUID() },
    number: plan.changes.length,
    commitment: createHash('sha256').update(given.bytes).digest('hex'),
  })
  return { plan, invited }
}
