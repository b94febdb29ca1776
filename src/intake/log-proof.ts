import type { EntryParts, ProofParts } from '../../db/door.ts'
import type { Sentence } from '../../views/lang.ts'
import { proofFaults as faults } from '../../views/words/proof.ts'
import { readEntry, type Said } from '../custody/entry.ts'
import { type Head, openHead, originOf, statedHead } from '../custody/head.ts'
import { noteIn, proofIn } from '../custody/note-text.ts'
import { type HashOf, spanHashes, wholly } from '../custody/spans.ts'
import { checkProof, proofText, readProof } from '../custody/tlog-proof.ts'
import {
  consistencyHolds,
  consistencySpans,
  emptyRoot,
  inclusionHolds,
  inclusionSpans,
  leafHash,
  sameBytes,
} from '../custody/tree.ts'
import { fromBase64 } from '../seal/bytes.ts'
import { parseReceipt, receiptHash } from '../seal/receipt.ts'
import type { Intake } from './take.ts'

type Erased = { index: number; day: string; reason: string | null }

/**
 * An entry that lies in the log: since the first checkpoint of `since`, unchanged in that of `until`
 * (days, `YYYY-MM-DD`). `file` is the proof to be saved (C2SP tlog-proof). Nothing here was believed:
 * both signatures and both proofs were computed again.
 */
export type Proven = {
  index: number
  said: Said
  since: string
  until: string
  erased: Erased | null
  file: string
}

/** What somebody brought to be checked, and what it showed. */
export type Checked =
  | { kind: 'entry'; organisation: string; proven: Proven }
  | { kind: 'checkpoint'; organisation: string; day: string; size: number; until: string }
  | { kind: 'fault'; why: Sentence }

/**
 * Whether the first letter of a receipt's thread, whose commitment is `digest`, lies in the log:
 * 'waiting' for its first checkpoint, 'no-key' where this door was not told the signing keys,
 * 'broken' when the log does not hold this letter as it was signed.
 */
export async function threadInLog(
  { box, signingKeys = [] }: Intake,
  receipt: string,
  digest: string,
): Promise<Proven | 'waiting' | 'no-key' | 'broken'> {
  if (signingKeys.length === 0) return 'no-key'
  const digits = parseReceipt(receipt) ?? ''
  const parts = await box.door.threadProof(receiptHash(box.pepper, digits))
  const said = parts && readEntry(fromBase64(parts.entry))
  if (said?.kind !== 'letter.received' || said.commitment !== digest) return 'broken'
  if (parts?.proofs.length === 0) return 'waiting'
  return (parts && (await provenOf(parts, signingKeys))) ?? 'broken'
}

/** Checks a proof file or a checkpoint that somebody brings, however it was copied. */
export async function checkBrought(intake: Intake, text: string): Promise<Checked> {
  if ((intake.signingKeys ?? []).length === 0) return fault(faults.noKey)
  const proof = proofIn(text)
  return proof.startsWith('c2sp.org/tlog-proof@') ? ofProof(intake, proof) : ofNote(intake, text)
}

async function ofProof({ box, signingKeys = [] }: Intake, text: string): Promise<Checked> {
  const proof = readProof(text)
  const said = proof?.extra && readEntry(proof.extra)
  if (!proof?.extra || !said) return fault(faults.malformed)
  const organisation = organisationIn(proof.checkpoint)
  if (organisation === null) return fault(faults.malformed)
  const verdict = await checkProof(text, originOf(organisation), signingKeys)
  if ('refused' in verdict) return fault(faults[verdict.refused])
  const leaf = leafHash(proof.extra)
  const parts = await box.door.entryProof(organisation, proof.index, leaf)
  const now = parts && (await provenOf(parts, signingKeys))
  if (!now) return fault(faults.gone(verdict.head.day ?? ''))
  return { kind: 'entry', organisation, proven: { ...now, said } }
}

async function ofNote({ box, signingKeys = [] }: Intake, text: string): Promise<Checked> {
  const note = noteIn(text)
  const organisation = organisationIn(note)
  if (organisation === null) return fault(faults.malformed)
  const head = await openHead(note, originOf(organisation), signingKeys)
  if ('refused' in head) return fault(faults[head.refused])
  const day = head.day ?? ''
  const parts = await box.door.checkpointProof(organisation, head.size)
  const newest = parts && (await headOf(parts, organisation, signingKeys))
  if (!parts || !newest || newest.size < head.size) return fault(faults.newer(day))
  if (!leadsTo(head, newest, hashesOf(parts))) return fault(faults.forked(day))
  return { kind: 'checkpoint', organisation, day, size: head.size, until: newest.day }
}

function leadsTo(head: Head, newest: Head, hashOf: HashOf): boolean {
  if (head.size === 0) return sameBytes(head.root, emptyRoot)
  const path = wholly(spanHashes(consistencySpans(head.size, newest.size), hashOf))
  return path !== null && consistencyHolds(head.size, newest.size, path, head.root, newest.root)
}

// Both ends: the first checkpoint says since when, the newest until when. Null when one does not hold.
async function provenOf(
  parts: EntryParts,
  signingKeys: readonly Uint8Array[],
): Promise<Proven | null> {
  const { organisation, index, erased } = parts
  const entry = fromBase64(parts.entry)
  const said = readEntry(entry)
  const ends = await Promise.all(
    parts.proofs.map(async (proof) => {
      const head = await headOf(proof, organisation, signingKeys)
      const hashes = head && wholly(spanHashes(inclusionSpans(index, head.size), hashesOf(proof)))
      if (!hashes || !inclusionHolds(leafHash(entry), index, head.size, hashes, head.root)) {
        return null
      }
      const file = proofText({ index, hashes, checkpoint: proof.checkpoint, extra: entry })
      return { day: head.day, file }
    }),
  )
  const [first, newest] = [ends[0], ends.at(-1)]
  if (!said || !first || !newest) return null
  return { index, said, since: first.day, until: newest.day, erased, file: first.file }
}

async function headOf(
  { checkpoint }: ProofParts,
  organisation: string,
  signingKeys: readonly Uint8Array[],
): Promise<(Head & { day: string }) | null> {
  const head = await openHead(checkpoint, originOf(organisation), signingKeys)
  return 'refused' in head || head.day === null ? null : { ...head, day: head.day }
}

function hashesOf({ hashes }: ProofParts): HashOf {
  const kept = new Map(
    hashes.map(({ level, index, hash }) => [`${level}/${index}`, fromBase64(hash)]),
  )
  return ({ level, index }) => kept.get(`${level}/${index}`)
}

// The code of the organisation whose log a note says it is of; null for what is no checkpoint of ours.
function organisationIn(note: string): string | null {
  const origin = statedHead(note)?.origin ?? ''
  const code = origin.startsWith(originOf('')) ? origin.slice(originOf('').length) : ''
  return /^[A-Za-z0-9._-]{1,40}$/.test(code) ? code : null
}

function fault(why: Sentence): Checked {
  return { kind: 'fault', why }
}
