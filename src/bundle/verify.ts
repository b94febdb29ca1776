import { isDeepStrictEqual } from 'node:util'
import type { Sentence } from '../../views/lang.ts'
import { verifyWords } from '../../views/words/verify.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { balanceFaults } from './balance.ts'
import { checkString, sha256 } from './check.ts'
import type { BundleContents } from './contents.ts'
import { canonical, contentsOf } from './contents.ts'
import { rawPublicKey, signatureHolds } from './key.ts'
import type { Manifest, ManifestHead } from './manifest.ts'
import {
  itemPath,
  manifestHead,
  manifestJson,
  names,
  readJson,
  readManifest,
  readSums,
  sumsText,
} from './manifest.ts'
import type { Files } from './zip.ts'
import { unpack } from './zip.ts'

/** One thing that was checked: whether it holds, in words, and the file it is about. */
export type Finding = { holds: boolean; what: Sentence; path?: string }
export type Verdict = {
  ok: boolean
  /** The check string recomputed from the contents, null when they cannot be read. */
  check: string | null
  /** Fingerprint of the key inside the bundle, null when there is none. */
  key: string | null
  findings: Finding[]
}

/**
 * Recomputes everything a bundle claims, offline: signature, size and hash of every file, nothing
 * missing or added, items as in the contents, check string, balance, running numbers. With
 * `key`, the signing key must have that fingerprint (spaces, hyphens and case do not matter).
 * Never throws, whatever the bytes are.
 */
export async function verifyBundle(
  zip: Uint8Array,
  wanted: { key?: string } = {},
): Promise<Verdict> {
  const findings: Finding[] = []
  const verdict: Verdict = { ok: false, check: null, key: null, findings }
  try {
    const { files, refusals } = await unpack(zip)
    findings.push(...refusals.map((refusal) => ({ holds: false, ...refusal })))
    if (files.size > 0) inspect(files, wanted.key, verdict)
  } catch {
    findings.push({ holds: false, what: verifyWords.unreadable })
  }
  verdict.findings = firstFaultOfEachFile(findings)
  verdict.ok = findings.length > 0 && findings.every((finding) => finding.holds)
  return verdict
}

function inspect(files: Files, wantedKey: string | undefined, verdict: Verdict) {
  const { findings } = verdict
  findings.push(...keyFindings(files, wantedKey, verdict))
  const manifest = readManifest(bytesOf(files, names.manifest))
  const signed = signatureFinding(files, manifest)
  findings.push(signed)
  const inFiles = fileFindings(files, signed.holds ? manifest : null)
  findings.push(...inFiles)
  const contents = readContents(files)
  if (!contents) {
    findings.push({ holds: false, what: verifyWords.contentsMalformed, path: names.contents })
    return
  }
  verdict.check = checkString(canonical(contents))
  // With contents already known to be altered, more comparisons would only blame innocent files.
  if (!signed.holds || !manifest || inFiles.some(({ path }) => path === names.contents)) return
  const seal = { check: verdict.check, key: verdict.key ?? '' }
  findings.push(headFinding(manifest, contents, seal))
  findings.push(...itemFindings(files, contents), ...balanceFindings(contents))
}

function bytesOf(files: Files, path: string): Uint8Array {
  return files.get(path) ?? new Uint8Array()
}

function keyFindings(files: Files, wanted: string | undefined, verdict: Verdict): Finding[] {
  const raw = rawPublicKey(bytesOf(files, names.key))
  if (!raw) return [{ holds: false, what: verifyWords.keyMalformed, path: names.key }]
  verdict.key = fingerprint(raw)
  if (wanted === undefined) return [{ holds: true, what: verifyWords.keyNotCompared(verdict.key) }]
  const holds = plain(wanted) === plain(verdict.key)
  return [
    {
      holds,
      what: holds ? verifyWords.keyAsGiven(verdict.key) : verifyWords.otherKey(verdict.key, wanted),
    },
  ]
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^0-9a-z]/g, '')
}

function signatureFinding(files: Files, manifest: Manifest | null): Finding {
  const [key, bytes, signature] = [names.key, names.manifest, names.signature].map((name) =>
    bytesOf(files, name),
  ) as [Uint8Array, Uint8Array, Uint8Array]
  if (signatureHolds(key, bytes, signature)) {
    if (manifest) return { holds: true, what: verifyWords.signatureHolds }
    return { holds: false, what: verifyWords.manifestMalformed, path: names.manifest }
  }
  // A manifest that still fits every file is whole: then the signature itself was altered.
  const { files: _, ...head } = manifest ?? { files: [] }
  const listed = new Map(files)
  for (const name of [names.manifest, names.signature]) listed.delete(name)
  const whole = manifest && Buffer.from(manifestJson(head as ManifestHead, listed)).equals(bytes)
  const path = whole ? names.signature : names.manifest
  return { holds: false, what: verifyWords.signatureBroken, path }
}

/**
 * Compares the files with the signed manifest, or, when that does not hold, with SHA256SUMS: it
 * proves nothing then, but it tells which file was damaged.
 */
function fileFindings(files: Files, manifest: Manifest | null): Finding[] {
  const listed = manifest?.files ?? readSums(bytesOf(files, names.sums))
  const unlisted = new Set(files.keys())
  const apart = manifest ? [] : [names.sums]
  for (const name of [names.manifest, names.signature, ...apart]) unlisted.delete(name)
  const faults: Finding[] = []
  for (const { path, size, sha256: hash } of listed) {
    const bytes = files.get(path)
    if (!bytes || !unlisted.delete(path)) faults.push(fault(verifyWords.missing, path))
    else if (bytes.length !== (size ?? bytes.length) || sha256(bytes) !== hash) {
      faults.push(fault(verifyWords.changed, path))
    }
  }
  for (const path of unlisted) faults.push(fault(verifyWords.extra, path))
  for (const path of Object.values(names)) {
    if (!files.has(path)) faults.push(fault(verifyWords.missing, path))
  }
  if (faults.length > 0) return faults
  if (!manifest) return []
  return [{ holds: true, what: verifyWords.filesHold(listed.length) }, sumsFinding(files)]
}

function fault(what: Sentence, path: string): Finding {
  return { holds: false, what, path }
}

/** The by-hand way reads SHA256SUMS, so it must say the same as we do. */
function sumsFinding(files: Files): Finding {
  const covered = new Map(files)
  for (const name of [names.sums, names.manifest, names.signature]) covered.delete(name)
  if (Buffer.from(sumsText(covered)).equals(bytesOf(files, names.sums))) {
    return { holds: true, what: verifyWords.sumsHold }
  }
  return fault(verifyWords.sumsDiffer, names.sums)
}

function readContents(files: Files): BundleContents | null {
  const bytes = files.get(names.contents)
  const contents = bytes ? contentsOf(readJson(bytes)) : null
  return contents && bytes && Buffer.from(canonical(contents)).equals(bytes) ? contents : null
}

function headFinding(
  manifest: Manifest,
  contents: BundleContents,
  seal: { check: string; key: string },
): Finding {
  const { files: _, ...head } = manifest
  const holds = isDeepStrictEqual(head, manifestHead(contents, seal))
  if (holds) return { holds, what: verifyWords.headHolds(seal.check) }
  return { holds, what: verifyWords.headDiffers, path: names.manifest }
}

function itemFindings(files: Files, contents: BundleContents): Finding[] {
  const unknown = new Set([...files.keys()].filter((path) => path.startsWith('items/')))
  const faults: Finding[] = []
  for (const item of contents.items) {
    const path = itemPath(item.number)
    unknown.delete(path)
    if (!Buffer.from(canonical(item)).equals(bytesOf(files, path))) {
      faults.push({ holds: false, what: verifyWords.itemDiffers(item.number), path })
    }
  }
  for (const path of unknown) faults.push({ holds: false, what: verifyWords.itemUnknown, path })
  return faults.length > 0
    ? faults
    : [{ holds: true, what: verifyWords.itemsHold(contents.items.length) }]
}

function balanceFindings(contents: BundleContents): Finding[] {
  const faults = balanceFaults(contents)
  if (faults.length > 0) return faults.map((what) => ({ holds: false, what }))
  return [{ holds: true, what: verifyWords.balanceHolds(contents.balance.received) }]
}

/** A damaged file breaks several checks; people need its name once, and the first reason. */
function firstFaultOfEachFile(findings: Finding[]): Finding[] {
  const named = new Set<string>()
  return findings.filter(({ holds, path }) => {
    if (holds || path === undefined) return true
    if (named.has(path)) return false
    named.add(path)
    return true
  })
}
