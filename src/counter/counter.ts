import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { Dropped } from '../../db/door.ts'
import { doorThrough } from '../../db/door-through.ts'
import { joined, type SealedLetter } from '../intake/batch.ts'
import { type Letterbox, type LetterboxKeys, letterboxOf } from '../intake/letterbox.ts'
import { type Actor, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'

/** What the clerk's table needs: the letterbox's public keys and pepper, and its public address. */
export type Counter = {
  readonly staff: StaffDoor
  readonly keys: LetterboxKeys
  /** Public address of the letterbox, without a slash at the end. */
  readonly baseUrl: string
  /** Whether checkpoints can be mailed. */
  readonly mails?: boolean
  /** Chats and mail that are switched on, by name: `zalo`, `line`, `email` … */
  readonly channels: readonly string[]
  /** Our own mail address, when mail is taken. */
  readonly mailbox?: string | undefined
}

/** How a letter was written down for somebody (`enter_letters`). Days are `YYYY-MM-DD`. */
export type EntryRow = {
  place: string
  heldOn: string
  consentBy: 'boxes' | 'read-out' | 'minutes'
  register: {
    id: string
    number: number | null
    day: string
    correspondent: string
    reference: string | null
    referenceDay: string | null
    abstract: string
    note: string | null
  }
}

/**
 * The letterbox as staff use it: letters go by the same function of the database, sealed alike,
 * under the clerk's own login. Letters stored one by one are of another system (`import`).
 */
export function counterBox({ staff, keys }: Counter, actor: Actor): Letterbox {
  const door = doorThrough((statement) =>
    asActor(staff.db, staff.door, actor, (tx) => tx.execute(statement)),
  )
  const drop = (letters: readonly object[], blobs: readonly Uint8Array[]) =>
    asActor(staff.db, staff.door, actor, (tx) => entered(tx, letters, blobs, null))
  return letterboxOf({ ...door, drop }, keys)
}

/** Stores letters that were written down together, with their line of the register, in one act. */
export function enterLetters(
  tx: Tx,
  letters: readonly SealedLetter[],
  entry: EntryRow,
): Promise<Dropped[]> {
  return entered(tx, ...joined(letters), entry)
}

async function entered(
  tx: Tx,
  letters: readonly object[],
  blobs: readonly Uint8Array[],
  entry: EntryRow | null,
): Promise<Dropped[]> {
  const bytes = blobs.map((blob) => Buffer.from(blob))
  const { rows } = await tx.execute<Dropped>(sql`
    select index, outcome, letter, thread, number, year,
      to_char(day, 'YYYY-MM-DD') as day, to_char(come_back, 'YYYY-MM-DD') as come_back
    from enter_letters(${JSON.stringify(letters)}::jsonb, ${sql.param(bytes)}::bytea[],
      ${entry && JSON.stringify(entry)}::jsonb) order by index`)
  return rows
}
