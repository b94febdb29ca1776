import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { label } from './bytes.ts'
import { hkdf, mac } from './kdf.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const tagLength = 10

/**
 * The name of a thread in our own mail address, 42 characters of `a-z2-7`: the id under a key made
 * from the pepper, with 80 bits that nobody else can forge. The same thread has the same token, and
 * the token tells nothing about rows and log. `thread` is a UUID.
 */
export function threadToken(pepper: Uint8Array, thread: string): string {
  const id = hexToBytes(thread.replaceAll('-', ''))
  const tag = tagOf(pepper, id)
  return base32(concatBytes(tag, masked(pepper, tag, id)))
}

/** The thread a token names; null for anything we did not make. */
export function readThreadToken(pepper: Uint8Array, token: string): string | null {
  if (!/^[a-z2-7]{42}$/i.test(token)) return null
  const bytes = fromBase32(token.toLowerCase())
  const tag = bytes.subarray(0, tagLength)
  const id = masked(pepper, tag, bytes.subarray(tagLength))
  if (bytesToHex(tagOf(pepper, id)) !== bytesToHex(tag)) return null
  return bytesToHex(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

// The tag is made from the id and serves as its nonce, so two threads never share a mask.
function tagOf(pepper: Uint8Array, id: Uint8Array): Uint8Array {
  return mac(keyOf(pepper, 'tag'), id).subarray(0, tagLength)
}

function masked(pepper: Uint8Array, tag: Uint8Array, id: Uint8Array): Uint8Array {
  const mask = mac(keyOf(pepper, 'mask'), tag)
  return id.map((byte, place) => byte ^ (mask[place] ?? 0))
}

function keyOf(pepper: Uint8Array, use: string): Uint8Array {
  return hkdf(pepper, label('ydan thread token v1'), label(use))
}

function base32(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, '']
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let [bits, held] = [0, 0]
  for (const letter of text) {
    held = (held << 5) | alphabet.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
    held &= (1 << bits) - 1
  }
  return new Uint8Array(bytes)
}
