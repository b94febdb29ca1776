import type { Sentence } from '../../views/lang.ts'
import { verifyWords } from '../../views/words/verify.ts'
import type { Head } from '../custody/head.ts'
import type { NoteKey } from '../custody/note.ts'
import { sameBytes } from '../custody/tree.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { type Archive, openArchive, type Source, sourceOf } from './archive.ts'
import { balanceFaults } from './balance.ts'
import { checkString } from './check.ts'
import type { BundleContents } from './contents.ts'
import { canonical, contentsOf } from './contents.ts'
import { fileFindings, type Present, without } from './file-findings.ts'
import type { Finding } from './finding.ts'
import { rawPublicKey, signatureHolds } from './key.ts'
import type { Listed, Manifest } from './manifest.ts'
import { listing, manifestHead, manifestJson, names, readJson, readManifest } from './manifest.ts'
import { itemPath } from './paths.ts'
import { pictureFindings, picturesOf } from './pictures.ts'
import { logFindings } from './proven.ts'
import type { Files } from './zip.ts'

export type Verdict = {
  ok: boolean
  /** The check string recomputed from the contents, null when they cannot be read. */
  check: string | null
  /** Fingerprint of the key inside the bundle, null when there is none. */
  key: string | null
  /** What the bundle says, null when it cannot be read. Worth reading only when all holds. */
  contents: BundleContents | null
  /** The checkpoint of the custody log at the freeze, null when it is worth nothing. */
  head: (Head & { signedBy: NoteKey }) | null
  /** The pictures in it, to be looked at one by one; none unless all was read. */
  pictures: (Listed & { label: Sentence; open(): Promise<Uint8Array | null> })[]
  findings: Finding[]
}

type Wanted = { key?: string | undefined; today?: string | undefined }

/**
 * Recomputes everything a bundle claims, offline: signature, size and hash of every file, nothing
 * missing or added, items as in the contents, check string, balance, running numbers, proofs of the
 * custody log. With `key`, the signing key must have that fingerprint (spaces, hyphens and case do
 * not matter); `today` (`YYYY-MM-DD`) lets it remind of a clock that is wrong. Never throws,
 * whatever the bytes are. Runs in a browser too: verify.html and the command are one check.
 */
export async function verifyBundle(
  zip: Uint8Array | Source,
  wanted: Wanted = {},
): Promise<Verdict> {
  const findings: Finding[] = []
  const verdict: Verdict = {
    ok: false,
    check: null,
    key: null,
    contents: null,
    head: null,
    pictures: [],
    findings,
  }
  try {
    const archive = await openArchive(zip instanceof Uint8Array ? sourceOf(zip) : zip)
    findings.push(...archive.refusals.map((refusal) => ({ holds: false, ...refusal })))
    if (archive.files.size > 0) await inspect(archive, wanted, verdict)
  } catch {
    findings.push({ holds: false, what: verifyWords.unreadable })
  }
  verdict.findings = firstFaultOfEachFile(findings)
  verdict.ok = findings.length > 0 && findings.every((finding) => finding.holds)
  return verdict
}

async function inspect(archive: Archive, wanted: Wanted, verdict: Verdict) {
  const { findings } = verdict
  const { files } = archive
  const present = new Map(
    [...listing(files), ...archive.apart.values()].map((one) => [one.path, one]),
  )
  const publicKey = rawPublicKey(bytesOf(files, names.key))
  findings.push(...keyFindings(publicKey, wanted.key, verdict))
  const manifest = readManifest(bytesOf(files, names.manifest))
  const signed = signatureFinding(archive.files, present, publicKey, manifest)
  findings.push(signed)
  const inFiles = fileFindings(files, present, signed.holds ? manifest : null)
  findings.push(...inFiles)
  const contents = readContents(files)
  if (!contents) {
    findings.push({ holds: false, what: verifyWords.contentsMalformed, path: names.contents })
    return
  }
  verdict.contents = contents
  // The file's own bytes: they were read only because they are canonical.
  verdict.check = checkString(bytesOf(files, names.contents))
  // With contents already known to be altered, more comparisons would only blame innocent files.
  if (!publicKey || !signed.holds || !manifest) return
  if (inFiles.some(({ path }) => path === names.contents)) return
  const seal = { check: verdict.check, key: verdict.key ?? '' }
  findings.push(headFinding(manifest, contents, seal))
  findings.push(...itemFindings(files, contents), ...balanceFindings(contents))
  findings.push(...pictureFindings(archive, contents))
  if (inFiles.some((finding) => !finding.holds)) return
  const proven = await logFindings(files, contents, { publicKey, today: wanted.today })
  verdict.head = proven.head
  verdict.pictures = picturesOf(contents).map((picture) => ({
    ...picture,
    open: () => archive.open(picture.path),
  }))
  findings.push(...proven.findings)
}

function bytesOf(files: Files, path: string): Uint8Array {
  return files.get(path) ?? new Uint8Array()
}

function keyFindings(
  raw: Uint8Array | null,
  wanted: string | undefined,
  verdict: Verdict,
): Finding[] {
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

function signatureFinding(
  files: Files,
  present: Present,
  key: Uint8Array | null,
  manifest: Manifest | null,
): Finding {
  const bytes = bytesOf(files, names.manifest)
  if (key && signatureHolds(key, bytes, bytesOf(files, names.signature))) {
    if (manifest) return { holds: true, what: verifyWords.signatureHolds }
    return { holds: false, what: verifyWords.manifestMalformed, path: names.manifest }
  }
  const path =
    manifest && key && isWhole(files, present, bytes, key) ? names.signature : names.manifest
  return { holds: false, what: verifyWords.signatureBroken, path }
}

/** Whether the list is what it would be for these very files: then the signature was altered. */
function isWhole(
  files: Files,
  present: Present,
  manifestBytes: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  const contents = readContents(files)
  if (!contents) return false
  const seal = { check: checkString(canonical(contents)), key: fingerprint(publicKey) }
  const others = without(present, names.manifest, names.signature)
  return sameBytes(manifestJson(manifestHead(contents, seal), others), manifestBytes)
}

function readContents(files: Files): BundleContents | null {
  const bytes = files.get(names.contents)
  const contents = bytes ? contentsOf(readJson(bytes)) : null
  return contents && bytes && sameBytes(canonical(contents), bytes) ? contents : null
}

function headFinding(
  manifest: Manifest,
  contents: BundleContents,
  seal: { check: string; key: string },
): Finding {
  const { files: _, ...head } = manifest
  const holds = sameBytes(canonical(head), canonical(manifestHead(contents, seal)))
  if (holds) return { holds, what: verifyWords.headHolds(seal.check) }
  return { holds, what: verifyWords.headDiffers, path: names.manifest }
}

function itemFindings(files: Files, contents: BundleContents): Finding[] {
  const unknown = new Set([...files.keys()].filter((path) => path.startsWith('items/')))
  const faults: Finding[] = []
  for (const item of contents.items) {
    const path = itemPath(item.number)
    unknown.delete(path)
    if (!sameBytes(canonical(item), bytesOf(files, path))) {
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
