import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { bundleFiles, bundleFreezes, bundleParts } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import {
  type BuiltBundle,
  buildBundle,
  type PreparedBundle,
  type Print,
  prepareBundle,
  type Signer,
} from './build.ts'
import { type BundleContents, parseContents } from './contents.ts'
import { partSize } from './kept.ts'
import { packed } from './pack.ts'
import { openReleased, releasedPictures } from './picture-records.ts'
import { printPapersApart } from './press-apart.ts'
import type { LogProofs } from './proofs.ts'
import { proveBundle } from './prove.ts'

/** Names under which a rendered bundle's files are kept. */
export const fileNames = ['zip', 'pdf', 'docx', 'xlsx'] as const
export type FileKind = (typeof fileNames)[number]
/** Of a long bundle also the later volumes of its PDF: `pdf-2`, `pdf-3` … */
export type FileName = FileKind | `pdf-${number}`

/** The file an address ends with, undefined when it names none. */
export function fileNamed(ending: string | undefined): FileName | undefined {
  const volume = /^pdf-([2-9]|[1-9]\d{1,3})$/.exec(ending ?? '')?.[1]
  return volume ? `pdf-${Number(volume)}` : fileNames.find((name) => name === ending)
}

/** What kind of file it is: every volume is a PDF. */
export function kindOf(file: FileName): FileKind {
  return fileNames.find((name) => name === file) ?? 'pdf'
}

/**
 * Builds a frozen bundle again from rows that never change; always the same bytes. Raises
 * Problem('not_found'), and 'unavailable' while no checkpoint covers the freeze.
 */
export async function rebuild(
  db: Db,
  signer: Signer,
  vault: Vault,
  bundleId: string,
  print: Print = printPapersApart,
): Promise<BuiltBundle> {
  const { contents, log, openPicture } = await frozenBundle(db, vault, bundleId)
  return buildBundle(contents, log, signer, { print, openPicture })
}

/** What was frozen, its proofs, and how to open its pictures. Raises as `rebuild`. */
async function frozenBundle(db: Db, vault: Vault, bundleId: string) {
  const jobs = <T>(work: (tx: Tx) => Promise<T>) => as(db, { role: 'ydan_jobs' }, work)
  const { contents, log, pictures } = await jobs(async (tx) => {
    const frozen = await frozenContents(tx, bundleId)
    return { ...frozen, pictures: await releasedPictures(tx, bundleId, frozen.contents) }
  })
  const openPicture = openReleased(jobs, vault, pictures)
  return { contents, log, openPicture }
}

async function frozenContents(
  tx: Tx,
  bundleId: string,
): Promise<{ contents: BundleContents; log: LogProofs }> {
  const [frozen] = await tx
    .select({ contents: bundleFreezes.contents })
    .from(bundleFreezes)
    .where(eq(bundleFreezes.bundleId, bundleId))
  if (!frozen) throw new Problem('not_found', words.notFound)
  const contents = parseContents(JSON.parse(new TextDecoder().decode(frozen.contents)))
  return { contents, log: await proveBundle(tx, bundleId, contents) }
}

/**
 * The job behind a freeze: renders the papers and the ZIP and keeps them. Pictures pass one by one,
 * so memory does not grow with them. Doing it twice is harmless.
 */
export async function render(
  db: Db,
  signer: Signer,
  vault: Vault,
  bundleId: string,
  print: Print = printPapersApart,
): Promise<void> {
  const { contents, log, openPicture } = await frozenBundle(db, vault, bundleId)
  const prepared = await prepareBundle(contents, log, signer, { print, openPicture })
  const zip = await keepParts(db, bundleId, prepared)
  await as(db, { role: 'ydan_jobs' }, async (tx) => {
    const organisationId = await organisationOf(tx, bundleId)
    const { pdf, further, docx, xlsx } = prepared
    const volumes = Object.fromEntries(further.map((bytes, at) => [`pdf-${at + 2}`, bytes]))
    for (const [name, bytes] of Object.entries({ pdf, ...volumes, docx, xlsx })) {
      const sha256 = createHash('sha256').update(bytes).digest()
      const row = { bundleId, name, organisationId, bytes, sha256, size: bytes.length }
      await tx.insert(bundleFiles).values(row).onConflictDoNothing()
    }
    // Last: with it the bundle counts as rendered.
    await tx
      .insert(bundleFiles)
      .values({ ...zip, bundleId, name: 'zip', organisationId, bytes: new Uint8Array() })
      .onConflictDoNothing()
  })
}

const partsAtOnce = 8

// The manifest tells which build the parts are of: a job begun again after a crash finds its own
// parts there, another program's would lie apart.
async function keepParts(db: Db, bundleId: string, { files, manifestSha256 }: PreparedBundle) {
  const build = Buffer.from(manifestSha256, 'hex')
  const hash = createHash('sha256')
  let size = 0
  let position = 0
  let waiting: Uint8Array[] = []
  const keep = async () => {
    const parts = waiting
    waiting = []
    await as(db, { role: 'ydan_jobs' }, async (tx) => {
      const organisationId = await organisationOf(tx, bundleId)
      for (const bytes of parts) {
        const row = { bundleId, name: 'zip', build, position: position++, organisationId, bytes }
        await tx.insert(bundleParts).values(row).onConflictDoNothing()
      }
    })
  }
  for await (const part of inParts(packed(files))) {
    hash.update(part)
    size += part.length
    if (waiting.push(part) === partsAtOnce) await keep()
  }
  await keep()
  return { build, size, sha256: hash.digest() }
}

async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = Buffer.alloc(partSize)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(piece.length - at, partSize - filled)
      part.set(piece.subarray(at, at + taken), filled)
      at += taken
      filled += taken
      if (filled < partSize) continue
      yield part
      part = Buffer.alloc(partSize)
      filled = 0
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}

async function organisationOf(tx: Tx, bundleId: string): Promise<string> {
  const [frozen] = await tx
    .select({ organisation: bundleFreezes.organisationId })
    .from(bundleFreezes)
    .where(eq(bundleFreezes.bundleId, bundleId))
  if (!frozen) throw new Problem('not_found', words.notFound)
  return frozen.organisation
}
