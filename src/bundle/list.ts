import { and, asc, desc, eq } from 'drizzle-orm'
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
import type { FileName } from './render.ts'

/** `asked`: waits for a lead; `declined`; `rendering`: frozen, papers under way; `frozen`: all there. */
export type BundleState = 'asked' | 'declined' | 'rendering' | 'frozen'

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
      outcome: approvalAnswers.outcome,
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
      ),
    )
    .orderBy(desc(bundles.entrySeq))
    .limit(500)
  const files = await filesByBundle(tx)
  return rows
    .filter(({ id }) => maySee(actor, id))
    .map(({ official, collective, contents, outcome, ...row }) => {
      const ready = files.get(row.id) ?? []
      return {
        ...row,
        name: official ?? collective ?? '',
        state: stateOf(contents !== null, outcome, ready),
        files: ready,
        check: contents && checkString(contents),
      }
    })
}

/** One bundle. Raises Problem('not_found') when absent, another organisation's, or not for this role. */
export async function bundleById(tx: Tx, actor: Actor, id: string): Promise<BundleEntry> {
  const found = (await listBundles(tx, actor, {})).find((bundle) => bundle.id === id)
  if (!found) throw new Problem('not_found', words.notFound)
  return found
}

/** The bytes of one rendered file. Raises Problem('unavailable') until the job has made it. */
export async function bundleFile(
  tx: Tx,
  actor: Actor,
  id: string,
  name: FileName,
): Promise<Uint8Array<ArrayBuffer>> {
  const bundle = await bundleById(tx, actor, id)
  const [file] = await tx
    .select({ bytes: bundleFiles.bytes })
    .from(bundleFiles)
    .where(and(eq(bundleFiles.bundleId, id), eq(bundleFiles.name, name)))
  if (file) return new Uint8Array(file.bytes)
  if (bundle.state === 'rendering') throw new Problem('unavailable', words.notReady, [], 5)
  throw new Problem('not_found', words.notFound)
}

// Secretaries and leads see their organisation's; a meeting's reader the bundles given to them.
function maySee(actor: Actor, id: string): boolean {
  if (actor.roles.some((role) => role === 'secretary' || role === 'lead')) return true
  return actor.roles.includes('reader') && actor.bundles.includes(id)
}

function stateOf(frozen: boolean, outcome: string | null, files: string[]): BundleState {
  if (frozen) return files.includes('zip') ? 'frozen' : 'rendering'
  return outcome === 'declined' || outcome === 'returned' ? 'declined' : 'asked'
}

async function filesByBundle(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ bundle: bundleFiles.bundleId, name: bundleFiles.name })
    .from(bundleFiles)
    .orderBy(asc(bundleFiles.name))
  const byBundle = new Map<string, string[]>()
  for (const { bundle, name } of rows) byBundle.set(bundle, [...(byBundle.get(bundle) ?? []), name])
  return byBundle
}
