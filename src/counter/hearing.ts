import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { hearingIssues, hearingItems, hearingReceipts } from '../../db/schema.ts'
import { hearingPaper as paper, hearingProblems as problems } from '../../views/words/hearings.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { day, line, wrongField } from '../review/fields.ts'
import { hearingCalendarOn } from '../review/hearing-calendar.ts'
import type { HearingItem } from '../review/hearing-items.ts'
import { hearingById } from '../review/hearings.ts'
import type { Actor } from '../staff/actor.ts'
import { workingDeadline } from '../staff/holidays.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { enterLine } from './register.ts'

/** What the office types once the letter is numbered and signed. */
export const newIssue = z.object({
  number: z.coerce.number().int().min(1).max(999_999).optional(),
  day: day.optional(),
  signer: line(120),
  /** Fingerprint of the list that was looked at; a list that changed since is not issued. */
  list: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
/** Ký nhận: when, and who took it. */
export const newReceipt = z.object({ receivedOn: day, receiver: line(120) })

/** The fingerprint of a list of items in their order, 64 hex digits. */
export function listOf(items: readonly HearingItem[]): string {
  const named = items.map(({ evidence }) => evidence).join(' ')
  return createHash('sha256').update(named).digest('hex')
}

/**
 * Issues a draft: its list is fixed, its number taken in the book of outgoing papers. Raises
 * Problem('forbidden') unless secretary or lead, 'not_found', 'invalid' for a day to come,
 * 'conflict' when it was issued, is covered by a newer draft, changed, or nothing in it waits.
 */
export async function issueHearing(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newIssue>,
): Promise<void> {
  const { hearing } = await hearingById(tx, actor, id)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${hearing.record}, 15))`)
  const { hearing: now, items, cover } = await hearingById(tx, actor, id)
  if (now.issued) throw new Problem('conflict', problems.issuedAlready)
  if (now.superseded) throw new Problem('conflict', problems.superseded)
  if (!items.some(({ asks }) => asks)) throw new Problem('conflict', problems.emptied)
  if (given.list !== undefined && given.list !== listOf(items)) {
    throw new Problem('conflict', problems.itemsChanged)
  }
  const on = given.day ?? dayInVietNam()
  if (on > dayInVietNam()) throw wrongField('day', problems.issuedWhen)
  const { term } = await hearingCalendarOn(tx, on)
  const registerId = await enterLine(tx, actor, {
    ...{ direction: 'out', correspondent: cover.subject.name, abstract: paper.abstract },
    ...{ day: on, signer: given.signer, ...(given.number && { number: given.number }) },
  })
  const { organisation, person } = actor
  const act = { organisation, kind: 'hearing.issued', item: id, subject: hearing.record }
  const entrySeq = await append(tx, { ...act, commitment: listOf(items) })
  await tx.insert(hearingIssues).values({
    ...{ hearingId: id, organisationId: organisation, registerId, term, entrySeq },
    issuedBy: person,
  })
  await tx.insert(hearingItems).values(
    items.map(({ evidence }, place) => ({
      ...{ hearingId: id, evidenceId: evidence, organisationId: organisation },
      position: place + 1,
    })),
  )
}

/**
 * Enters the receipt: from this day the term runs, and only now the official sees the items at the
 * desk. Raises Problem('forbidden'), 'not_found', 'invalid' for a day before the letter's or to come,
 * 'conflict' when it was not issued or received already.
 */
export async function receiveHearing(
  tx: Tx,
  actor: Actor,
  id: string,
  { receivedOn, receiver }: z.output<typeof newReceipt>,
): Promise<void> {
  const { hearing } = await hearingById(tx, actor, id)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${hearing.record}, 15))`)
  const { issued, received } = (await hearingById(tx, actor, id)).hearing
  if (!issued) throw new Problem('conflict', problems.notIssued)
  if (received) throw new Problem('conflict', problems.receivedAlready)
  if (receivedOn < issued.day || receivedOn > dayInVietNam()) {
    throw wrongField('receivedOn', problems.receivedWhen)
  }
  const noon = new Date(`${receivedOn}T05:00:00Z`)
  // The deadline is the end of its day: a moment before that is still on it.
  const dueOn = dayInVietNam(new Date((await workingDeadline(tx, issued.term, noon)).getTime() - 1))
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'hearing.received', item: id },
    ...{ subject: hearing.record, commitment: commitFields(receivedOn, receiver, dueOn) },
  })
  await tx.insert(hearingReceipts).values({
    ...{ hearingId: id, organisationId, receivedOn, receiver, dueOn, entrySeq },
    enteredBy: actor.person,
  })
}
