import { verifyText } from '../../views/papers/verify-text.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { checkString, sha256 } from './check.ts'
import type { BundleContents, BundleDraft } from './contents.ts'
import { canonical, parseContents } from './contents.ts'
import { publicKeyPem } from './key.ts'
import { itemPath, manifestHead, manifestJson, names, sumsText } from './manifest.ts'
import { bundlePaper } from './paper.ts'
import { bundleDocx, bundlePdf } from './papers.ts'
import type { Files } from './zip.ts'
import { pack } from './zip.ts'

/** Whoever signs: raw 64-byte Ed25519 signatures, and the raw 32-byte public key. */
export type Signer = {
  sign(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array
  publicKey: Uint8Array
}

export type BuiltBundle = {
  zip: Uint8Array
  pdf: Uint8Array
  docx: Uint8Array
  /** Short check string as printed on the papers. */
  check: string
  /** SHA-256 of `manifest.json`, hex. */
  manifestSha256: string
}

/**
 * Makes the papers and the signed ZIP of a frozen bundle. The same contents and key give the same
 * bytes on every machine and in every time zone (Ed25519 is deterministic). Throws ZodError when
 * the contents are malformed; whether they balance is the business of freeze and verify.
 */
export async function buildBundle(frozen: BundleDraft, signer: Signer): Promise<BuiltBundle> {
  const contents = parseContents(frozen)
  const key = fingerprint(signer.publicKey)
  const check = checkString(canonical(contents))
  const paper = bundlePaper(contents, { check, key })
  const pdf = bundlePdf(paper)
  const docx = await bundleDocx(paper)

  const files = contentFiles(contents)
  files.set(names.pdf, pdf)
  files.set(names.docx, docx)
  files.set(names.key, publicKeyPem(signer.publicKey))
  files.set(names.howTo, new TextEncoder().encode(verifyText(check, key)))
  files.set(names.sums, sumsText(files))

  const manifest = manifestJson(manifestHead(contents, { check, key }), files)
  files.set(names.manifest, manifest)
  files.set(names.signature, await signer.sign(manifest))
  return { zip: await pack(files), pdf, docx, check, manifestSha256: sha256(manifest) }
}

/** `contents.json` and one file an item: what a program reads, and what `verify` compares. */
export function contentFiles(contents: BundleContents): Files {
  const files: Files = new Map([[names.contents, canonical(contents)]])
  for (const item of contents.items) files.set(itemPath(item.number), canonical(item))
  return files
}
