import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  approvalAnswers,
  approvals,
  bundleFiles,
  bundleFreezes,
  bundles,
  cycles,
  officials,
  organisations,
  reviewRecords,
} from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { checkString } from './check.ts'
import { type KeptFile, keptFile } from './kept.ts'
import type { FileName } from './render.ts'

/**
 * `asked`: waits for a lead; `declined`; `rendering`: frozen, papers under way; `frozen`: all there;
 * then as the office and the meeting enter it (domain guide 11.3). `follow_up`: a remedy is open.
 */
export const bundleStates = [
  'asked',
  'declined',
  'rendering',
  'frozen',
  'handed_over',
  'consulted',
  'outcome_recorded',
  'follow_up',
  'archived',
  'returned',
] as const
export type BundleState = (typeof bundleStates)[number]

export type BundleEntry = {
  id: string
  record: string
  cycle: string
  cycleName: string
  name: string
  version: number
  cutOff: string
  reason: string | null
  state: BundleState
  /** Names of the files that are ready. */
  files: string[]
  /** Short check string, as printed on the cover; null until frozen. */
  check: string | null
}

/** Bundles the actor may see, newest ask first. */
export async function listBundles(
  tx: Tx,
  actor: Actor,
  filter: {
    cycle?: string | undefined
    official?: string | undefined
    record?: string | undefined
    bundle?: string | undefined
  },
): Promise<BundleEntry[]> {
  const rows = await tx
    .select({
      id: bundles.id,
      record: bundles.recordId,
      cycle: cycles.id,
      cycleName: cycles.name,
      official: officials.name,
      collective: organisations.name,
      version: bundles.version,
      cutOff: bundles.cutOff,
      reason: bundles.reason,
      contents: bundleFreezes.contents,
      answer: approvalAnswers.outcome,
      ...after,
    })
    .from(bundles)
    .innerJoin(reviewRecords, eq(reviewRecords.id, bundles.recordId))
    .innerJoin(cycles, eq(cycles.id, reviewRecords.cycleId))
    .leftJoin(officials, eq(officials.id, reviewRecords.officialId))
    .leftJoin(organisations, eq(organisations.id, reviewRecords.collectiveId))
    .leftJoin(bundleFreezes, eq(bundleFreezes.bundleId, bundles.id))
    .leftJoin(approvals, and(eq(approvals.subject, bundles.id), eq(approvals.act, 'freeze')))
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(
      and(
        filter.cycle ? eq(cycles.id, filter.cycle) : undefined,
        filter.official ? eq(reviewRecords.officialId, filter.official) : undefined,
        filter.record ? eq(bundles.recordId, filter.record) : undefined,
        filter.bundle ? eq(bundles.id, filter.bundle) : undefined,
      ),
    )
    .orderBy(desc(bundles.entrySeq))
    .limit(500)
  const seen = rows.filter(({ id }) => maySee(actor, id))
  const files = await filesByBundle(
    tx,
    seen.map(({ id }) => id),
  )
  return seen.map((row) => {
    const ready = files.get(row.id) ?? []
    const { id, record, cycle, cycleName, version, cutOff, reason, contents } = row
    return {
      ...{ id, record, cycle, cycleName, version, cutOff, reason },
      name: row.official ?? row.collective ?? '',
      state: stateOf(row, ready),
      files: ready,
      check: contents && checkString(contents),
    }
  })
}

/** One bundle. Raises Problem('not_found') when absent, another organisation's, or not for this role. */
export async function bundleById(tx: Tx, actor: Actor, id: string): Promise<BundleEntry> {
  const [found] = await listBundles(tx, actor, { bundle: id })
  if (!found) throw new Problem('not_found', words.notFound)
  return found
}

/** One rendered file. Raises Problem('unavailable') until the job has made it. */
export async function bundleFile(
  tx: Tx,
  actor: Actor,
  id: string,
  name: FileName,
): Promise<KeptFile> {
  const bundle = await bundleById(tx, actor, id)
  const file = await keptFile(tx, id, name)
  if (file) return file
  if (bundle.state === 'rendering') throw new Problem('unavailable', words.notReady, [], 5)
  throw new Problem('not_found', words.notFound)
}

// Secretaries and leads see their organisation's; a meeting's reader the bundles given to them.
function maySee(actor: Actor, id: string): boolean {
  if (actor.roles.some((role) => role === 'secretary' || role === 'lead')) return true
  return actor.roles.includes('reader') && actor.bundles.includes(id)
}

// What came after the freeze, as rows.
const after = {
  returned: sql<boolean>`exists (select from returns r where r.bundle_id = ${bundles.id})`,
  handedOver: sql<boolean>`exists (select from handovers h where h.bundle_id = ${bundles.id})`,
  considered: sql<boolean>`exists (select from consultations c where c.bundle_id = ${bundles.id})`,
  decided: sql<boolean>`exists (select from outcomes o where o.bundle_id = ${bundles.id})`,
  remediesOpen: sql<boolean>`exists (select from remedies m where m.record_id = ${bundles.recordId}
    and not exists (select from remedy_completions d where d.remedy_id = m.id))`,
  cycleClosed: sql<boolean>`exists (select from cycle_closings x where x.cycle_id = ${cycles.id})`,
}

type Facts = { [Fact in keyof typeof after]: boolean } & {
  contents: Uint8Array | null
  answer: string | null
}

function stateOf(row: Facts, files: string[]): BundleState {
  if (row.contents === null) {
    return row.answer === 'declined' || row.answer === 'returned' ? 'declined' : 'asked'
  }
  if (row.returned) return 'returned'
  if (row.decided) {
    if (row.remediesOpen) return 'follow_up'
    return row.cycleClosed ? 'archived' : 'outcome_recorded'
  }
  if (row.considered) return 'consulted'
  if (row.handedOver) return 'handed_over'
  return files.includes('zip') ? 'frozen' : 'rendering'
}

/** Names of the files that are ready, by bundle; whoever asks may see these bundles. */
export async function filesByBundle(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const byBundle = new Map<string, string[]>()
  if (ids.length === 0) return byBundle
  const rows = await tx
    .select({ bundle: bundleFiles.bundleId, name: bundleFiles.name })
    .from(bundleFiles)
    .where(inArray(bundleFiles.bundleId, [...ids]))
    .orderBy(asc(bundleFiles.name))
  for (const { bundle, name } of rows) byBundle.set(bundle, [...(byBundle.get(bundle) ?? []), name])
  return byBundle
}
