import { and, eq } from 'drizzle-orm'
import type { Automatic, Verdict } from '../../channels/email-headers.ts'
import type { Tx } from '../../db/connection.ts'
import { assistedLetters, letters, register } from '../../db/schema.ts'
import type { MailSeal } from '../intake/mail-seal.ts'
import { newestReadings, type WorkingReading } from './newest-readings.ts'
import { mailSealsOf, readingOf } from './readings.ts'
import type { Vault } from './vault.ts'

/** How a letter that staff wrote down had come. Days are `YYYY-MM-DD`. */
export type Assisted = {
  place: string
  heldOn: string
  consentBy: 'boxes' | 'read-out' | 'minutes'
  register: {
    number: number
    year: number
    day: string
    reference: string | null
    note: string | null
  } | null
}

/** What is known of a mail besides its words; nothing in it says from whom. */
export type MailFacts = {
  letter: string
  verdict: Verdict
  automatic?: Automatic
  unread: boolean
  /** The charsets its texts name; empty where they name none. */
  charsets: string[]
  folded: string
  /** The charset it was last read again in; null when it stands as it came. */
  readAs: string | null
}

/** A mail as moderators work on it: its facts, and its words when they were read again. */
export type ReadMail = { facts: MailFacts; text: string | null }

/** The letter that opened a thread. */
export async function firstLetterOf(tx: Tx, threadId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: letters.id })
    .from(letters)
    .where(and(eq(letters.threadId, threadId), eq(letters.first, true)))
  return row?.id ?? null
}

/** How a letter came over the counter; null for all others. */
export async function assistedOf(tx: Tx, letter: string): Promise<Assisted | null> {
  const [row] = await tx
    .select({
      place: assistedLetters.place,
      heldOn: assistedLetters.heldOn,
      consentBy: assistedLetters.consentBy,
      number: register.number,
      year: register.year,
      day: register.day,
      reference: register.reference,
      note: register.note,
    })
    .from(assistedLetters)
    .leftJoin(register, eq(register.id, assistedLetters.registerId))
    .where(eq(assistedLetters.letterId, letter))
  if (!row) return null
  const { place, heldOn, consentBy, number, year, day, reference, note } = row
  const line =
    number === null || year === null || day === null ? null : { number, year, day, reference, note }
  return { place, heldOn, consentBy, register: line }
}

/** The mails among these letters, by letter; only for those who may read them. */
export async function mailsOf(
  tx: Tx,
  vault: Vault,
  ids: readonly string[],
): Promise<Map<string, ReadMail>> {
  const mails = await mailSealsOf(tx, vault, ids)
  const newest = await newestReadings(tx, vault, [...mails.keys()])
  return new Map(
    [...mails].map(([letter, mail]) => {
      const again = newest.get(letter)
      return [letter, { facts: factsOf(letter, mail, again), text: again?.text ?? null }] as const
    }),
  )
}

function factsOf(
  letter: string,
  mail: MailSeal,
  again: (WorkingReading & { charset: string }) | undefined,
): MailFacts {
  const { verdict, automatic, unread, written } = mail
  return {
    letter,
    verdict: verdict as Verdict,
    ...(automatic && { automatic }),
    unread,
    charsets: [...new Set(written.parts.map(({ charset = '' }) => charset.slice(0, 40)))],
    folded: again?.folded ?? readingOf(mail).folded,
    readAs: again?.charset ?? null,
  }
}
