import { Inflate } from 'fflate'
import { native } from '../seal/native.ts'

const step = 16 * 1024

/**
 * Unpacks raw deflate of which `size` bytes are expected; null when it is damaged, or as soon as it
 * gives more: a small file that grows without end is not let grow.
 */
export function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  const content = new Uint8Array(size)
  let length = 0
  let ended = false
  const inflate = new Inflate((chunk, final) => {
    content.set(chunk, length) // throws RangeError beyond its end
    length += chunk.length
    ended = final
  })
  try {
    for (let at = 0; at < packed.length; at += step) {
      inflate.push(packed.subarray(at, at + step), at + step >= packed.length)
    }
  } catch {
    return null
  }
  return ended && length === size ? content : null
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

// Node's own, twenty times as fast; browsers have none.
const fast = native && globalThis.process?.getBuiltinModule?.('node:zlib')?.crc32

/** The checksum ZIP keeps of every file. It finds accidents, not forgeries. */
export function crc32(bytes: Uint8Array): number {
  if (fast) return fast(bytes)
  let crc = 0xffffffff
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
