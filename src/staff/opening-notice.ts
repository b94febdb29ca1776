import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema/units.ts'
import { type Actor, needRole } from './actor.ts'

/** Days after an opening until the sender is told, where the organisation has set none. */
export const usualNoticeDays = 30

const settings = z.object({
  identityNoticeDays: z.number().int().min(0).max(365).catch(usualNoticeDays),
})

/** Days after which a sender's thread says that the identity was opened. */
export async function noticeDays(tx: Tx, organisation: string): Promise<number> {
  const [found] = await tx
    .select({ settings: organisations.settings })
    .from(organisations)
    .where(eq(organisations.id, organisation))
  return settings.catch({ identityNoticeDays: usualNoticeDays }).parse(found?.settings)
    .identityNoticeDays
}

/** Sets them (0–365). Raises Problem('forbidden') for all but administrators. */
export async function setNoticeDays(tx: Tx, actor: Actor, days: number): Promise<void> {
  needRole(actor, 'admin')
  const { organisation } = actor
  await tx
    .update(organisations)
    .set({
      settings: sql`${organisations.settings} || ${JSON.stringify({ identityNoticeDays: days })}::jsonb`,
    })
    .where(eq(organisations.id, organisation))
  await tx.execute(sql`select custody_append(${organisation}::uuid, 'organisation.changed',
    ${organisation}::uuid, p_number => ${days}::bigint, p_reason => 'identity-notice-days')`)
}
