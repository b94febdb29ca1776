import { bytesToHex, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { mac } from '../seal/kdf.ts'

/** Counts within a window of time, by name, without remembering any name. */
export type Tally = {
  /** Adds one and answers how many there are in this window. */
  count(name: string): number
  of(name: string): number
  /** Seconds until the window ends and counting starts anew. */
  secondsLeft(): number
}

const day = 24 * 60 * 60_000
const mostNames = 100_000

/**
 * A tally whose names are kept only as a hash under a random key that is thrown away each day, so
 * that neither memory nor a dump of it tells an address. `window` and `now` in milliseconds.
 */
export function createTally(window: number, now: () => number): Tally {
  const counts = new Map<string, number>()
  let key = randomBytes(32)
  let began = now()
  let keyedOn = began

  function hashed(name: string): string {
    if (now() - began >= window) {
      counts.clear()
      began = now()
    }
    if (now() - keyedOn >= day) {
      key = randomBytes(32)
      keyedOn = now()
      counts.clear()
    }
    return bytesToHex(mac(key, utf8ToBytes(name)).subarray(0, 16))
  }

  return {
    count(name) {
      const hash = hashed(name)
      if (counts.size >= mostNames) counts.clear()
      const total = (counts.get(hash) ?? 0) + 1
      counts.set(hash, total)
      return total
    },
    of: (name) => counts.get(hashed(name)) ?? 0,
    secondsLeft: () => Math.max(1, Math.ceil((began + window - now()) / 1000)),
  }
}
