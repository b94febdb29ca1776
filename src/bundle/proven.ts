import type { Sentence } from '../../views/lang.ts'
import { provenWords as words } from '../../views/words/verify.ts'
import { readEntry, type Said } from '../custody/entry.ts'
import { type Head, openHead, originOf } from '../custody/head.ts'
import type { NoteKey } from '../custody/note.ts'
import { readProof, type TlogProof } from '../custody/tlog-proof.ts'
import { inclusionHolds, leafHash, sameBytes } from '../custody/tree.ts'
import { sha256 } from './check.ts'
import type { BundleContents, BundleItem } from './contents.ts'
import type { Finding } from './finding.ts'
import { signatureHolds } from './key.ts'
import { names } from './manifest.ts'
import { proofPaths } from './paths.ts'
import { policyJson } from './policy.ts'
import { vietNamDay } from './shown.ts'
import type { Files } from './zip.ts'

/** What a bundle's proofs are held against. `today` is the reader's day (`YYYY-MM-DD`), if asked. */
export type ProvenBy = { publicKey: Uint8Array; today?: string | undefined }

/**
 * Compares a bundle with the custody log it names: the checkpoint is signed by the bundle's key and
 * covers the freeze; the log says that exactly these contents were frozen; every item's running
 * number was given to this subject, and its letter was received, before that. Answers the
 * checkpoint's head too, null when it is worth nothing. `files` hold these contents as they were read.
 */
export async function logFindings(
  files: Files,
  contents: BundleContents,
  { publicKey, today }: ProvenBy,
): Promise<{ head: (Head & { signedBy: NoteKey }) | null; findings: Finding[] }> {
  const findings: Finding[] = []
  if (!sameBytes(policyJson(contents, publicKey), bytesOf(files, names.policy))) {
    findings.push(fault(words.policyDiffers, names.policy))
  }
  const note = textOf(files, names.checkpoint)
  const head = await openHead(note, originOf(contents.custody.organisation), [publicKey], verifies)
  if ('refused' in head) {
    findings.push(fault(words[head.refused], names.checkpoint))
    return { head: null, findings }
  }
  findings.push(...ageFindings(head, contents, today))
  const log = { files, note, head, contents }
  const faults = [frozenFault(log), ...contents.items.flatMap((item) => itemFaults(log, item))]
    .flatMap((one) => one ?? [])
    .concat(strangers(files, contents))
  if (faults.length > 0) findings.push(...faults)
  else findings.push({ holds: true, what: words.holds(contents.items.length, head) })
  return { head, findings }
}

type Log = { files: Files; note: string; head: Head; contents: BundleContents }

function ageFindings(head: Head, contents: BundleContents, today: string | undefined): Finding[] {
  const frozenOn = vietNamDay(contents.frozenAt)
  const day = head.day ?? ''
  if (head.size <= contents.custody.size || day < frozenOn) {
    return [fault(words.older(day, frozenOn), names.checkpoint)]
  }
  // A reminder and no fault: old laptops forget the date, and a good bundle must not look forged.
  return today !== undefined && day > today ? [{ holds: true, what: words.future(day, today) }] : []
}

function frozenFault(log: Log): Finding | null {
  const { contents } = log
  const path = names.frozen
  const proven = provenEntry(log, path)
  if ('what' in proven) return fault(proven.what, path)
  const { said, index } = proven
  const isThis =
    said.kind === 'bundle.frozen' &&
    said.number === contents.version &&
    said.commitment === sha256(bytesOf(log.files, names.contents)) &&
    index >= contents.custody.size
  return isThis ? null : fault(words.otherFrozen, path)
}

function itemFaults(log: Log, item: BundleItem): Finding[] {
  const { contents } = log
  const paths = proofPaths(item.number)
  const numbered = provenEntry(log, paths.number)
  if ('what' in numbered) return [fault(numbered.what, paths.number)]
  const { said, index } = numbered
  const isThis =
    said.kind === 'feedback.numbered' &&
    said.number === item.number &&
    said.subject === contents.record.id &&
    index < contents.custody.size
  if (!isThis) return [fault(words.otherNumber(item.number), paths.number)]
  const letter = readProof(textOf(log.files, paths.letter))
  const isHere = letter && isIncluded(log, letter, fromHex(item.letter)) && letter.index < index
  return isHere ? [] : [fault(words.letterUnproven(item.number), paths.letter)]
}

// Proofs that belong to nothing would make the list look longer than what was proven.
function strangers(files: Files, { items }: BundleContents): Finding[] {
  const known = new Set([names.frozen, ...items.flatMap(({ number }) => both(proofPaths(number)))])
  return [...files.keys()]
    .filter((path) => path.startsWith('proofs/') && !known.has(path))
    .map((path) => fault(words.stray, path))
}

function both({ number, letter }: { number: string; letter: string }): string[] {
  return [number, letter]
}

type ProvenEntry = { said: Said; index: number } | { what: Sentence }

function provenEntry(log: Log, path: string): ProvenEntry {
  const proof = readProof(textOf(log.files, path))
  const said = proof?.extra && readEntry(proof.extra)
  if (!proof?.extra || !said) return { what: words.proofMalformed }
  if (!isIncluded(log, proof, leafHash(proof.extra))) return { what: words.notIncluded }
  return { said, index: proof.index }
}

function isIncluded({ note, head }: Log, proof: TlogProof, leaf: Uint8Array): boolean {
  const { index, hashes, checkpoint } = proof
  return checkpoint === note && inclusionHolds(leaf, index, head.size, hashes, head.root)
}

async function verifies(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array) {
  return signatureHolds(key, bytes, signature)
}

function fault(what: Sentence, path: string): Finding {
  return { holds: false, what, path }
}

function bytesOf(files: Files, path: string): Uint8Array {
  return files.get(path) ?? new Uint8Array()
}

function textOf(files: Files, path: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(files, path))
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
