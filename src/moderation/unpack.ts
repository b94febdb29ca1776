import { eq, inArray, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { attachments, feedback, unpacked } from '../../db/schema.ts'
import type { LetterContent, LetterSeal } from '../intake/letter.ts'
import { looksLikeTrial, trialIn, trialOfThread, trialReceived } from '../intake/trials.ts'
import { open, openMany, sealMany, type Vault } from './vault.ts'
import { type Letter, takeFree, waitingLetters } from './waiting.ts'
import { workingText } from './working-text.ts'

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
 * numbers. A look's letters are one transaction with their custody entries; several consoles share
 * the queue. Answers how many were unpacked. A letter that cannot be opened stays waiting and goes to
 * `failed`, and the others of its look are unpacked one by one.
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
    const done = await unpackTogether(db, vault, ids)
    count += done.size
    for (const id of ids) {
      if (done.has(id)) continue
      if (await unpackFree(db, vault, id, failed)) count += 1
      else skip.push(id)
    }
  }
  return count
}

/**
 * Unpacks those of these letters that open a thread, together; answers which. None when one of
 * them cannot be opened, or another console has one in hand: then each is tried alone.
 */
async function unpackTogether(
  db: Db,
  vault: Vault,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length < 2) return new Set()
  try {
    return await as(db, { role: 'ydan_jobs' }, async (tx) => {
      const letters = await takeFree(tx, ids)
      return new Set(await unpackAll(tx, vault, letters))
    })
  } catch {
    // What the database says when it is away it says again to the first that is tried alone.
    return new Set()
  }
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
      const [letter] = await takeFree(tx, [id])
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
  const trial = await trialIn(tx, contentOf(bytes).text, organisationId)
  if (trial) return trialReceived(tx, trial, letter)
  await write(tx, vault, [openedAs(letter, bytes)])
}

type Opened = { id: string; letter: Letter; content: LetterContent; wasThere: boolean }

/** Opens and writes these letters' feedback; answers whose. Later letters and tests are left alone. */
async function unpackAll(tx: Tx, vault: Vault, letters: readonly Letter[]): Promise<string[]> {
  const firsts = letters.filter(({ first }) => first)
  const bytes = await openMany(
    tx,
    vault,
    firsts.map(({ id }) => id),
    'text',
  )
  const opened = firsts.map((letter) => openedAs(letter, bytes.get(letter.id) ?? null))
  const ordinary = opened.filter(({ content }) => !looksLikeTrial(content.text))
  await write(tx, vault, ordinary)
  return ordinary.map(({ letter }) => letter.id)
}

function openedAs(letter: Letter, bytes: Uint8Array | null): Opened {
  const content = contentOf(bytes)
  return { id: crypto.randomUUID(), letter, content, wasThere: bytes !== null }
}

// Shredded before anyone opened it: the row stays so that nothing seems to have vanished.
function contentOf(bytes: Uint8Array | null): LetterContent {
  if (!bytes) return { text: '' }
  return (JSON.parse(new TextDecoder().decode(bytes)) as LetterSeal).letter
}

// Numbers come last: they lock the heads of the logs, for which the door waits, in the door's order.
async function write(tx: Tx, vault: Vault, opened: readonly Opened[]): Promise<void> {
  if (opened.length === 0) return
  await tx.insert(feedback).values(
    opened.map(({ id, letter, content }) => ({
      ...pick(letter),
      id,
      kind: content.kind ?? ('comment' as const),
      use: content.use ?? ('front-only' as const),
      observedOn: content.observedOn ?? null,
      place: content.place ?? null,
    })),
  )
  await tx.insert(unpacked).values(
    opened.map(({ id, letter }) => ({
      letterId: letter.id,
      organisationId: letter.organisationId,
      feedbackId: id,
    })),
  )
  await keepWorkingCopies(
    tx,
    vault,
    opened.filter(({ wasThere }) => wasThere),
  )
  await number(tx, opened)
  const ids = sql.param(opened.map(({ id }) => id))
  await tx.execute(sql`select project(id) from unnest(${ids}::uuid[]) as id`)
}

function pick(letter: Letter) {
  const { organisationId, threadId, areaCode, channel, day, proof, held, resident } = letter
  return { organisationId, threadId, areaCode, channel, day, proof, held, resident }
}

async function keepWorkingCopies(tx: Tx, vault: Vault, opened: readonly Opened[]): Promise<void> {
  if (opened.length === 0) return
  const files = await tx
    .select({
      id: attachments.id,
      type: attachments.type,
      position: attachments.position,
      letter: attachments.letterId,
    })
    .from(attachments)
    .where(
      inArray(
        attachments.letterId,
        opened.map(({ letter }) => letter.id),
      ),
    )
    .orderBy(attachments.position)
  const copies = opened.map(({ id, letter, content }) => {
    const copy: WorkingCopy = {
      text: workingText(content.text),
      about: (content.about ?? []).map((one) => ({
        ...one,
        ...(one.text !== undefined && { text: workingText(one.text) }),
      })),
      attachments: files
        .filter((file) => file.letter === letter.id)
        .map(({ id, type, position }) => ({
          id,
          type,
          name: workingText(content.attachments?.[position]?.name ?? ''),
        })),
    }
    const bytes = new TextEncoder().encode(JSON.stringify(copy))
    return { record: id, organisation: letter.organisationId, bytes }
  })
  await sealMany(tx, vault, 'text', copies)
}

// Numbered per official and collective named; a letter that names neither counts for the Front itself.
async function number(tx: Tx, opened: readonly Opened[]): Promise<void> {
  const rows = opened.flatMap(({ id, letter, content }) => {
    const named = (content.about ?? []).flatMap(({ official, collective }) => {
      const subject = official ?? collective
      return subject ? [[subject, official ? 'official' : 'collective'] as const] : []
    })
    const own = letter.organisationId
    const subjects = named.length > 0 ? [...new Map(named)] : [[own, 'organisation'] as const]
    return subjects.map(([subject, kind]) => ({ id, own, subject, kind }))
  })
  await tx.execute(sql`
    select assign_number(id, subject, kind) from (
      select id, subject, kind from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[],
        ${sql.param(rows.map(({ own }) => own))}::uuid[],
        ${sql.param(rows.map(({ subject }) => subject))}::uuid[],
        ${sql.param(rows.map(({ kind }) => kind))}::text[])
        with ordinality as r(id, own, subject, kind, place)
      order by own, place) ordered`)
}
