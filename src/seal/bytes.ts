import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Bytes as WebCrypto takes them; a view over shared memory is copied first. */
export function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
}

/** Unpadded base64url. (Node 24 and workerd lack `Uint8Array.toBase64` for now.) */
export function toBase64(bytes: Uint8Array): string {
  // Not in browsers; a mail's parts are up to 30 MiB.
  const { buffer, byteOffset, length } = bytes
  if (globalThis.Buffer) return Buffer.from(buffer, byteOffset, length).toString('base64url')
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads base64 or base64url, padded or not. Raises a DOMException when it is neither. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** One byte string out of several parts, such that different parts never give the same bytes. */
export function label(...parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> {
  return plain(utf8ToBytes(`${parts.map((part) => JSON.stringify(part)).join('\0')}\0`))
}
