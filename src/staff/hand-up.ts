import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { append } from '../custody/append.ts'
import type { Actor } from './actor.ts'
import { tellAll } from './notices.ts'

/**
 * Sends future letters about each official whom nobody here may read about to the Front above
 * (`posts.handled_by`), and tells the leads of both; without a Front above only the own leads and
 * administrators are told. What waits already stays: they are told to call in a deputy.
 */
export async function handUp(tx: Tx, actor: Actor): Promise<void> {
  const { rows } = await tx.execute<{ official: string; name: string }>(sql`
    select o.id as official, o.name from nobody_reads(${actor.organisation}::uuid) as n (id)
    join officials o on o.id = n.id order by o.id`)
  for (const { official, name } of rows) {
    const handed = await tx.execute<{ above: string | null }>(
      sql`select hand_up(${official}::uuid) as above`,
    )
    const above = z.uuid().nullable().parse(handed.rows[0]?.above)
    const kind = above === null ? 'nobody-reads' : 'handed-up'
    for (const role of ['lead', 'admin'] as const) {
      await tellAll(tx, actor.organisation, role, kind, { official: name, front: '' })
    }
    if (above === null) continue
    await append(tx, {
      ...{ organisation: actor.organisation, kind: 'official.handed-up' },
      ...{ item: official, subject: above },
    })
  }
}
