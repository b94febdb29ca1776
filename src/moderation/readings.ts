import { and, asc, eq, max } from 'drizzle-orm'
import { rereadings as charsets, type Rereading } from '../../channels/charsets.ts'
import { type Reading, readWritten } from '../../channels/email-written.ts'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { letters, rereadings } from '../../db/schema.ts'
import { moderationWords } from '../../views/words/moderation.ts'
import { rereadProblems as problems } from '../../views/words/origin.ts'
import { append } from '../custody/append.ts'
import { wordsOf } from '../intake/mail.ts'
import { type MailSeal, mailField, readMailSeal } from '../intake/mail-seal.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { feedbackById, isId, isLocked } from './feedback.ts'
import type { WorkingReading } from './newest-readings.ts'
import { lockFeedback } from './summaries.ts'
import { unnamed } from './unnamed.ts'
import { openMany, sealBeside, type Vault } from './vault.ts'
import { workingText } from './working-text.ts'

/** What a mail brought besides its words, by letter. Letters of other channels are missing. */
export async function mailSealsOf(
  tx: Tx,
  vault: Vault,
  ids: readonly string[],
): Promise<Map<string, MailSeal>> {
  const opened = await openMany(tx, vault, ids, mailField)
  return new Map([...opened].map(([id, bytes]) => [id, readMailSeal(bytes)]))
}

/** Reads a mail as its letter does, or in another charset; `folded` names nobody by number. */
export function readingOf({ written }: MailSeal, as?: Rereading): WorkingReading {
  const read: Reading = readWritten(written, as)
  return { text: workingText(wordsOf(read)), folded: unnamed(workingText(read.folded)) }
}

/** All later readings of a feedback's letters, oldest first. */
export function rereadingsOf(tx: Tx, feedbackId: string) {
  return tx
    .select({
      letter: rereadings.letterId,
      version: rereadings.version,
      charset: rereadings.charset,
      readByName: people.name,
      readAt: rereadings.readAt,
      entrySeq: rereadings.entrySeq,
    })
    .from(rereadings)
    .leftJoin(people, eq(people.id, rereadings.readBy))
    .where(eq(rereadings.feedbackId, feedbackId))
    .orderBy(asc(rereadings.entrySeq))
}

/** Reads one letter in a charset, to look at; nothing is kept. Raises as `reread` does. */
export async function tryReading(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  at: { feedback: string; letter: string },
  charset: string,
): Promise<WorkingReading> {
  const as = charsets.find((one) => one === charset)
  const message = problems.charset
  if (!as) throw new Problem('invalid', message, [{ path: 'charset', message }])
  needRole(actor, 'moderator', 'lead')
  const row = await feedbackById(tx, at.feedback)
  if (isLocked(row.state)) throw new Problem('conflict', moderationWords.locked)
  const [letter] = isId(at.letter)
    ? await tx
        .select({ id: letters.id })
        .from(letters)
        .where(and(eq(letters.id, at.letter), eq(letters.threadId, row.threadId)))
    : []
  if (!letter) throw new Problem('not_found', moderationWords.notFound)
  const mail = (await mailSealsOf(tx, vault, [letter.id])).get(letter.id)
  if (!mail || mail.unread) throw new Problem('conflict', problems.nothing)
  return readingOf(mail, as)
}

/**
 * Keeps a reading of a mail in another charset: from now on moderators work on it; earlier ones and
 * what the sender sees stay as they are. Raises Problem('forbidden') unless moderator or lead,
 * 'invalid' for another charset, 'not_found' for a letter of something else, 'conflict' for what is
 * locked or no mail.
 */
export async function reread(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  at: { feedback: string; letter: string },
  charset: string,
): Promise<{ version: number }> {
  const reading = await tryReading(tx, vault, actor, at, charset)
  await lockFeedback(tx, at.feedback)
  const [last] = await tx
    .select({ version: max(rereadings.version) })
    .from(rereadings)
    .where(eq(rereadings.letterId, at.letter))
  const version = (last?.version ?? 0) + 1
  const bytes = new TextEncoder().encode(JSON.stringify(reading))
  const { organisation, person } = actor
  await sealBeside(
    tx,
    vault,
    { record: at.letter, field: `reading/${version}`, organisation },
    bytes,
  )
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation,
    kind: 'letter.reread',
    item: id,
    subject: at.letter,
    number: version,
    reason: charset,
  })
  await tx.insert(rereadings).values({
    ...{ id, organisationId: organisation, letterId: at.letter, feedbackId: at.feedback },
    ...{ version, charset, readBy: person, entrySeq },
  })
  return { version }
}
