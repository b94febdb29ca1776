import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { letters, rereadings } from '../../db/schema.ts'
import { open, type Vault } from './vault.ts'

/** The words of a mail and what is folded away below them, as a moderator may see them. */
export type WorkingReading = { text: string; folded: string }

/** The newest reading of each of these letters; those never read again are missing. */
export async function newestReadings(
  tx: Tx,
  vault: Vault,
  ids: readonly string[],
): Promise<Map<string, WorkingReading & { charset: string }>> {
  if (ids.length === 0) return new Map()
  const newest = await tx
    .selectDistinctOn([rereadings.letterId])
    .from(rereadings)
    .where(inArray(rereadings.letterId, [...ids]))
    .orderBy(rereadings.letterId, desc(rereadings.version))
  const read = newest.map(async ({ letterId: record, version, charset }) => {
    const bytes = await open(tx, vault, { record, field: `reading/${version}` })
    if (!bytes) return []
    const reading = JSON.parse(new TextDecoder().decode(bytes)) as WorkingReading
    return [[record, { ...reading, charset }] as const]
  })
  return new Map((await Promise.all(read)).flat())
}

/** The newest reading of the first letter of each of these feedback, for lists. */
export async function firstReadings(
  tx: Tx,
  vault: Vault,
  feedback: readonly string[],
): Promise<Map<string, WorkingReading>> {
  if (feedback.length === 0) return new Map()
  const reread = await tx
    .selectDistinct({ letter: rereadings.letterId, feedback: rereadings.feedbackId })
    .from(rereadings)
    .innerJoin(letters, and(eq(letters.id, rereadings.letterId), eq(letters.first, true)))
    .where(inArray(rereadings.feedbackId, [...feedback]))
  const read = await newestReadings(
    tx,
    vault,
    reread.map(({ letter }) => letter),
  )
  return new Map(
    reread.flatMap((one) => {
      const reading = read.get(one.letter)
      return reading ? [[one.feedback, reading] as const] : []
    }),
  )
}
