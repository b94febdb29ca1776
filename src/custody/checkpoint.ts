import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { checkpoints } from '../../db/schema.ts'
import { both } from '../../views/lang.ts'
import { custodyWords } from '../../views/words/custody.ts'
import { Problem, problemOf } from '../problem.ts'
import { clockOf } from './clock.ts'
import { type LogOwner, logOwners, type Read } from './entries.ts'
import { headText, originOf } from './head.ts'
import { look, type Seen } from './look.ts'
import { type NoteSigner, signNote } from './note.ts'
import { outsideFolder, writeOutside } from './outside.ts'
import { noteOf } from './series.ts'

/** What making checkpoints takes. */
export type Checkpointing = {
  readonly db: Db
  readonly signing: NoteSigner
  /** Public keys that signed earlier checkpoints, raw; the present one need not be named. */
  readonly earlierKeys?: readonly Uint8Array[]
  /** Where the copies outside the database are kept (`DATA_DIR`). */
  readonly dataDir: string
  readonly log: (line: string) => void
}

/** A checkpoint that is kept in both places. */
export type Checkpoint = {
  readonly number: number
  readonly size: number
  readonly day: string
  readonly note: string
}

/**
 * Makes today's checkpoint of one log, or answers the one that already says the same. Before it
 * signs, it computes the hashes again from the bytes (of all entries, or of those that are new when
 * `thorough` is false) and compares with the checkpoints kept outside and in the table. Raises
 * Problem('conflict') saying what, where and since when, if anything disagrees, the log got shorter
 * or the clock went back.
 */
export async function checkpoint(
  setting: Checkpointing,
  owner: LogOwner,
  { thorough = true } = {},
): Promise<Checkpoint> {
  const read: Read = (work) => as(setting.db, { role: 'ydan_jobs' }, work)
  const seen = await look(read, owner, {
    publicKeys: [setting.signing.publicKey, ...(setting.earlierKeys ?? [])],
    folder: outsideFolder(setting.dataDir, owner),
    thorough,
  })
  const { size, root } = seen
  if (seen.faults.length > 0 || !root) {
    // The thorough way knows since when.
    if (!thorough) return checkpoint(setting, owner)
    throw refusal(owner, seen)
  }
  await carryOver(setting, owner, seen)
  const last = seen.good.at(-1)
  const day = seen.clock.today
  if (last && last.size === size && last.day === day) {
    return { number: last.number, size, day, note: last.note }
  }
  const origin = originOf(owner.code)
  const note = await signNote(headText({ origin, size, root, day }), origin, setting.signing)
  const number = (last?.number ?? 0) + 1
  return keep(setting, owner, { number, size, day, note })
}

/**
 * Makes the day's checkpoint of every log that has none yet. One that is refused is told to the log
 * and does not keep the others from theirs; answers those that were refused.
 */
export async function checkpointAll(setting: Checkpointing): Promise<LogOwner[]> {
  const read: Read = (work) => as(setting.db, { role: 'ydan_jobs' }, work)
  const refused: LogOwner[] = []
  for (const owner of await read(logOwners)) {
    try {
      const { today } = await read(clockOf)
      if ((await read((tx) => newestCheckpoint(tx, owner.id)))?.day === today) continue
      const { number, size } = await checkpoint(setting, owner)
      setting.log(`checkpoint ${number} of ${owner.code}: ${size} entries`)
    } catch (thrown) {
      const { code, sentence } = problemOf(thrown)
      setting.log(`no checkpoint of ${owner.code}: ${both(sentence)}`)
      if (code === 'conflict') refused.push(owner)
    }
  }
  return refused
}

/** The newest checkpoint of a log, if there is one. */
export async function newestCheckpoint(
  tx: Tx,
  organisation: string,
): Promise<Checkpoint | undefined> {
  const [newest] = await tx
    .select(columns)
    .from(checkpoints)
    .where(eq(checkpoints.organisationId, organisation))
    .orderBy(desc(checkpoints.number))
    .limit(1)
  return newest
}

/** The first checkpoint that covers entry `seq`: always the same one, once it is there. */
export async function checkpointCovering(
  tx: Tx,
  organisation: string,
  seq: number,
): Promise<Checkpoint | undefined> {
  const [first] = await tx
    .select(columns)
    .from(checkpoints)
    .where(and(eq(checkpoints.organisationId, organisation), gt(checkpoints.size, seq)))
    .orderBy(asc(checkpoints.number))
    .limit(1)
  return first
}

const columns = {
  number: checkpoints.number,
  size: checkpoints.size,
  day: checkpoints.day,
  note: checkpoints.note,
}

async function carryOver(
  { db, dataDir, log }: Checkpointing,
  owner: LogOwner,
  { series, good }: Seen,
): Promise<void> {
  for (const kept of series) {
    const head = good.find(({ number }) => number === kept.number)
    if (!head) continue
    const { number } = kept
    const checkpoint = { number, size: head.size, day: head.day, note: noteOf(kept) }
    if (!kept.row) {
      log(`checkpoint ${number} of ${owner.code} was not in the database; put back from outside`)
      await insert(db, owner, checkpoint)
    }
    if (kept.file === undefined && number === series.at(-1)?.number) {
      await writeOutside(outsideFolder(dataDir, owner), checkpoint)
    }
  }
}

// Committed first, written outside next: when that fails, the next look carries it over.
async function keep(
  setting: Checkpointing,
  owner: LogOwner,
  made: Checkpoint,
): Promise<Checkpoint> {
  const { db, dataDir } = setting
  // Another process was faster: what it kept may not cover our entries yet.
  if (!(await insert(db, owner, made))) return checkpoint(setting, owner, { thorough: false })
  await writeOutside(outsideFolder(dataDir, owner), made)
  return made
}

async function insert(db: Db, owner: LogOwner, made: Checkpoint): Promise<boolean> {
  const kept = await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx
      .insert(checkpoints)
      .values({ organisationId: owner.id, ...made })
      .onConflictDoNothing()
      .returning({ number: checkpoints.number }),
  )
  return kept.length > 0
}

function refusal(owner: LogOwner, seen: Seen): Problem {
  const [fault] = seen.faults
  const last = seen.good.at(-1)
  const good = last ? custodyWords.goodUntil(last.day, last.size) : custodyWords.neverGood
  return new Problem('conflict', custodyWords.refused(owner.code, fault?.what ?? good, good))
}
