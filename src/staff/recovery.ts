import { createHmac, randomInt } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { recoveryCodes } from '../../db/schema/ways-in.ts'
import { append } from '../custody/append.ts'
import type { Actor } from './actor.ts'
import { mustBeFresh } from './fresh.ts'
import type { StaffDoor } from './guard.ts'
import { derivedKey } from './key.ts'
import { tell } from './notices.ts'

const howMany = 10
// Without letters and digits that look alike; 12 of 31 are 59 bits.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 12

/**
 * Ten new recovery codes, each good once in place of the authenticator's code; they are shown this
 * once, and those from before are gone. Raises as `mustBeFresh`.
 */
export async function newRecoveryCodes(
  staff: StaffDoor,
  { person, organisation }: Actor,
  secret: string | undefined,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await as(staff.db, { role: 'ydan_signin', person, organisation }, async (tx) => {
    await mustBeFresh(tx, secret)
    await dropRecoveryCodes(tx, person)
    await tx
      .insert(recoveryCodes)
      .values(
        codes.map((code) => ({ personId: person, codeHash: keyed(staff.staffKey, person, code) })),
      )
    await append(tx, { organisation, kind: 'recovery.made', item: person, subject: person })
  })
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code)
}

/** Uses one code up; whether it was good. Of two tries at once one is. */
export async function useRecoveryCode(
  tx: Tx,
  staffKey: Uint8Array,
  person: string,
  typed: string,
): Promise<boolean> {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '')
  if (code.length !== length) return false
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.personId, person),
        eq(recoveryCodes.codeHash, keyed(staffKey, person, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ person: recoveryCodes.personId })
  return used.length === 1
}

/** Tells somebody that one of their codes was used, and how many are left. */
export async function tellRecoveryUsed(
  tx: Tx,
  organisation: string,
  person: string,
): Promise<void> {
  const left = String(await recoveryCodesLeft(tx, person))
  await tell(tx, organisation, person, 'recovery-used', { left })
}

/** How many codes of a person are still good. */
export async function recoveryCodesLeft(tx: Tx, person: string): Promise<number> {
  const left = await tx
    .select({ person: recoveryCodes.personId })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, person), isNull(recoveryCodes.usedAt)))
  return left.length
}

/** Takes all codes of a person away, as after a reset. */
export async function dropRecoveryCodes(tx: Tx, person: string): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, person))
}

function newCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

// Keyed by what lies outside the database: a stolen dump cannot try all of them.
function keyed(staffKey: Uint8Array, person: string, code: string): Uint8Array {
  const key = derivedKey(staffKey, 'recovery', person)
  return new Uint8Array(createHmac('sha256', key).update(code).digest())
}
