import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { DrizzleQueryError, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Tx } from '../../../db/connection.ts'
import { type Migration, runStep } from '../../../db/migrate.ts'
import { both } from '../../../views/lang.ts'
import { backupWords as words } from '../../../views/words/backup.ts'
import { progressWords } from '../../../views/words/progress.ts'
import type { Read } from '../../custody/entries.ts'
import { type Erasure, replayErasures } from '../../custody/erasures.ts'
import { type Older, olderProblem, olderThanOutside, setAside } from '../../custody/older.ts'
import { outsideRoot } from '../../custody/outside.ts'
import { verifyCustody } from '../../custody/verify.ts'
import { Problem } from '../../problem.ts'
import { ownerClient } from '../backup.ts'
import { withProgress } from '../progress.ts'
import type { Print } from '../verify.ts'
import { load, mustBeEmpty } from './load.ts'
import type { Manifest } from './manifest.ts'

/** What restoring takes; the database is empty and at the backup's migration. */
export type Restoring = {
  dir: string
  manifest: Manifest
  /** Steps that came after the backup. */
  later: readonly Migration[]
  ownerUrl: string
  dataDir: string
  publicKeys: readonly Uint8Array[]
  erasures: readonly Erasure[]
  /** Why an older state is accepted; absent: it is refused. */
  acceptOlder?: string | undefined
  /** Gets what does not hold, a line each. */
  err: Print
}

/**
 * Brings a backup back in one transaction: rows, later migrations, comparison with the checkpoints
 * outside, erasures again, and a check of everything; nothing is kept unless all of it holds. Raises
 * Problem('conflict') for an older state, a database that is not empty, or what does not hold.
 */
export async function restoreInto(
  given: Restoring,
): Promise<{ rows: number; replayed: number; older: boolean }> {
  const client = await ownerClient(given.ownerUrl)
  const undo: (() => Promise<void>)[] = []
  try {
    return await drizzle(client).transaction(async (tx) => {
      await mustBeEmpty(client)
      const rows = await withProgress(progressWords.restore, (step) =>
        load(client, given.dir, given.manifest, step),
      )
      for (const step of given.later) await runStep(client, step)
      // Rows that just came are unknown to the planner: it would check each of them against all.
      await client.query('analyze')
      undo.push(await bringCheckpoints(join(given.dir, 'checkpoints'), outsideRoot(given.dataDir)))
      const read: Read = (work) => work(tx)
      const older = await olderThanOutside(read, given.dataDir)
      if (older.length > 0) await acceptOlder(tx, given, older, undo)
      const replayed = await replayErasures(tx, given.erasures)
      await mustBeSound(tx, read, given)
      return { rows, replayed, older: older.length > 0 }
    })
  } catch (thrown) {
    for (const back of undo.reverse()) await back()
    throw refusalOf(thrown, given.err)
  } finally {
    await client.end().catch(() => {})
  }
}

// The backup's own checkpoints, on a machine that has none; those that are there already stay.
async function bringCheckpoints(from: string, to: string): Promise<() => Promise<void>> {
  const names = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])
  const brought: string[] = []
  for (const name of names.filter((one) => one.isFile())) {
    const path = join(to, relative(from, join(name.parentPath, name.name)))
    await mkdir(dirname(path), { recursive: true })
    const copied = await copyFile(join(name.parentPath, name.name), path, constants.COPYFILE_EXCL)
      .then(() => true)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false
        throw error
      })
    if (copied) brought.push(path)
  }
  return async () => {
    for (const path of brought) {
      await rm(path)
      await rmdir(dirname(path)).catch(() => {}) // others may lie there
    }
  }
}

// Rows that do not fit together or cannot be read (SQLSTATE 22, 23) are the backup's fault, not ours.
function refusalOf(thrown: unknown, err: Print): unknown {
  const cause = thrown instanceof DrizzleQueryError ? thrown.cause : thrown
  if (!(cause instanceof pg.DatabaseError) || !/^2[23]/.test(cause.code ?? '')) return thrown
  err(`✗ ${cause.message}`)
  return new Problem('conflict', words.unsound)
}

async function acceptOlder(
  tx: Tx,
  { dataDir, acceptOlder: reason }: Restoring,
  older: readonly Older[],
  undo: (() => Promise<void>)[],
): Promise<void> {
  if (reason === undefined) throw olderProblem(older)
  const name = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  for (const one of older) {
    undo.push(await setAside(dataDir, one, name))
    if (!one.log) continue
    const id = randomUUID()
    const commitment = createHash('sha256').update(`${id} ${reason}`).digest('hex')
    await tx.execute(sql`
      insert into restorations (id, organisation_id, reason, entries, known, entry_seq)
        values (${id}::uuid, ${one.log.id}::uuid, ${reason}, ${one.entries}, ${one.known},
          custody_append(${one.log.id}::uuid, 'log.restored', ${id}::uuid,
            p_number => ${one.known}::bigint, p_commitment => ${commitment}))`)
  }
  // What was revoked or used after the backup would open again.
  await tx.execute(sql`update api_tokens set revoked_at = now() where revoked_at is null`)
  await tx.execute(sql`update invitations set used_at = now() where used_at is null`)
}

async function mustBeSound(tx: Tx, read: Read, given: Restoring): Promise<void> {
  const { publicKeys, dataDir, err } = given
  const of = given.manifest.logs.reduce((sum, { size }) => sum + size, 0)
  const findings = await withProgress(progressWords.custody, (step) => {
    let done = 0
    const told = (entries: number) => {
      done += entries
      step(done, of)
    }
    return verifyCustody({ read, publicKeys, dataDir, told })
  })
  const faults = findings.filter(({ holds }) => !holds).map(({ what }) => what)
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from feedback f left join feedback_state s on s.feedback_id = f.id
      where s.state is distinct from state_of(f.id)`)
  if (rows[0]?.count) faults.push(words.projection(rows[0].count))
  for (const fault of faults) err(`✗ ${both(fault)}`)
  if (faults.length > 0) throw new Problem('conflict', words.unsound)
}
