import { open, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { custodyEntries, erasures } from '../../db/schema.ts'
import { backupWords as words } from '../../views/words/backup.ts'
import { Problem } from '../problem.ts'
import { logOwners, type Read } from './entries.ts'
import { readEntry } from './entry.ts'

// What was erased, kept outside the database: a backup from before must not bring it back.

const erasure = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('record'),
    organisation: z.uuid(),
    seq: z.int().min(0),
    record: z.uuid(),
    reason: z.string().regex(/^[a-z0-9_-]{1,60}$/),
  }),
  z.strictObject({
    kind: z.literal('feedback'),
    organisation: z.uuid(),
    seq: z.int().min(0),
    feedback: z.uuid(),
    reason: z.string().max(2_000),
    askedBy: z.uuid(),
    agreedBy: z.uuid().nullable(),
  }),
])

/** One erasure: a record whose keys and bytes went, or a feedback that counts as erased. */
export type Erasure = z.infer<typeof erasure>

/** Where the list lies. */
export function erasureFile(dataDir: string): string {
  return join(dataDir, 'erasures.jsonl')
}

/** Reads a list; none when the file is not there. Raises Problem('invalid') naming a wrong line. */
export async function readErasures(file: string): Promise<Erasure[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  // A line without its end was cut off while it was written; it comes again.
  return lines.slice(0, -1).map((line, place) => {
    const read = parsed(line)
    if (!read) throw new Problem('invalid', words.wrongLine(file, place + 1))
    return read
  })
}

/** Adds to the list in `dataDir` what was erased since; answers how many. Safe to run again. */
export async function keepErasures(read: Read, dataDir: string): Promise<number> {
  const file = erasureFile(dataDir)
  const kept = await readErasures(file)
  const fresh: Erasure[] = []
  for (const { id } of await read(logOwners)) {
    const mine = kept.filter(({ organisation }) => organisation === id)
    const known = new Set(mine.map(keyOf))
    const found = await read((tx) => erasedSince(tx, id, mine.at(-1)))
    fresh.push(...found.filter((one) => !known.has(keyOf(one))))
  }
  if (fresh.length > 0) await appendTo(file, fresh)
  return fresh.length
}

/** Every erasure of a log, oldest first. */
export async function allErasures(tx: Tx, organisation: string): Promise<Erasure[]> {
  return erasedFrom(tx, organisation, -1)
}

/** Erases again, as the database's owner, what a list says and the database still holds; how many. */
export async function replayErasures(tx: Tx, listed: readonly Erasure[]): Promise<number> {
  let replayed = 0
  for (const one of listed) {
    replayed += one.kind === 'record' ? await shredAgain(tx, one) : await eraseAgain(tx, one)
  }
  return replayed
}

/** What tells an erasure from others, whatever its place in the log. */
export function keyOf(one: Erasure): string {
  return one.kind === 'record' ? `record ${one.record}` : `feedback ${one.feedback}`
}

async function shredAgain(tx: Tx, one: Extract<Erasure, { kind: 'record' }>): Promise<number> {
  const { rows } = await tx.execute<{ there: boolean }>(sql`
    select exists (select from data_keys where record = ${one.record}::uuid)
      or exists (select from seals where record = ${one.record}::uuid)
      or exists (select from texts where record = ${one.record}::uuid) as there`)
  if (!rows[0]?.there) return 0
  await tx.execute(sql`select shred(${one.organisation}::uuid, ${one.record}::uuid, ${one.reason})`)
  return 1
}

async function eraseAgain(tx: Tx, one: Extract<Erasure, { kind: 'feedback' }>): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into erasures (feedback_id, organisation_id, reason, asked_by, agreed_by, entry_seq)
      select f.id, f.organisation_id, ${one.reason}, ${one.askedBy}::uuid, ${one.agreedBy}::uuid,
        custody_append(f.organisation_id, 'feedback.erased', f.id)
      from feedback f where f.id = ${one.feedback}::uuid
        and not exists (select from erasures e where e.feedback_id = f.id)`)
  await tx.execute(sql`select project(id) from feedback where id = ${one.feedback}::uuid`)
  return rowCount ?? 0
}

// From the last one listed on; from the beginning when the log has another entry in its place, as
// after an older backup.
async function erasedSince(
  tx: Tx,
  organisation: string,
  last: Erasure | undefined,
): Promise<Erasure[]> {
  const [there] = last ? await erasedFrom(tx, organisation, last.seq - 1, 1) : []
  const same = last && there && there.seq === last.seq && keyOf(there) === keyOf(last)
  return erasedFrom(tx, organisation, same ? last.seq : -1)
}

async function erasedFrom(
  tx: Tx,
  organisation: string,
  after: number,
  most = 1_000_000,
): Promise<Erasure[]> {
  const shredded = await tx
    .select({ seq: custodyEntries.seq, bytes: custodyEntries.bytes, record: custodyEntries.item })
    .from(custodyEntries)
    .where(
      and(
        eq(custodyEntries.organisationId, organisation),
        eq(custodyEntries.kind, 'record.shredded'),
        gt(custodyEntries.seq, after),
      ),
    )
    .orderBy(asc(custodyEntries.seq))
    .limit(most)
  const erased = await tx
    .select()
    .from(erasures)
    .where(and(eq(erasures.organisationId, organisation), gt(erasures.entrySeq, after)))
    .orderBy(asc(erasures.entrySeq))
    .limit(most)
  const found: Erasure[] = [
    ...shredded.map(({ seq, bytes, record }) => ({
      ...{ kind: 'record' as const, organisation, seq, record },
      reason: readEntry(bytes)?.reason ?? 'erased',
    })),
    ...erased.map(({ feedbackId, entrySeq, reason, askedBy, agreedBy }) => ({
      ...{ kind: 'feedback' as const, organisation, seq: entrySeq, feedback: feedbackId },
      ...{ reason, askedBy, agreedBy },
    })),
  ]
  return found.sort((a, b) => a.seq - b.seq).slice(0, most)
}

function parsed(line: string): Erasure | undefined {
  try {
    return erasure.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

async function appendTo(file: string, fresh: readonly Erasure[]): Promise<void> {
  await dropCutLine(file)
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.writeFile(fresh.map((one) => `${JSON.stringify(one)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function dropCutLine(file: string): Promise<void> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) await truncate(file, whole)
}
