import { readBase64, readDecimal, toBase64 } from './base64.ts'
import { type Head, openHead } from './head.ts'
import type { VerifySignature } from './note.ts'
import { type Hash, inclusionHolds, leafHash } from './tree.ts'

/** That one entry lies in the log, in a file of its own (c2sp.org/tlog-proof). */
export type TlogProof = {
  /** The entry's place: 0, 1, 2 … */
  readonly index: number
  readonly hashes: readonly Hash[]
  /** The signed checkpoint, byte for byte. */
  readonly checkpoint: string
  /** The entry's bytes, not covered by any signature until they are hashed. */
  readonly extra?: Uint8Array | undefined
}

/** What a proof shows, or why it shows nothing. */
export type ProofVerdict =
  | { readonly head: Head; readonly index: number }
  | { readonly refused: 'malformed' | 'stranger' | 'forged' | 'other-log' | 'not-included' }

const firstLine = 'c2sp.org/tlog-proof@v1'

/** The proof as a file (`.tlog-proof`). */
export function proofText({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    firstLine,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads a proof file; null unless it is exactly of the form. */
export function readProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n')
  if (end < 0) return null
  const [first, ...rest] = text.slice(0, end).split('\n')
  const encoded = rest[0]?.startsWith('extra ') ? rest.shift()?.slice(6) : undefined
  const extra = encoded === undefined ? undefined : readBase64(encoded)
  const [line = '', ...encodedHashes] = rest
  const index = line.startsWith('index ') ? readDecimal(line.slice(6)) : null
  const hashes = encodedHashes.map(readBase64).filter((hash) => hash?.length === 32) as Hash[]
  if (first !== firstLine || extra === null || index === null) return null
  if (hashes.length !== encodedHashes.length || hashes.length > 63) return null
  return { index, hashes, checkpoint: text.slice(end + 2), ...(extra && { extra }) }
}

/**
 * Whether the file proves that this entry lies in the log `origin` under a checkpoint of one of
 * these keys. Without `entry` the bytes in the file itself are taken.
 */
export async function checkProof(
  text: string,
  origin: string,
  publicKeys: readonly Uint8Array[],
  given: { entry?: Uint8Array; verify?: VerifySignature } = {},
): Promise<ProofVerdict> {
  const proof = readProof(text)
  const entry = given.entry ?? proof?.extra
  if (!proof || !entry) return { refused: 'malformed' }
  const { index, hashes, checkpoint } = proof
  const head = await openHead(checkpoint, origin, publicKeys, given.verify)
  if ('refused' in head) return head
  if (!inclusionHolds(leafHash(entry), index, head.size, hashes, head.root)) {
    return { refused: 'not-included' }
  }
  return { head, index }
}
