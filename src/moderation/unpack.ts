import { eq, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { attachments, feedback, letters, unpacked } from '../../db/schema.ts'
import type { LetterContent, LetterSeal } from '../intake/letter.ts'
import { trialIn, trialOfThread, trialReceived } from '../intake/trials.ts'
import { open, seal, type Vault } from './vault.ts'
import { workingText } from './working-text.ts'

type Letter = typeof letters.$inferSelect

/** The working copy as it is sealed: cleaned words, and which files lie beside them. */
export type WorkingCopy = {
  text: string
  about: { official?: string; collective?: string; text?: string }[]
  attachments: { id: string; name: string; type: string }[]
}

/** How many letters one look at the queue finds; what comes meanwhile waits for the next look. */
const perLook = 64

/**
 * Unpacks up to `most` waiting letters: opens each, makes the working copy, gives the running
 * numbers. A letter is one transaction with its custody entries; several consoles share the queue.
 * Answers how many were unpacked. A letter that cannot be opened stays waiting and goes to `failed`.
 */
export async function unpackWaiting(
  db: Db,
  vault: Vault,
  failed: (letter: string, error: unknown) => void,
  most = 100,
): Promise<number> {
  const skip: string[] = []
  let count = 0
  while (count < most) {
    const ids = await as(db, { role: 'ydan_jobs' }, (tx) =>
      waitingLetters(tx, skip, Math.min(perLook, most - count)),
    )
    if (ids.length === 0) return count
    for (const id of ids) {
      if (await unpackFree(db, vault, id, failed)) count += 1
      else skip.push(id)
    }
  }
  return count
}

// In turn by area and by how it came, the oldest of each first: a flood on one place, or one without
// proof of work, keeps the others waiting for no more than its own share. A later letter waits until
// the one that opened its thread is unpacked.
async function waitingLetters(tx: Tx, skip: readonly string[], most: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from (
      select l.id, l.day, l.entry_seq, row_number() over (partition by l.organisation_id, l.area_code,
        l.proof, l.held order by l.day, l.entry_seq) as turn
      from letters l
      left join unpacked u on u.letter_id = l.id
      left join letter_releases r on r.letter_id = l.id
      left join trial_arrivals t on t.letter_id = l.id
      where u.letter_id is null and t.letter_id is null and (not l.held or r.letter_id is not null)
        and l.id <> all(${sql.param([...skip])}::uuid[])
        and (l.first or exists (select 1 from feedback f where f.thread_id = l.thread_id)
          or exists (select 1 from trial_arrivals a join letters o on o.id = a.letter_id
            where o.thread_id = l.thread_id))) waiting
    order by turn, day, entry_seq limit ${most}`)
  return rows.map(({ id }) => id)
}

/** Unpacks one letter unless another console has it in hand or is done with it; whether it did. */
async function unpackFree(
  db: Db,
  vault: Vault,
  id: string,
  failed: (letter: string, error: unknown) => void,
): Promise<boolean> {
  let inHand = false
  try {
    return await as(db, { role: 'ydan_jobs' }, async (tx) => {
      const letter = await take(tx, id)
      inHand = letter !== undefined
      if (letter) await unpackOne(tx, vault, letter)
      return inHand
    })
  } catch (error) {
    // Without a letter in hand the database itself is away: nothing to skip, try again later.
    if (!inHand) throw error
    failed(id, error)
    return false
  }
}

// The advisory lock shares the queue among consoles without a right to change letters.
async function take(tx: Tx, id: string): Promise<Letter | undefined> {
  const { rows } = await tx.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${id}, 7)) as free`,
  )
  if (!rows[0]?.free) return undefined
  // Looked at again behind the lock: another console may have finished it meanwhile.
  const [letter] = await tx
    .select()
    .from(letters)
    .where(
      sql`${letters.id} = ${id} and not exists (select 1 from unpacked where letter_id = ${id})
        and not exists (select 1 from trial_arrivals where letter_id = ${id})`,
    )
  return letter
}

async function unpackOne(tx: Tx, vault: Vault, letter: Letter): Promise<void> {
  const { organisationId, threadId } = letter
  if (!letter.first) {
    const [opened] = await tx
      .select({ id: feedback.id })
      .from(feedback)
      .where(eq(feedback.threadId, threadId))
    if (!opened) {
      const trial = await trialOfThread(tx, threadId)
      if (!trial) throw new Error('a later letter without its thread')
      return trialReceived(tx, trial, letter)
    }
    await tx.insert(unpacked).values({ letterId: letter.id, organisationId, feedbackId: opened.id })
    await tx.execute(sql`select project(${opened.id}::uuid)`)
    return
  }
  const bytes = await open(tx, vault, { record: letter.id, field: 'text' })
  // Shredded before anyone opened it: the row stays so that nothing seems to have vanished.
  const content: LetterContent = bytes
    ? (JSON.parse(new TextDecoder().decode(bytes)) as LetterSeal).letter
    : { text: '' }
  const trial = await trialIn(tx, content.text, organisationId)
  if (trial) return trialReceived(tx, trial, letter)
  const id = crypto.randomUUID()
  await tx.insert(feedback).values({
    id,
    organisationId,
    threadId,
    areaCode: letter.areaCode,
    channel: letter.channel,
    kind: content.kind ?? 'comment',
    use: content.use ?? 'front-only',
    observedOn: content.observedOn ?? null,
    place: content.place ?? null,
    day: letter.day,
    proof: letter.proof,
    held: letter.held,
    resident: letter.resident,
  })
  await tx.insert(unpacked).values({ letterId: letter.id, organisationId, feedbackId: id })
  if (bytes) await keepWorkingCopy(tx, vault, letter, id, content)
  await number(tx, id, organisationId, content)
  await tx.execute(sql`select project(${id}::uuid)`)
}

async function keepWorkingCopy(
  tx: Tx,
  vault: Vault,
  letter: Letter,
  feedbackId: string,
  content: LetterContent,
): Promise<void> {
  const files = await tx
    .select({ id: attachments.id, type: attachments.type, position: attachments.position })
    .from(attachments)
    .where(eq(attachments.letterId, letter.id))
    .orderBy(attachments.position)
  const copy: WorkingCopy = {
    text: workingText(content.text),
    about: (content.about ?? []).map((one) => ({
      ...one,
      ...(one.text !== undefined && { text: workingText(one.text) }),
    })),
    attachments: files.map(({ id, type, position }) => ({
      id,
      type,
      name: workingText(content.attachments?.[position]?.name ?? ''),
    })),
  }
  const bytes = new TextEncoder().encode(JSON.stringify(copy))
  const { organisationId: organisation } = letter
  await seal(tx, vault, { record: feedbackId, field: 'text', organisation }, bytes)
}

// Numbered per official and collective named; a letter that names neither counts for the Front itself.
async function number(
  tx: Tx,
  feedbackId: string,
  organisationId: string,
  { about = [] }: LetterContent,
): Promise<void> {
  const named = about.flatMap(({ official, collective }) => {
    const subject = official ?? collective
    return subject ? [[subject, official ? 'official' : 'collective'] as const] : []
  })
  const subjects = named.length > 0 ? [...new Map(named)] : [[organisationId, 'organisation']]
  for (const [subject, kind] of subjects) {
    await tx.execute(sql`select assign_number(${feedbackId}::uuid, ${subject}::uuid, ${kind})`)
  }
}
