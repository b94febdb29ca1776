import { bytesToHex } from '@noble/hashes/utils.js'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { Challenge } from 'altcha-lib/v1/types'
import { z } from 'zod'
import { threadWords } from '../../views/words/thread.ts'
import { Problem } from '../problem.ts'
import { label } from '../seal/bytes.ts'
import { hkdf } from '../seal/kdf.ts'
import { createTally } from './tally.ts'

/** How many letters an hour go straight to the readers; what comes above waits, it is not refused. */
export type Limits = {
  perAddress: { proof: number; bare: number }
  perArea: { proof: number; bare: number }
  /** Wrong receipts an address may try in a quarter of an hour. */
  wrongReceipts: number
}

// One address may be a whole village behind its carrier, so these are generous.
const usual: Limits = {
  perAddress: { proof: 60, bare: 10 },
  perArea: { proof: 600, bare: 60 },
  wrongReceipts: 20,
}

const minute = 60_000
const day = 24 * 60 * minute
const validFor = 2 * 60 * minute
// About a second on a cheap phone; the point is to make ten thousand letters cost hours.
const usualWork = 50_000
// Each doubling of the letters of an hour above `calm` doubles the work, up to eight times.
const calm = 200
const mostTimes = 8
const hardest = usualWork * mostTimes
const mostSpent = 50_000

const solution = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.int().min(0).max(hardest),
  salt: z.string().max(200),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Keeps floods from drowning the readers, without turning anyone away or knowing who came. */
export type Gate = {
  /** A challenge to solve, valid for two hours (ALTCHA, SHA-256); the harder, the more letters come. */
  challenge(): Promise<Challenge>
  /** Whether this solution (base64 JSON) is right and was not used before; using it up. */
  proves(solved: string | undefined): Promise<boolean>
  /** Counts one letter; true when it is above a limit and has to wait. */
  holds(letter: { address: string; area: string; proof: boolean }): boolean
  /** Raises Problem('too_many') with Retry-After when an address tried too many wrong receipts. */
  mayTry(address: string): void
  /** Counts a wrong receipt. */
  wrongReceipt(address: string): void
}

/**
 * Makes the gate of one process. Several letterboxes and restarts share challenges, because their
 * key is HKDF(receipt pepper, day); the counts are each process's own. `now` is in milliseconds.
 */
export function createGate(pepper: Uint8Array, now = Date.now, limits = usual): Gate {
  const letters = createTally(60 * minute, now)
  const wrong = createTally(15 * minute, now)
  const spent = new Map<string, number>()
  const keyOf = (at: number) => {
    const salt = label('ydan altcha v1', Math.floor(at / day))
    return bytesToHex(hkdf(pepper, salt, new Uint8Array()))
  }

  return {
    challenge() {
      const expires = new Date(now() + validFor)
      const maxnumber = usualWork * timesHarder(letters.of(everybody))
      return createChallenge({ hmacKey: keyOf(now()), maxnumber, expires })
    },
    async proves(solved) {
      const read = solution.safeParse(decoded(solved))
      if (!read.success || isSpent(spent, read.data.challenge, now())) return false
      if (expiryOf(read.data.salt) < now()) return false
      for (const at of [now(), now() - day]) {
        if (await verifySolution(read.data, keyOf(at), false)) {
          // Asked again after the wait: the same solution may have come twice at once.
          if (isSpent(spent, read.data.challenge, now())) return false
          spent.set(read.data.challenge, now() + validFor)
          return true
        }
      }
      return false
    },
    holds({ address, area, proof }) {
      const kind = proof ? 'proof' : 'bare'
      letters.count(everybody)
      const fromAddress = letters.count(`${kind} address ${address}`)
      const inArea = letters.count(`${kind} area ${area}`)
      return fromAddress > limits.perAddress[kind] || inArea > limits.perArea[kind]
    },
    mayTry(address) {
      if (wrong.of(address) < limits.wrongReceipts) return
      throw new Problem('too_many', threadWords.keepWaiting, [], wrong.secondsLeft())
    },
    wrongReceipt(address) {
      wrong.count(address)
    },
  }
}

// How many came in all, whoever sent them: the pressure of this hour.
const everybody = 'everybody'

function timesHarder(lettersOfHour: number): number {
  let times = 1
  for (let above = lettersOfHour; above > calm && times < mostTimes; above /= 2) times *= 2
  return times
}

function decoded(solved: string | undefined): unknown {
  if (solved === undefined || solved === '' || solved.length > 2000) return undefined
  try {
    return JSON.parse(atob(solved))
  } catch {
    return undefined
  }
}

// `expires` is part of the salt, and the salt is part of what is signed.
function expiryOf(salt: string): number {
  const seconds = new URLSearchParams(salt.split('?')[1] ?? '').get('expires')
  return seconds !== null && /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : 0
}

// When the memory of used solutions is full, none counts any more until the old ones expire.
function isSpent(spent: Map<string, number>, challenge: string, now: number): boolean {
  if (spent.size >= mostSpent) {
    for (const [old, until] of spent) if (until < now) spent.delete(old)
  }
  return spent.size >= mostSpent || spent.has(challenge)
}
