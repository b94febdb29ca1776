import { readBase64, readDecimal, toBase64 } from './base64.ts'
import { type NoteKey, openNote, type VerifySignature } from './note.ts'
import type { Hash } from './tree.ts'

/** The head of one organisation's log, as a checkpoint states it (c2sp.org/tlog-checkpoint). */
export type Head = {
  /** Which log. */
  readonly origin: string
  /** Number of entries. */
  readonly size: number
  readonly root: Hash
  /** The day in Viet Nam (`YYYY-MM-DD`) on which the log looked like this; null when it is not told. */
  readonly day: string | null
}

/** A head whose signature holds, or why the checkpoint is worth nothing. */
export type OpenedHead =
  | (Head & { readonly signedBy: NoteKey })
  | { readonly refused: 'malformed' | 'stranger' | 'forged' | 'other-log' }

/** The name of an organisation's log, and of the key that signs its checkpoints. */
export function originOf(organisationCode: string): string {
  return `ydan.local/${organisationCode}`
}

/**
 * The body of a checkpoint. The day is an extension line, which the format allows but advises
 * against: the sentence "unchanged since that day" must itself be signed.
 */
export function headText({ origin, size, root, day }: Head): string {
  return `${[origin, size, toBase64(root), ...(day === null ? [] : [`day ${day}`])].join('\n')}\n`
}

/** Reads the body of a checkpoint; null when it is not one. Unknown extension lines are let be. */
export function readHead(text: string): Head | null {
  if (!text.endsWith('\n')) return null
  const [origin = '', count = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n')
  const size = readDecimal(count)
  const root = readBase64(encoded)
  if (origin === '' || size === null || root?.length !== 32) return null
  if (extensions.some((line) => line === '')) return null
  const days = extensions.flatMap((line) => /^day (\d{4}-\d{2}-\d{2})$/.exec(line)?.[1] ?? [])
  return { origin, size, root, day: days[0] ?? null }
}

/** Opens a checkpoint of this log with the keys that are known. */
export async function openHead(
  note: string,
  origin: string,
  publicKeys: readonly Uint8Array[],
  verify?: VerifySignature,
): Promise<OpenedHead> {
  const known = publicKeys.map((publicKey) => ({ name: origin, publicKey }))
  const opened = await openNote(note, known, verify)
  if ('refused' in opened) {
    const stated = statedHead(note)?.origin ?? origin
    return opened.refused !== 'stranger' || stated === origin ? opened : { refused: 'other-log' }
  }
  const head = readHead(opened.text)
  if (!head) return { refused: 'malformed' }
  return head.origin === origin ? { ...head, signedBy: opened.signedBy } : { refused: 'other-log' }
}

/** What a checkpoint states before anything is checked; null when it is not one. */
export function statedHead(note: string): Head | null {
  return readHead(note.slice(0, note.lastIndexOf('\n\n') + 1))
}
