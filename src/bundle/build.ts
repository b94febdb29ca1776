import { createHash } from 'node:crypto'
import { verifyText } from '../../views/papers/verify-text.ts'
import { statedHead } from '../custody/head.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { checkString, sha256 } from './check.ts'
import type { BundleContents, BundleDraft } from './contents.ts'
import { canonical, parseContents } from './contents.ts'
import { publicKeyPem } from './key.ts'
import { type Listed, listing, manifestHead, manifestJson, names, sumsText } from './manifest.ts'
import { type Packed, packed } from './pack.ts'
import type { PaperSeal } from './paper.ts'
import { itemPath, volumePath } from './paths.ts'
import { picturesOf } from './pictures.ts'
import { policyJson } from './policy.ts'
import type { Papers } from './press.ts'
import { type LogProofs, proofFiles } from './proofs.ts'
import { verifyHtml } from './verify-html.ts'
import type { Files } from './zip.ts'

/** Whoever signs: raw 64-byte Ed25519 signatures, and the raw 32-byte public key. */
export type Signer = {
  sign(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array
  publicKey: Uint8Array
}

/** Who prints: here, or in a process that ends (press-apart.ts). */
export type Print = (contents: BundleContents, seal: PaperSeal) => Promise<Papers>

/** Opens one of a bundle's pictures by its path; raises when it is gone. */
export type OpenPicture = (path: string) => Promise<Uint8Array>

/** A bundle whose archive is still to be written: its pictures are opened one by one as it is. */
export type PreparedBundle = Papers & {
  files: Packed[]
  /** Short check string as printed on the papers. */
  check: string
  /** SHA-256 of `manifest.json`, hex. */
  manifestSha256: string
}

export type BuiltBundle = Omit<PreparedBundle, 'files'> & { zip: Uint8Array }

/**
 * Makes the papers of a frozen bundle and all else that goes into its signed ZIP. The same contents,
 * proofs and key give the same bytes on every machine and in every time zone (Ed25519 is
 * deterministic). Throws ZodError when the contents are malformed, RangeError when the checkpoint is
 * none; whether they balance is the business of freeze and verify.
 */
export async function prepareBundle(
  frozen: BundleDraft,
  log: LogProofs,
  signer: Signer,
  { print = printHere, openPicture = noPicture }: { print?: Print; openPicture?: OpenPicture } = {},
): Promise<PreparedBundle> {
  const contents = parseContents(frozen)
  const seal = paperSeal(contents, log.checkpoint, signer.publicKey)
  const { check, key } = seal
  const { pdf, further, docx, xlsx } = await print(contents, seal)

  const files = contentFiles(contents)
  for (const [path, bytes] of proofFiles(log)) files.set(path, bytes)
  files.set(names.policy, policyJson(contents, signer.publicKey))
  files.set(names.pdf, pdf)
  for (const [at, volume] of further.entries()) files.set(volumePath(at + 2), volume)
  files.set(names.docx, docx)
  files.set(names.annex, xlsx)
  files.set(names.page, await verifyHtml())
  files.set(names.key, publicKeyPem(signer.publicKey))
  files.set(names.howTo, new TextEncoder().encode(verifyText(check, key)))
  const pictures = picturesOf(contents).map(({ label: _, ...picture }) => picture)
  files.set(names.sums, sumsText([...listing(files), ...pictures]))
  const all = [...listing(files), ...pictures]
  const manifest = manifestJson(manifestHead(contents, { check, key }), all)
  files.set(names.manifest, manifest)
  files.set(names.signature, await signer.sign(manifest))
  const inOrder = [
    ...[...files].map(([path, bytes]) => ({ path, open: () => bytes })),
    ...pictures.map((picture) => ({
      path: picture.path,
      open: () => opened(picture, openPicture),
    })),
  ]
  return { files: inOrder, pdf, further, docx, xlsx, check, manifestSha256: sha256(manifest) }
}

/** The same with its archive, in memory: for bundles without many pictures, and for tests. */
export async function buildBundle(
  frozen: BundleDraft,
  log: LogProofs,
  signer: Signer,
  using: { print?: Print; openPicture?: OpenPicture } = {},
): Promise<BuiltBundle> {
  const { files, ...rest } = await prepareBundle(frozen, log, signer, using)
  const chunks: Uint8Array[] = []
  for await (const chunk of packed(files)) chunks.push(chunk)
  return { ...rest, zip: new Uint8Array(Buffer.concat(chunks)) }
}

// What was frozen is what goes in: another picture in its place would be a lie nobody signed.
async function opened({ path, ...frozen }: Listed, open: OpenPicture): Promise<Uint8Array> {
  const bytes = await open(path)
  // Node's own, ten times as fast as ours for browsers: this is most of the work.
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (bytes.length === frozen.size && hash === frozen.sha256) return bytes
  throw new Error('a picture is not the one that was frozen')
}

const noPicture: OpenPicture = async () => {
  throw new Error('nobody said how to open a picture')
}

// Loaded at the first paper: the doors print in a process apart and need not hold Typst and its fonts.
const printHere: Print = async (contents, seal) =>
  (await import('./press.ts')).printPapers(contents, seal)

/** What the papers of a bundle print about how to check them. Throws RangeError without a checkpoint. */
export function paperSeal(
  contents: BundleContents,
  checkpoint: string,
  publicKey: Uint8Array,
): PaperSeal {
  const head = statedHead(checkpoint)
  if (!head) throw new RangeError('not a checkpoint')
  return { check: checkString(canonical(contents)), key: fingerprint(publicKey), head }
}

/** `contents.json` and one file an item: what a program reads, and what `verify` compares. */
export function contentFiles(contents: BundleContents): Files {
  const files: Files = new Map([[names.contents, canonical(contents)]])
  for (const item of contents.items) files.set(itemPath(item.number), canonical(item))
  return files
}
