import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { eq, getTableColumns } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { handovers, returns } from '../../db/schema.ts'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { problemWords } from '../../views/words/problems.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { sniff } from '../intake/files.ts'
import { Problem } from '../problem.ts'
import { day, line, paragraphs } from '../review/fields.ts'
import type { Actor } from '../staff/actor.ts'
import { currentBundle, mustHaveCome } from './current.ts'
import { bundleById } from './list.ts'

/** The largest scan, in bytes. */
export const largestScan = 20 << 20

const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type ScanType = (typeof scanTypes)[number]

/** What the signed paper says of itself; the scan comes beside it. */
export const newHandover = z.object({
  number: line(60),
  signedOn: day,
  signer: line(200),
  receiver: line(300),
  receipt: line(200),
})
/** Why it is sent back (đánh giá, kiểm điểm lại), and what the next version must add. */
export const newReturn = z.object({
  reason: paragraphs(2_000),
  toAdd: paragraphs(2_000).optional(),
})

/**
 * Records that the signed paper was handed over. Raises Problem('conflict') when the bundle is not
 * the newest frozen one or was handed over before, 'too_large' and 'invalid' for the scan or a day
 * to come, and what `currentBundle` raises.
 */
export async function handOver(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newHandover>,
  scan: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const scanType = scanTypeOf(scan)
  const bundle = await currentBundle(tx, actor, id)
  if (bundle.state !== 'frozen') throw new Problem('conflict', problems.handedOverAlready)
  await mustHaveCome(tx, 'signedOn', given.signedOn)
  const sha256 = createHash('sha256').update(scan).digest()
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'bundle.handed-over',
    item: id,
    subject: bundle.record,
    number: bundle.version,
    commitment: sha256.toString('hex'),
  })
  const row = { bundleId: id, organisationId: actor.organisation, scanType, scan }
  await tx.insert(handovers).values({
    ...given,
    ...row,
    scanSha256: new Uint8Array(sha256),
    enteredBy: actor.person,
    entrySeq,
  })
}

/**
 * Sends a frozen bundle back; the reason becomes that of the next version. Raises what
 * `currentBundle` raises.
 */
export async function sendBack(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, toAdd }: z.output<typeof newReturn>,
): Promise<void> {
  const bundle = await currentBundle(tx, actor, id)
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'bundle.returned',
    item: id,
    subject: bundle.record,
    number: bundle.version,
    commitment: toAdd === undefined ? commitFields(reason) : commitFields(reason, toAdd),
  })
  const row = { bundleId: id, organisationId, reason, toAdd, enteredBy: actor.person, entrySeq }
  await tx.insert(returns).values(row)
}

/** The handover of a bundle without its scan, and why it was returned; null for what did not happen. */
export async function officeOf(tx: Tx, bundle: string) {
  const { scan: _, scanSha256: __, organisationId: ___, ...shown } = getTableColumns(handovers)
  const [handover] = await tx.select(shown).from(handovers).where(eq(handovers.bundleId, bundle))
  const [returned] = await tx
    .select({ reason: returns.reason, toAdd: returns.toAdd, enteredAt: returns.enteredAt })
    .from(returns)
    .where(eq(returns.bundleId, bundle))
  return { handover: handover ?? null, returned: returned ?? null }
}

/** The scan of the signed paper. Raises Problem('not_found') when there is none, or not for this actor. */
export async function scanOf(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ type: ScanType; bytes: Uint8Array<ArrayBuffer> }> {
  await bundleById(tx, actor, id)
  const [found] = await tx
    .select({ type: handovers.scanType, bytes: handovers.scan })
    .from(handovers)
    .where(eq(handovers.bundleId, id))
  if (!found) throw new Problem('not_found', problemWords.notFound)
  return { type: found.type, bytes: new Uint8Array(found.bytes) }
}

// By its bytes, not by what it claims.
function scanTypeOf(scan: Uint8Array): ScanType {
  const wrong = (code: 'invalid' | 'too_large', message: typeof problems.scanMissing) =>
    new Problem(code, message, [{ path: 'scan', message }])
  if (scan.length === 0) throw wrong('invalid', problems.scanMissing)
  if (scan.length > largestScan) throw wrong('too_large', problems.scanTooLarge)
  const found = scanTypes.find((type) => type === sniff(scan))
  if (!found) throw wrong('invalid', problems.scanType)
  return found
}
