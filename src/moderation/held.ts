import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { letterReleases, letters } from '../../db/schema.ts'

/** Most held letters that are let through in one go, the oldest first. */
export const mostReleased = 200

/**
 * Lets held letters through to the unpacker: they waited for a quieter hour, and are never refused.
 * For the jobs, across organisations; answers how many.
 */
export async function releaseHeld(tx: Tx, most = mostReleased): Promise<number> {
  const waiting = await tx
    .select({ id: letters.id, organisationId: letters.organisationId, thread: letters.threadId })
    .from(letters)
    .leftJoin(letterReleases, eq(letterReleases.letterId, letters.id))
    .where(and(eq(letters.held, true), isNull(letterReleases.letterId)))
    .orderBy(asc(letters.organisationId), asc(letters.entrySeq))
    .limit(most)
  for (const { id, organisationId, thread } of waiting) {
    await tx.insert(letterReleases).values({
      letterId: id,
      organisationId,
      entrySeq: sql`custody_append(${organisationId}::uuid, 'letter.released', ${id}::uuid, ${thread}::uuid)`,
    })
  }
  if (waiting.length > 0) await tx.execute(sql`select pg_notify('letters', '')`)
  return waiting.length
}
