import { verifyText } from '../../views/papers/verify-text.ts'
import { statedHead } from '../custody/head.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { checkString, sha256 } from './check.ts'
import type { BundleContents, BundleDraft } from './contents.ts'
import { canonical, parseContents } from './contents.ts'
import { publicKeyPem } from './key.ts'
import { itemPath, manifestHead, manifestJson, names, sumsText } from './manifest.ts'
import { pack } from './pack.ts'
import type { PaperSeal } from './paper.ts'
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

export type BuiltBundle = Papers & {
  zip: Uint8Array
  /** Short check string as printed on the papers. */
  check: string
  /** SHA-256 of `manifest.json`, hex. */
  manifestSha256: string
}

/**
 * Makes the papers and the signed ZIP of a frozen bundle. The same contents, proofs and key give the
 * same bytes on every machine and in every time zone (Ed25519 is deterministic). Throws ZodError
 * when the contents are malformed, RangeError when the checkpoint is none; whether they balance is
 * the business of freeze and verify.
 */
export async function buildBundle(
  frozen: BundleDraft,
  log: LogProofs,
  signer: Signer,
  print: Print = printHere,
): Promise<BuiltBundle> {
  const contents = parseContents(frozen)
  const seal = paperSeal(contents, log.checkpoint, signer.publicKey)
  const { check, key } = seal
  const { pdf, docx, xlsx } = await print(contents, seal)

  const files = contentFiles(contents)
  for (const [path, bytes] of proofFiles(log)) files.set(path, bytes)
  files.set(names.policy, policyJson(contents, signer.publicKey))
  files.set(names.pdf, pdf)
  files.set(names.docx, docx)
  files.set(names.annex, xlsx)
  files.set(names.page, await verifyHtml())
  files.set(names.key, publicKeyPem(signer.publicKey))
  files.set(names.howTo, new TextEncoder().encode(verifyText(check, key)))
  files.set(names.sums, sumsText(files))

  const manifest = manifestJson(manifestHead(contents, { check, key }), files)
  files.set(names.manifest, manifest)
  files.set(names.signature, await signer.sign(manifest))
  return { zip: await pack(files), pdf, docx, xlsx, check, manifestSha256: sha256(manifest) }
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
