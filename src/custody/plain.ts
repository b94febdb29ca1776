import type { KeptEntry } from './entry.ts'
import { glance } from './glance.ts'
import { type Hash, plainLeafHash } from './tree.ts'

/** One row of the custody log whose bytes are one line of ASCII. */
export type PlainEntry = {
  readonly seq: number
  readonly text: string
  /** The leaf hash that is kept, in hexadecimal. */
  readonly leaf: string
  /** Item, subject or `-`, and kind as the columns have them. */
  readonly columns: string
}

/**
 * The leaf hash of an entry with which all is well at a glance: form, columns, kept hash. Null says
 * only that it must be looked at piece by piece (entryFault).
 */
export function soundLeaf({ text, leaf, columns }: PlainEntry): Hash | null {
  const seen = glance(text)
  if (!seen || columns !== `${seen.item} ${seen.subject ?? '-'} ${seen.kind}`) return null
  const hash = plainLeafHash(text)
  return hash === leaf ? Buffer.from(hash, 'hex') : null
}

/** The same row with its bytes. */
export function keptEntry({ seq, text, leaf, columns }: PlainEntry): KeptEntry {
  const [item = '', subject = '-', ...kind] = columns.split(' ')
  return {
    seq,
    bytes: Buffer.from(text, 'latin1'),
    leafHash: Buffer.from(leaf, 'hex'),
    item,
    subject: subject === '-' ? null : subject,
    kind: kind.join(' '),
  }
}
