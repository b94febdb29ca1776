import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { plain } from '../seal/bytes.ts'
import { readBase64, toBase64 } from './base64.ts'

// Signed notes (c2sp.org/signed-note), Ed25519 only. Byte-exact both ways; runs in a browser too.

/** A key as others know it: its name and the raw 32 bytes. */
export type NoteKey = { readonly name: string; readonly publicKey: Uint8Array }

/** Whoever signs: raw 64-byte Ed25519 signatures. */
export type NoteSigner = {
  readonly publicKey: Uint8Array
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array
}

/** Ed25519 over bytes; another implementation may stand in where WebCrypto has none. */
export type VerifySignature = (
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>

/** The note's text, or why it is worth nothing: not a note, no known key, a signature that is wrong. */
export type OpenedNote =
  | { readonly text: string; readonly signedBy: NoteKey }
  | { readonly refused: 'malformed' | 'stranger' | 'forged' }

const ed25519 = 0x01
const mostSignatures = 64
const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u

/** The four bytes that stand for a key in a signature line. */
export function keyId({ name, publicKey }: NoteKey): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(name), Uint8Array.of(0x0a, ed25519), publicKey)).slice(0, 4)
}

/** Signs a text that ends in a newline. Raises RangeError on a text or name that no note may have. */
export async function signNote(text: string, name: string, signer: NoteSigner): Promise<string> {
  const signature = await signer.sign(utf8ToBytes(text))
  const id = keyId({ name, publicKey: signer.publicKey })
  const note = `${text}\n— ${name} ${toBase64(concatBytes(id, signature))}\n`
  if (partsOf(note)?.text !== text) throw new RangeError('not a text for a signed note')
  return note
}

/**
 * Opens a note with the keys that are known. Signatures of other keys do not count; one of a known
 * key that is wrong spoils the whole note, as the format asks.
 */
export async function openNote(
  note: string,
  known: readonly NoteKey[],
  verify: VerifySignature = webCrypto,
): Promise<OpenedNote> {
  const parts = partsOf(note)
  if (!parts) return { refused: 'malformed' }
  let signedBy: NoteKey | undefined
  for (const { name, id, signature } of parts.signatures) {
    const key = known.find((one) => one.name === name && toBase64(keyId(one)) === id)
    if (!key) continue
    const holds = await verify(key.publicKey, utf8ToBytes(parts.text), signature)
    if (!holds) return { refused: 'forged' }
    signedBy ??= key
  }
  return signedBy ? { text: parts.text, signedBy } : { refused: 'stranger' }
}

type Parts = {
  text: string
  signatures: { name: string; id: string; signature: Uint8Array }[]
}

function partsOf(note: string): Parts | null {
  const end = note.lastIndexOf('\n\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids exactly these
  if (end < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f]/.test(note) || !note.isWellFormed()) {
    return null
  }
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > mostSignatures) return null
  const signatures: Parts['signatures'] = []
  for (const line of lines) {
    const [, name, encoded] = signatureLine.exec(line) ?? []
    const bytes = encoded === undefined ? null : readBase64(encoded)
    if (name === undefined || !bytes || bytes.length < 5) return null
    signatures.push({ name, id: toBase64(bytes.slice(0, 4)), signature: bytes.slice(4) })
  }
  return { text: note.slice(0, end + 1), signatures }
}

const webCrypto: VerifySignature = async (publicKey, bytes, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const key = await crypto.subtle.importKey('raw', plain(publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, plain(signature), plain(bytes))
}
