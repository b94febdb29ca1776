import { native } from '../seal/native.ts'

/** Standard base64 with padding (RFC 4648 §4), as the C2SP formats want it. */
export function toBase64(bytes: Uint8Array): string {
  if (native) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Reads standard base64; null unless it is exactly what `toBase64` would have written. */
export function readBase64(text: string): Uint8Array | null {
  try {
    const bytes = native
      ? new Uint8Array(Buffer.from(text, 'base64'))
      : Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return toBase64(bytes) === text ? bytes : null
  } catch {
    return null
  }
}

/** Reads a decimal number as the C2SP formats write it: ASCII digits, no leading zero. */
export function readDecimal(text: string): number | null {
  const number = Number(text)
  return /^(0|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(number) ? number : null
}
