import type { Signer } from '../../src/bundle/build.ts'
import { contentFiles } from '../../src/bundle/build.ts'
import { checkString } from '../../src/bundle/check.ts'
import type { BundleContents } from '../../src/bundle/contents.ts'
import { canonical, parseContents } from '../../src/bundle/contents.ts'
import { publicKeyPem } from '../../src/bundle/key.ts'
import type { Manifest } from '../../src/bundle/manifest.ts'
import {
  listing,
  manifestHead,
  manifestJson,
  names,
  readJson,
  sumsText,
} from '../../src/bundle/manifest.ts'
import { pack } from '../../src/bundle/pack.ts'
import type { Files } from '../../src/bundle/zip.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'

/** The files of a bundle, changed and packed again without touching manifest or signature. */
export async function withFiles(zip: Uint8Array, change: (files: Files) => void) {
  const { files } = await unpack(zip)
  change(files)
  return pack(files)
}

/** What the keeper of a signing key can do: other files, then sums, manifest and signature anew. */
export async function resealed(
  zip: Uint8Array,
  signer: Signer,
  change: (files: Files) => void,
  head: Partial<Manifest> = {},
) {
  return withFiles(zip, (files) => {
    change(files)
    files.set(names.key, publicKeyPem(signer.publicKey))
    for (const name of [names.sums, names.manifest, names.signature]) files.delete(name)
    files.set(names.sums, sumsText(listing(files)))
    const json = files.get(names.contents) ?? new Uint8Array()
    const seal = { check: checkString(json), key: fingerprint(signer.publicKey) }
    const contents = readJson(json) as BundleContents
    const manifest = manifestJson({ ...manifestHead(contents, seal), ...head }, listing(files))
    files.set(names.manifest, manifest)
    files.set(names.signature, signer.sign(manifest) as Uint8Array)
  })
}

/** The same with other contents: `contents.json` and the items follow the change. */
export function withContents(
  zip: Uint8Array,
  signer: Signer,
  change: (contents: BundleContents) => void,
) {
  return resealed(zip, signer, (files) => {
    const contents = parseContents(readJson(files.get(names.contents) ?? new Uint8Array()))
    change(contents)
    for (const path of [...files.keys()]) if (path.startsWith('items/')) files.delete(path)
    for (const [path, bytes] of contentFiles(contents)) files.set(path, bytes)
    files.set(names.contents, canonical(contents))
  })
}
