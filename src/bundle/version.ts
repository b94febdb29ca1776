import { createHash } from 'node:crypto'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundleFreezes, bundles, returns } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { exemptionIn } from '../review/exemptions.ts'
import { type RecordCover, readableRecord } from '../review/records.ts'
import type { Actor } from '../staff/actor.ts'
import { canonical } from './contents.ts'
import { gather } from './gather.ts'

/**
 * The cover of a record that may be frozen for this day. Raises Problem('conflict') for an exempt
 * official, 'invalid' for a day outside the cycle or to come, and what `readableRecord` raises.
 */
export async function coverFor(
  tx: Tx,
  actor: Actor,
  recordId: string,
  cutOff: string,
): Promise<RecordCover> {
  const cover = await readableRecord(tx, actor, recordId)
  const { subject, cycle } = cover
  if (subject.kind === 'official' && (await exemptionIn(tx, subject.id, cycle)) !== null) {
    throw new Problem('conflict', words.exempt)
  }
  const { rows } = await tx.execute<{ today: string }>(
    sql`select to_char(today(), 'YYYY-MM-DD') as today`,
  )
  if (cutOff < cycle.startsOn || cutOff > (rows[0]?.today ?? '')) {
    throw new Problem('invalid', words.cutOff, [{ path: 'cutOff', message: words.cutOff }])
  }
  return cover
}

/**
 * The record as it stands at the cut-off beside its last freeze. After a return the same contents
 * make a new version all the same: it is the answer to the return.
 */
export async function compared(tx: Tx, actor: Actor, cover: RecordCover, cutOff: string) {
  const { draft } = await gather(tx, cover, actor.organisation, cutOff)
  const last = await lastFreeze(tx, cover.id)
  const same = last !== undefined && Buffer.from(last.sources).equals(fingerprintOf(draft))
  return { last, unchanged: same && last.returned === null, empty: draft.items.length === 0 }
}

/** The row of a record's next version, as the asker (the transaction's person). */
export async function newVersion(
  tx: Tx,
  { organisation, person }: Pick<Actor, 'organisation' | 'person'>,
  given: {
    record: string
    last: { version: number } | undefined
    cutOff: string
    reason: string | null
  },
): Promise<typeof bundles.$inferSelect> {
  const id = crypto.randomUUID()
  const { record, last, cutOff } = given
  const entrySeq = await append(tx, {
    organisation,
    kind: 'bundle.asked',
    item: id,
    subject: record,
  })
  const [made] = await tx
    .insert(bundles)
    .values({
      id,
      organisationId: organisation,
      recordId: record,
      version: (last?.version ?? 0) + 1,
      cutOff,
      reason: last ? given.reason : null,
      askedBy: person,
      entrySeq,
    })
    .returning()
  if (!made) throw new Problem('internal', words.notFound)
  return made
}

/** A record's last frozen version, if there is one. */
export async function lastFreeze(tx: Tx, recordId: string) {
  const [row] = await tx
    .select({
      id: bundles.id,
      version: bundles.version,
      sources: bundleFreezes.sources,
      /** Why it was sent back, or null. */
      returned: returns.reason,
    })
    .from(bundleFreezes)
    .innerJoin(bundles, eq(bundles.id, bundleFreezes.bundleId))
    .leftJoin(returns, eq(returns.bundleId, bundles.id))
    .where(eq(bundles.recordId, recordId))
    .orderBy(desc(bundles.version))
    .limit(1)
  return row
}

/** What decides whether anything changed: all that the record gives, not who freezes it or when. */
export function fingerprintOf(draft: object): Buffer {
  return createHash('sha256').update(canonical(draft)).digest()
}
