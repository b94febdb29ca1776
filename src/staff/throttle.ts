import { createHmac, randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { signInFailures } from '../../db/schema/staff.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { derivedKey } from './key.ts'

/** Counts failed sign-ins per name and per address. */
export type Throttle = {
  /** Counts one try beforehand. Raises Problem('too_many') while the name or address must wait. */
  reserve(db: Db, name: string, address: string): Promise<void>
  /** Forgets the failures of a name that signed in, and takes back the try of its address. */
  succeeded(db: Db, name: string, address: string): Promise<void>
}

const free = { name: 5, address: 30 }

/** A throttle for one door. Addresses are hashed under a key made here and never kept. */
export function createThrottle(staffKey: Uint8Array): Throttle {
  const nameKey = derivedKey(staffKey, 'sign-in name')
  const addressKey = randomBytes(32)
  const whomOf = (key: Uint8Array, text: string) =>
    new Uint8Array(createHmac('sha256', key).update(text).digest())
  return {
    async reserve(db, name, address) {
      await count(db, whomOf(addressKey, address), free.address)
      await count(db, whomOf(nameKey, name), free.name)
    },
    async succeeded(db, name, address) {
      const whom = { name: whomOf(nameKey, name), address: whomOf(addressKey, address) }
      await as(db, { role: 'ydan_signin' }, async (tx) => {
        await tx.delete(signInFailures).where(eq(signInFailures.whom, whom.name))
        await tx
          .update(signInFailures)
          .set({ failures: sql`greatest(${signInFailures.failures} - 1, 0)` })
          .where(eq(signInFailures.whom, whom.address))
      })
    },
  }
}

// Counted before the password is looked at, and committed: tries sent all at once get no more
// chances than tries one after another. Each further failure doubles the wait, up to 15 minutes.
async function count(db: Db, whom: Uint8Array, freeTries: number): Promise<void> {
  const wait = sql`least(interval '15 minutes',
    interval '30 seconds' * power(2, least(${signInFailures.failures} - ${freeTries}, 10)))`
  const waitsSeconds = await as(db, { role: 'ydan_signin' }, async (tx) => {
    const counted = await tx
      .insert(signInFailures)
      .values({ whom, failures: 1, lastAt: sql`now()` })
      .onConflictDoUpdate({
        target: signInFailures.whom,
        set: {
          failures: sql`case when ${signInFailures.lastAt} < now() - interval '1 day'
            then 1 else ${signInFailures.failures} + 1 end`,
          lastAt: sql`now()`,
        },
        setWhere: sql`${signInFailures.failures} < ${freeTries} or ${signInFailures.lastAt} < now() - ${wait}`,
      })
      .returning({ failures: signInFailures.failures })
    if (counted.length > 0) return null
    const [blocked] = await tx
      .select({
        seconds: sql<number>`ceil(extract(epoch from ${signInFailures.lastAt} + ${wait} - now()))::int`,
      })
      .from(signInFailures)
      .where(eq(signInFailures.whom, whom))
    return Math.max(1, blocked?.seconds ?? 1)
  })
  if (waitsSeconds !== null)
    throw new Problem('too_many', staffProblems.tooManyTries, [], waitsSeconds)
}
