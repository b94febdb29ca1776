import { bytesToHex } from '@noble/hashes/utils.js'
import {
  type BuiltBundle,
  buildBundle,
  type OpenPicture,
  type Signer,
} from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import {
  type BundleContents,
  type BundleDraft,
  canonical,
  parseContents,
} from '../../src/bundle/contents.ts'
import { names } from '../../src/bundle/manifest.ts'
import { proofPaths } from '../../src/bundle/paths.ts'
import type { EntryProof, LogProofs } from '../../src/bundle/proofs.ts'
import { headText, originOf } from '../../src/custody/head.ts'
import { signNote } from '../../src/custody/note.ts'
import {
  emptyRoot,
  inclusionSpans,
  joined,
  leafHash,
  nodeHash,
  placesOf,
  type Span,
} from '../../src/custody/tree.ts'
import { bundleContents } from './bundle-contents.ts'
import { frozenEntry, letterEntry, numberEntry, otherEntry } from './bundle-entries.ts'
import { signerFrom } from './bundle-signer.ts'

/** What a test may change in the log behind a bundle. */
export type LogWish = {
  /** Entries in place of those the log would have, by index. */
  replaced?: ReadonlyMap<number, Uint8Array>
  /** Day of the checkpoint. */
  day?: string
  /** How many entries the checkpoint covers, counted from the end of the log; 0 is all. */
  short?: number
  /** Code of the log the checkpoint is of, when it is another organisation's. */
  code?: string
}

/** The entries of the fixture's log before the freeze: per number a letter, its number, another act. */
export function entriesBefore(contents: Pick<BundleContents, 'numbers' | 'record'>): Uint8Array[] {
  return contents.numbers.flatMap((number) => [
    letterEntry(number),
    numberEntry(number, contents.record.id),
    otherEntry(number),
  ])
}

/** The fixture's contents with the end of such a log in them, ready to be built. */
export function loggedContents(own: Partial<BundleDraft> = {}): BundleContents {
  const contents = parseContents(bundleContents(own))
  const entries = entriesBefore(contents)
  const leaf = bytesToHex(leafHash(entries.at(-1) ?? new Uint8Array()))
  return { ...contents, custody: { ...contents.custody, size: entries.length, leaf } }
}

/** Checkpoint and proofs of these contents, in a log that holds what it should. */
export async function logOf(
  contents: BundleContents,
  signer: Signer,
  { replaced, day = '2026-11-21', short = 0, code }: LogWish = {},
): Promise<LogProofs> {
  const commitment = sha256(canonical(contents))
  const entries = [
    ...entriesBefore(contents),
    otherEntry(1),
    frozenEntry(contents.version, commitment),
    otherEntry(2),
  ]
  for (const [index, entry] of replaced ?? []) entries[index] = entry
  const signed = entries.slice(0, entries.length - short)
  const hashOf = treeOver(signed)
  const origin = originOf(code ?? contents.custody.organisation)
  const head = { origin, size: signed.length, root: hashOf([0, signed.length]), day }
  const checkpoint = await signNote(headText(head), origin, signer)
  const proof = (path: string, index: number, shown: boolean): EntryProof => ({
    path,
    index,
    hashes: inclusionSpans(index, signed.length).map(hashOf),
    entry: shown ? (entries[index] ?? null) : null,
  })
  const at = (number: number) => contents.numbers.indexOf(number) * 3
  const proofs = contents.items.flatMap(({ number }) => [
    proof(proofPaths(number).number, at(number) + 1, true),
    proof(proofPaths(number).letter, at(number), false),
  ])
  return { checkpoint, proofs: [proof(names.frozen, entries.length - 2, true), ...proofs] }
}

/** The fixture as a whole bundle. */
export async function builtBundle(
  own: Partial<BundleDraft> = {},
  signer: Signer = signerFrom(7),
  wish: LogWish = {},
  openPicture?: OpenPicture,
): Promise<BuiltBundle> {
  const contents = loggedContents(own)
  const using = openPicture ? { openPicture } : {}
  return buildBundle(contents, await logOf(contents, signer, wish), signer, using)
}

/** The hash of any span of a log, from all its complete subtrees. */
function treeOver(entries: readonly Uint8Array[]) {
  const levels: Uint8Array[][] = [entries.map(leafHash)]
  for (let below = levels[0] ?? []; below.length > 1; ) {
    const pairs = Array.from({ length: below.length >> 1 }, (_, at) =>
      nodeHash(below[2 * at] ?? emptyRoot, below[2 * at + 1] ?? emptyRoot),
    )
    levels.push(pairs)
    below = pairs
  }
  return (span: Span) =>
    joined(placesOf(span).map(({ level, index }) => levels[level]?.[index] ?? emptyRoot))
}
