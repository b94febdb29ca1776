import { z } from '@hono/zod-openapi'
import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { exemptions } from '../../db/schema.ts'
import { append } from '../custody/append.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import type { Cycle } from './cycles.ts'
import { day } from './fields.ts'
import { officialById } from './officials.ts'
import { provisionsOf } from './rules.ts'

const ofFrameworks = ['excused', 'suspended', 'new'] as const
export const exemptionReasons = [...ofFrameworks, 'other'] as const

const shape = z.object({
  reason: z.enum(exemptionReasons),
  validFrom: day,
  validTo: day.optional(),
})
export const newExemption = shape.refine(
  ({ validFrom, validTo }) => validTo === undefined || validTo >= validFrom,
  { path: ['validTo'] },
)
export type NewExemption = z.output<typeof newExemption>

/** The exemptions of an official, newest first. */
export function exemptionsOf(tx: Tx, official: string) {
  return tx
    .select({
      id: exemptions.id,
      reason: exemptions.reason,
      validFrom: exemptions.validFrom,
      validTo: exemptions.validTo,
    })
    .from(exemptions)
    .where(eq(exemptions.officialId, official))
    .orderBy(desc(exemptions.validFrom), desc(exemptions.id))
}

/**
 * Why an official is not reviewed in a cycle, or null. What counts is the cut-off: who is exempt on
 * that day has nothing to review (the regulation as read names no day; a choice of this house). A
 * reason that the cycle's framework does not know exempts nobody in it.
 */
export async function exemptionIn(tx: Tx, official: string, cycle: Cycle): Promise<string | null> {
  const found = await tx
    .select({ reason: exemptions.reason })
    .from(exemptions)
    .where(
      and(
        eq(exemptions.officialId, official),
        lte(exemptions.validFrom, cycle.cutOff),
        or(isNull(exemptions.validTo), gte(exemptions.validTo, cycle.cutOff)),
      ),
    )
    .orderBy(desc(exemptions.validFrom), desc(exemptions.id))
  if (found.length === 0) return null
  const listed = (await provisionsOf(tx, cycle)).filter(({ kind }) => kind === 'exemption')
  const counts = (reason: string) =>
    listed.length === 0 ||
    !ofFrameworks.some((one) => one === reason) ||
    listed.some(({ code }) => code === reason)
  return found.find(({ reason }) => counts(reason))?.reason ?? null
}

/** Notes that an official is exempt. Raises Problem('forbidden') unless secretary, 'not_found'. */
export async function exempt(
  tx: Tx,
  actor: Actor,
  official: string,
  given: NewExemption,
): Promise<string> {
  needRole(actor, 'secretary')
  const id = crypto.randomUUID()
  const { id: officialId } = await officialById(tx, official)
  await tx
    .insert(exemptions)
    .values({ ...given, id, officialId, organisationId: actor.organisation })
  await append(tx, {
    organisation: actor.organisation,
    kind: 'official.exempted',
    item: id,
    subject: officialId,
    reason: given.reason,
  })
  return id
}
