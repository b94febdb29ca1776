import { eq, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { attachments, feedback, letters, unpacked } from '../../db/schema.ts'
import type { LetterContent, LetterSeal } from '../intake/letter.ts'
import { open, seal, type Vault } from './vault.ts'
import { workingText } from './working-text.ts'

type Letter = typeof letters.$inferSelect

/** The working copy as it is sealed: cleaned words, and which files lie beside them. */
export type WorkingCopy = {
  text: string
  about: { official?: string; collective?: string; text?: string }[]
  attachments: { id: string; name: string; type: string }[]
}

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
  for (let count = 0; count < most; ) {
    let current: string | undefined
    try {
      const found = await as(db, { role: 'ydan_jobs' }, async (tx) => {
        const letter = await next(tx, skip)
        current = letter?.id
        if (letter) await unpackOne(tx, vault, letter)
        return letter !== undefined
      })
      if (!found) return count
      count += 1
    } catch (error) {
      // Without a letter in hand the database itself is away: nothing to skip, try again later.
      if (!current) throw error
      skip.push(current)
      failed(current, error)
    }
  }
  return most
}

// The advisory lock shares the queue among consoles without a right to change letters. A later
// letter waits until the one that opened its thread is unpacked.
async function next(tx: Tx, skip: readonly string[]): Promise<Letter | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with waiting as materialized (
      select l.id from letters l
      left join unpacked u on u.letter_id = l.id
      left join letter_releases r on r.letter_id = l.id
      where u.letter_id is null and (not l.held or r.letter_id is not null)
        and l.id <> all(${sql.param([...skip])}::uuid[])
        and (l.first or exists (select 1 from feedback f where f.thread_id = l.thread_id))
      order by l.day, l.entry_seq limit 16)
    select id from waiting where pg_try_advisory_xact_lock(hashtextextended(id::text, 7)) limit 1`)
  const id = rows[0]?.id
  if (!id) return undefined
  // Another console may have finished it between the two looks.
  const [letter] = await tx
    .select()
    .from(letters)
    .where(
      sql`${letters.id} = ${id} and not exists (select 1 from unpacked where letter_id = ${id})`,
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
    if (!opened) throw new Error('a later letter without its thread')
    await tx.insert(unpacked).values({ letterId: letter.id, organisationId, feedbackId: opened.id })
    await tx.execute(sql`select project(${opened.id}::uuid)`)
    return
  }
  const bytes = await open(tx, vault, { record: letter.id, field: 'text' })
  // Shredded before anyone opened it: the row stays so that nothing seems to have vanished.
  const content: LetterContent = bytes
    ? (JSON.parse(new TextDecoder().decode(bytes)) as LetterSeal).letter
    : { text: '' }
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
