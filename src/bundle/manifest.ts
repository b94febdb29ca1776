import { z } from 'zod'
import { sameBytes } from '../custody/tree.ts'
import { sha256 } from './check.ts'
import type { BundleContents } from './contents.ts'
import { bundleFormat, canonical } from './contents.ts'
import type { Files } from './zip.ts'

/** The names inside every bundle; items lie beside them as `items/0001.json`. */
export const names = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  key: 'key.pem',
  sums: 'SHA256SUMS',
  contents: 'contents.json',
  pdf: 'tong-hop.pdf',
  docx: 'tong-hop.docx',
  annex: 'annex.xlsx',
  howTo: 'VERIFY.txt',
  page: 'verify.html',
  checkpoint: 'checkpoint.txt',
  policy: 'policy.json',
  frozen: 'proofs/frozen.tlog-proof',
} as const

const manifest = z.strictObject({
  format: z.literal(bundleFormat),
  organisation: z.string(),
  record: z.strictObject({ kind: z.enum(['official', 'collective']), name: z.string() }),
  cycle: z.strictObject({ name: z.string(), year: z.int(), kind: z.string() }),
  version: z.int(),
  cutOff: z.string(),
  frozenAt: z.string(),
  key: z.string(),
  check: z.string(),
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        size: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(60_000),
})
export type Manifest = z.output<typeof manifest>
export type ManifestHead = Omit<Manifest, 'files'>

/**
 * What the manifest says about a bundle apart from its files; `check` is the short check string,
 * `key` the fingerprint of the signing key.
 */
export function manifestHead(
  contents: BundleContents,
  seal: { check: string; key: string },
): ManifestHead {
  const { format, organisation, record, cycle, version, cutOff, frozenAt } = contents
  return {
    format,
    organisation,
    record: { kind: record.kind, name: record.name },
    cycle: { name: cycle.name, year: cycle.year, kind: cycle.kind },
    version,
    cutOff,
    frozenAt,
    ...seal,
  }
}

/** A file as lists name it: path, bytes, SHA-256 in hex. */
export type Listed = Manifest['files'][number]

/** One file as lists name it. */
export function listed(path: string, bytes: Uint8Array): Listed {
  return { path, size: bytes.length, sha256: sha256(bytes) }
}

/** Files as lists name them. */
export function listing(files: Files): Listed[] {
  return [...files].map(([path, bytes]) => listed(path, bytes))
}

/** `manifest.json`: the head, then path, size and SHA-256 of every file, sorted by path. */
export function manifestJson(head: ManifestHead, files: readonly Listed[]): Uint8Array {
  return canonical({ ...head, files: sorted(files) } satisfies Manifest)
}

function sorted(files: readonly Listed[]): Listed[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Reads a manifest; null when it is not exactly the canonical bytes of one. */
export function readManifest(bytes: Uint8Array): Manifest | null {
  const read = manifest.safeParse(readJson(bytes)).data
  return read && sameBytes(canonical(read), bytes) ? read : null
}

/** Parses UTF-8 JSON that came from outside; undefined when it is none. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** The lines `sha256sum -c` reads. Covers all but itself, the manifest and its signature. */
export function sumsText(files: readonly Listed[]): Uint8Array {
  const lines = sorted(files).map((file) => `${file.sha256}  ${file.path}\n`)
  return new TextEncoder().encode(lines.join(''))
}

/** Reads such lines back; anything else in the file is passed over. */
export function readSums(bytes: Uint8Array): { path: string; sha256: string; size?: number }[] {
  const text = new TextDecoder().decode(bytes)
  return [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].flatMap(([, hash, path]) =>
    hash && path ? [{ path, sha256: hash }] : [],
  )
}
