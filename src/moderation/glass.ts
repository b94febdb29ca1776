import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { feedback, glassBreaks, people, texts, threads } from '../../db/schema.ts'
import { glassWords as words } from '../../views/words/glass.ts'
import { append } from '../custody/append.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { noteText } from '../staff/form.ts'
import { tellEverybody } from '../staff/notices.ts'
import { mayAsk } from '../staff/roles.ts'
import { feedbackNumbered } from './bench.ts'
import { feedbackById, isId, isLocked, workingCopyOf } from './feedback.ts'
import type { Vault } from './vault.ts'

/** How long broken glass stays open for who broke it, in minutes. */
export const glassMinutes = 60
const shortestReason = 20

/** Which feedback, by its receipt number, and why it cannot wait for those who may read it. */
export const newBreak = z.object({
  number: z.string().trim().min(1).max(40),
  reason: noteText(2000).refine((text) => text.trim().length >= shortestReason),
})

/**
 * Breaks the glass (contract, table of acts): any one of the staff, with a reason, opens the words of
 * one letter for an hour, as when a life is in danger and nobody who may read is there. Everybody is
 * told at once. Raises Problem('invalid') for a short reason, 'not_found' for no such number or one
 * hidden by a relation, 'conflict' for what was diverted or erased: that stays shut to all.
 */
export async function breakGlass(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newBreak>,
): Promise<string> {
  if (!mayAsk(actor, 'break_glass')) throw new Problem('forbidden', words.notYou)
  const row = await feedbackById(tx, await feedbackNumbered(tx, given.number))
  if (isLocked(row.state) || row.state === 'erased') throw new Problem('conflict', words.shut)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const reason = given.reason.normalize('NFC').trim()
  await tx
    .insert(texts)
    .values({ record: id, field: 'reason', organisationId: organisation, body: reason })
  await tellEverybody(tx, organisation, 'glass-broken', {
    ...{ person: actor.name, break: id },
  })
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'glass.broken', item: id, subject: row.id },
  })
  await tx.insert(glassBreaks).values({
    ...{ id, organisationId: organisation, feedbackId: row.id, brokenBy: actor.person, entrySeq },
  })
  return id
}

/** What stands behind glass this person broke within the hour. Raises Problem('not_found'). */
export async function behindGlass(tx: Tx, vault: Vault, actor: Actor, id: string) {
  const [found] = isId(id)
    ? await tx
        .select({ feedback: glassBreaks.feedbackId })
        .from(glassBreaks)
        .where(
          and(
            eq(glassBreaks.id, id),
            eq(glassBreaks.brokenBy, actor.person),
            sql`${glassBreaks.brokenAt} > now() - ${glassMinutes} * interval '1 minute'`,
          ),
        )
    : []
  if (!found) throw new Problem('not_found', words.over)
  const row = await feedbackById(tx, found.feedback)
  if (isLocked(row.state)) throw new Problem('not_found', words.over)
  const copy = await workingCopyOf(tx, vault, row.id)
  return { number: row.number, areaName: row.areaName, day: row.day, text: copy?.text ?? null }
}

/** Who broke the glass, when and why, newest first: everybody of the house may see it. */
export async function breaksOf(tx: Tx) {
  const rows = await tx
    .select({
      id: glassBreaks.id,
      by: people.name,
      at: glassBreaks.brokenAt,
      number: threads.number,
      year: threads.year,
      reason: texts.body,
    })
    .from(glassBreaks)
    .innerJoin(feedback, eq(feedback.id, glassBreaks.feedbackId))
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .innerJoin(people, eq(people.id, glassBreaks.brokenBy))
    .leftJoin(texts, and(eq(texts.record, glassBreaks.id), eq(texts.field, 'reason')))
    .orderBy(desc(glassBreaks.brokenAt))
    .limit(100)
  return rows.map(({ number, year, ...row }) => ({ ...row, number: receiptNumber(number, year) }))
}
