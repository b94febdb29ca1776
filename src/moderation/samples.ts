import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { people, sampleItems, sampleNotes, samples, texts } from '../../db/schema.ts'
import { sampleWords as words } from '../../views/words/samples.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isId } from './feedback.ts'

/** Files in one sample. */
export const sampleSize = 20

/** What the auditor found, in own words. */
export const newNote = z.object({ text: z.string().trim().min(1).max(4000) })

/**
 * Draws twenty decided feedback by lot. Which ones follows from the seed alone (the smallest SHA-256
 * of seed and id), and the seed stands in the custody log: who draws until it suits is seen. Raises
 * Problem('forbidden') unless auditor, 'conflict' while nothing was decided.
 */
export async function drawSample(tx: Tx, actor: Actor): Promise<string> {
  needRole(actor, 'auditor')
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const seed = randomBytes(32).toString('hex')
  const { rows } = await tx.execute<{ id: string; all: number }>(sql`
    select f.id, (count(*) over ())::int as all from feedback f
    where exists (select from decisions d where d.feedback_id = f.id)
    order by sha256(decode(${seed}, 'hex') || uuid_send(f.id)) limit ${sampleSize}`)
  const [first] = rows
  if (!first) throw new Problem('conflict', words.nothing)
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'sample.drawn', item: id, number: first.all, commitment: seed },
  })
  await tx.insert(samples).values({
    ...{ id, organisationId: organisation, seed, drawnFrom: first.all },
    ...{ drawnBy: actor.person, entrySeq },
  })
  await tx.insert(sampleItems).values(
    rows.map((row, position) => ({
      ...{ sampleId: id, feedbackId: row.id, organisationId: organisation, position },
    })),
  )
  return id
}

/** The samples drawn here, newest first. Raises Problem('forbidden') unless auditor. */
export function samplesOf(tx: Tx, actor: Actor) {
  needRole(actor, 'auditor')
  return tx
    .select({
      id: samples.id,
      at: samples.drawnAt,
      by: people.name,
      drawnFrom: samples.drawnFrom,
      seed: samples.seed,
    })
    .from(samples)
    .innerJoin(people, eq(people.id, samples.drawnBy))
    .orderBy(desc(samples.drawnAt))
    .limit(200)
}

/** One sample. Raises Problem('forbidden') unless auditor, 'not_found'. */
export async function sampleById(tx: Tx, actor: Actor, id: string) {
  const found = (await samplesOf(tx, actor)).find((one) => one.id === id)
  if (!found || !isId(id)) throw new Problem('not_found', words.notFound)
  const items = await tx
    .select({ feedback: sampleItems.feedbackId, position: sampleItems.position })
    .from(sampleItems)
    .where(eq(sampleItems.sampleId, id))
    .orderBy(asc(sampleItems.position))
  return { ...found, items, notes: await notesOf(tx, id) }
}

/** Adds what the auditor found to a sample. Raises as `sampleById`. */
export async function noteSample(
  tx: Tx,
  actor: Actor,
  sample: string,
  { text }: z.output<typeof newNote>,
): Promise<void> {
  await sampleById(tx, actor, sample)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const body = text.normalize('NFC')
  await tx.insert(texts).values({ record: id, field: 'note', organisationId: organisation, body })
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'sample.noted', item: id, subject: sample },
  })
  await tx.insert(sampleNotes).values({
    ...{ id, organisationId: organisation, sampleId: sample, writtenBy: actor.person, entrySeq },
  })
}

function notesOf(tx: Tx, sample: string) {
  return tx
    .select({
      id: sampleNotes.id,
      by: people.name,
      at: sampleNotes.writtenAt,
      text: texts.body,
    })
    .from(sampleNotes)
    .innerJoin(people, eq(people.id, sampleNotes.writtenBy))
    .leftJoin(texts, and(eq(texts.record, sampleNotes.id), eq(texts.field, 'note')))
    .where(eq(sampleNotes.sampleId, sample))
    .orderBy(asc(sampleNotes.writtenAt))
}
