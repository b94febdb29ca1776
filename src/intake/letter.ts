import { bytesToHex } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { toBase64 } from '../seal/bytes.ts'
import { commit } from '../seal/commitment.ts'
import { newDataKey, sealBytes } from '../seal/envelope.ts'
import type { Kek } from '../seal/kek.ts'
import { sha256Of } from '../seal/native.ts'
import { type ReceiptKeys, receiptKeyVersion } from '../seal/receipt.ts'
import { sealForReceipt } from '../seal/reply.ts'
import { wrapDataKey } from '../seal/wrap.ts'
import type { SealedLetter, SealedRow } from './batch.ts'
import type { Attachment } from './feedback.ts'

/** The words of a letter as they are sealed and committed to; opened by the console and the sender. */
export type LetterContent = {
  text: string
  kind?: 'comment' | 'praise' | 'report'
  about?: { official?: string; collective?: string; text?: string }[]
  observedOn?: string
  place?: 'residence' | 'workplace' | 'other'
  use?: 'record' | 'front-only'
  attachments?: { name: string; type: string; sha256: string }[]
}

/** What the `text` field of a letter's seal holds: the words and the salt of their commitment. */
export type LetterSeal = { letter: LetterContent; salt: string }

/** More of the same letter for the same readers: another field of its seal. */
export type Beside = { field: string; bytes: Uint8Array }

const utf8 = new TextEncoder()

/** The bytes a commitment is about: canonical JSON (RFC 8785) of the content. */
export function contentBytes(content: LetterContent): Uint8Array<ArrayBuffer> {
  return utf8.encode(canonicalize(content) ?? '')
}

/** Files as the words of a letter name them. */
export function namedFiles(
  files: readonly Attachment[],
): Promise<NonNullable<LetterContent['attachments']>> {
  return Promise.all(
    files.map(async ({ name, type, bytes }) => ({
      name,
      type,
      sha256: bytesToHex(await sha256Of(bytes)),
    })),
  )
}

/** The receipt's own key, or the public half of its pair (raw) where the code is not at hand. */
export type ForSender = Pick<ReceiptKeys, 'wrapKey'> | { receiptKey: Uint8Array }

/** Splits one letter into its seals: the words for console and sender, each file for the console. */
export async function sealLetter(
  letter: {
    id: string
    content: LetterContent
    attachments: readonly Attachment[]
    beside?: Beside | undefined
  },
  salt: Uint8Array,
  kek: Kek,
  sender: ForSender,
): Promise<SealedLetter & { commitment: string }> {
  const blobs: Uint8Array[] = [kek.sealed]
  const row: SealedRow = {
    id: letter.id,
    kek: { id: kek.id, keyVersion: kek.keyVersion, blob: 0 },
    seals: [],
    keys: [],
  }
  const put = (bytes: Uint8Array) => blobs.push(bytes) - 1

  async function seal(record: string, field: string, bytes: Uint8Array): Promise<Uint8Array> {
    const dataKey = newDataKey()
    const sealed = await sealBytes(dataKey, bytes, { record, field, keyVersion: kek.keyVersion })
    row.seals.push({ record, field, blob: put(sealed) })
    const wrapped = put(await kek.wrap(dataKey, record))
    const { id, keyVersion } = kek
    row.keys.push({ record, recipient: 'letter', keyVersion, kek: id, blob: wrapped })
    return dataKey
  }

  const sealedWords: LetterSeal = { letter: letter.content, salt: toBase64(salt) }
  const dataKey = await seal(letter.id, 'text', utf8.encode(JSON.stringify(sealedWords)))
  const { keyVersion } = kek
  if (letter.beside) {
    const { field, bytes } = letter.beside
    const sealed = await sealBytes(dataKey, bytes, { record: letter.id, field, keyVersion })
    row.seals.push({ record: letter.id, field, blob: put(sealed) })
  }
  // The sender's wrap names the version the words are bound to; its own version is a constant.
  const forSender =
    'wrapKey' in sender
      ? await wrapDataKey(sender.wrapKey, dataKey, letter.id, receiptKeyVersion)
      : await sealForReceipt(sender.receiptKey, dataKey, {
          record: letter.id,
          field: 'data-key',
          keyVersion,
        })
  const recipient = 'wrapKey' in sender ? 'receipt' : 'reply'
  row.keys.push({ record: letter.id, recipient, keyVersion, blob: put(forSender) })
  row.attachments = await Promise.all(
    letter.attachments.map(async ({ type, bytes }, position) => {
      const id = crypto.randomUUID()
      await seal(id, 'bytes', bytes)
      return { id, position, type, size: bytes.length }
    }),
  )
  const commitment = await commit(salt, contentBytes(letter.content))
  return { row: { ...row, commitment }, blobs, commitment }
}
