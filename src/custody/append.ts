import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'

/** One act as the custody log keeps it; ids are random, words never enter. */
export type Act = {
  organisation: string
  /** `area.act` in lower case: `feedback.decided`, `evidence.attached`. */
  kind: string
  /** The row the act made or changed. */
  item: string
  /** What it is about: an official, a feedback, a record. */
  subject?: string | undefined
  number?: number | undefined
  /** The second person of an act that needs two. */
  second?: string | undefined
  reason?: string | undefined
  /** 64 hex digits. */
  commitment?: string | undefined
}

/**
 * Appends one entry to the organisation's custody log and answers its place (0, 1, 2 …). The actor
 * is the person the transaction works for (`as`). Call it late: the log's head stays locked until
 * commit, and every sender of the organisation waits for it.
 */
export async function append(tx: Tx, act: Act): Promise<number> {
  const { rows } = await tx.execute<{ seq: string }>(sql`
    select custody_append(${act.organisation}::uuid, ${act.kind}, ${act.item}::uuid,
      p_subject => ${act.subject ?? null}::uuid, p_number => ${act.number ?? null}::bigint,
      p_second => ${act.second ?? null}::uuid, p_reason => ${act.reason ?? null},
      p_commitment => ${act.commitment ?? null}) as seq`)
  return Number(rows[0]?.seq)
}
