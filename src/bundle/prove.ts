import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundleFreezes, custodyEntries, feedback, letters, targets } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { checkpointCovering } from '../custody/checkpoint.ts'
import { keptHashes } from '../custody/nodes.ts'
import { inclusionSpans, joined, placesOf } from '../custody/tree.ts'
import { Problem } from '../problem.ts'
import type { BundleContents } from './contents.ts'
import { names } from './manifest.ts'
import { proofPaths } from './paths.ts'
import type { EntryProof, LogProofs } from './proofs.ts'

/** Which entry goes into which file; `shown` when its bytes do. */
type Wanted = { path: string; index: number; shown: boolean }

/**
 * The proofs of a frozen bundle, under the first checkpoint that covers its freeze: from rows that
 * are only ever added to, so they are the same whenever it is built again. Raises
 * Problem('unavailable') while there is no such checkpoint.
 */
export async function proveBundle(
  tx: Tx,
  bundleId: string,
  contents: BundleContents,
): Promise<LogProofs> {
  const [frozen] = await tx
    .select({ organisation: bundleFreezes.organisationId, index: bundleFreezes.entrySeq })
    .from(bundleFreezes)
    .where(eq(bundleFreezes.bundleId, bundleId))
  const covering = frozen && (await checkpointCovering(tx, frozen.organisation, frozen.index))
  if (!frozen || !covering) throw new Problem('unavailable', words.noCheckpoint)
  const wanted: Wanted[] = [
    { path: names.frozen, index: frozen.index, shown: true },
    ...(await entriesOf(tx, contents)),
  ]
  const { note: checkpoint, size } = covering
  return { checkpoint, proofs: await proofsOf(tx, frozen.organisation, wanted, size) }
}

// The number's entry may be seen: it holds random ids, the number and a day. The letter's may not:
// it names the receipt's number, which is printed on the sender's slip.
async function entriesOf(tx: Tx, { record, items }: BundleContents): Promise<Wanted[]> {
  const rows = await tx
    .select({ number: targets.number, numbered: targets.entrySeq, letter: letters.entrySeq })
    .from(targets)
    .innerJoin(feedback, eq(feedback.id, targets.feedbackId))
    .innerJoin(letters, and(eq(letters.threadId, feedback.threadId), eq(letters.first, true)))
    .where(
      and(
        eq(targets.subject, record.id),
        inArray(
          targets.number,
          items.map(({ number }) => number),
        ),
      ),
    )
    .orderBy(asc(targets.number))
  return rows.flatMap(({ number, numbered, letter }) => {
    const paths = proofPaths(number)
    return [
      { path: paths.number, index: numbered, shown: true },
      { path: paths.letter, index: letter, shown: false },
    ]
  })
}

async function proofsOf(
  tx: Tx,
  organisation: string,
  wanted: readonly Wanted[],
  size: number,
): Promise<EntryProof[]> {
  const spans = wanted.map(({ index }) => inclusionSpans(index, size))
  // Proofs share most of their upper nodes.
  const places = new Map(
    spans.flat().flatMap((span) => placesOf(span).map((place) => [nameOf(place), place] as const)),
  )
  const hashOf = await keptHashes(tx, organisation, [...places.values()])
  const entries = await entryBytes(
    tx,
    organisation,
    wanted.filter(({ shown }) => shown).map(({ index }) => index),
  )
  return wanted.map(({ path, index, shown }, at) => ({
    path,
    index,
    hashes: (spans[at] ?? []).map((span) =>
      joined(placesOf(span).map((place) => kept(hashOf(place)))),
    ),
    entry: shown ? kept(entries.get(index)) : null,
  }))
}

async function entryBytes(tx: Tx, organisation: string, indexes: number[]) {
  const rows = await tx
    .select({ seq: custodyEntries.seq, bytes: custodyEntries.bytes })
    .from(custodyEntries)
    .where(
      and(eq(custodyEntries.organisationId, organisation), inArray(custodyEntries.seq, indexes)),
    )
  return new Map(rows.map(({ seq, bytes }) => [seq, new Uint8Array(bytes)]))
}

function kept(found: Uint8Array | undefined): Uint8Array {
  if (!found) throw new Problem('unavailable', words.noCheckpoint)
  return found
}

function nameOf({ level, index }: { level: number; index: number }): string {
  return `${level}/${index}`
}
