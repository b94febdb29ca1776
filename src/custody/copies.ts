import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { Sentence } from '../../views/lang.ts'
import { checkpointNames, copiesWords as words } from '../../views/words/custody.ts'
import { Problem } from '../problem.ts'
import { clockOf } from './clock.ts'
import type { LogOwner, Read } from './entries.ts'
import { faultList } from './fault.ts'
import { statedHead } from './head.ts'
import { outsideFolder, writeOutside } from './outside.ts'
import { recompute } from './recompute.ts'
import { examine, examineNote, type KeptCheckpoint, readSeries, sizesOf } from './series.ts'
import type { GivenCheckpoint, Verification } from './verify.ts'

/** What was written again, and against which day's checkpoint. */
export type RestoredCopies = { written: number; day: string; size: number; newest: string }

/**
 * Writes the copies outside the database again after they were lost. The table alone is not believed:
 * somebody must bring a checkpoint that was kept elsewhere, and it, the table and the log must agree.
 * Runs as the owner; `write` keeps the act and its entry before the files are written. Raises
 * Problem('conflict') saying what does not hold, or that nothing is missing.
 */
export async function restoreCopies(
  { read, publicKeys, dataDir }: Verification,
  owner: LogOwner,
  given: GivenCheckpoint,
  reason: string,
): Promise<RestoredCopies> {
  const folder = outsideFolder(dataDir, owner)
  const series = await readSeries(read, owner, folder)
  const missing = series.flatMap(({ number, row, file }) =>
    row && file === undefined ? [{ number, note: row.note }] : [],
  )
  if (missing.length === 0) throw new Problem('conflict', words.nothingMissing)
  const brought = await agreed(read, publicKeys, owner, series, given)
  await read((tx) => keepAct(tx, owner, given.note, brought.size, reason))
  for (const copy of missing) await writeOutside(folder, copy)
  const newest = series.at(-1)?.row?.day ?? ''
  return { written: missing.length, ...brought, newest }
}

async function agreed(
  read: Read,
  publicKeys: readonly Uint8Array[],
  owner: LogOwner,
  series: readonly KeptCheckpoint[],
  { file, note }: GivenCheckpoint,
): Promise<{ day: string; size: number }> {
  const stated = statedHead(note)
  const sizes = [...series.flatMap(sizesOf), ...(stated ? [stated.size] : [])]
  const log = await recompute(read, owner.id, sizes)
  const { today } = await read(clockOf)
  const rootAt = (size: number) => log.roots.get(size)
  const known = { owner, publicKeys, size: log.end, rootAt, today }
  const inNote = faultList()
  const head = await examineNote(checkpointNames.given(file), note, undefined, known, inNote)
  const { faults } = await examine(series, known)
  const others = faults.filter(({ code }) => code !== 'file-missing')
  const [first] = [...inNote.all(), ...log.faults, ...others]
  if (first || !head) throw new Problem('conflict', words.refused(first?.what ?? noFault))
  return { day: head.day, size: head.size }
}

const noFault: Sentence = { vi: '', en: '' }

async function keepAct(
  tx: Tx,
  owner: LogOwner,
  note: string,
  size: number,
  reason: string,
): Promise<void> {
  const id = crypto.randomUUID()
  const commitment = createHash('sha256')
    .update(note + reason)
    .digest('hex')
  await tx.execute(sql`
    insert into copy_restorations (id, organisation_id, reason, note, entry_seq)
      values (${id}::uuid, ${owner.id}::uuid, ${reason}, ${note},
        custody_append(${owner.id}::uuid, 'copies.restored', ${id}::uuid,
          p_number => ${size}::bigint, p_commitment => ${commitment}))`)
}
