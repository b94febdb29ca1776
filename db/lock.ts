import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { trouble } from './trouble.ts'

// A handle nobody refers to is collected and closed, and the lock would go with it.
const owned = new Set<DatabaseSync>()

/** What the owner of a data directory holds. */
export type Ownership = {
  /** Whether the owner before us was killed, so that something of it may still be running. */
  afterCrash: boolean
  release(): void
}

/**
 * Makes this process the one owner of a data directory (made when missing) until it ends.
 * Raises Trouble 'held' with the owner's pid.
 */
export function lock(dir: string): Ownership {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  // Node has no flock; SQLite takes the system's own file lock on every platform. The kernel drops
  // it with the process, so kill -9 leaves nothing stale and a pid used again cannot confuse.
  const held = new DatabaseSync(join(dir, 'lock'))
  try {
    held.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY')
    held.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    held.close()
    if (!isBusy(cause)) throw cause
    throw trouble('held', holderOf(dir), cause)
  }
  owned.add(held)
  const pid = join(dir, 'pid')
  const afterCrash = existsSync(pid)
  writeFileSync(pid, `${process.pid}\n`, { mode: 0o600 })
  const release = () => {
    rmSync(pid, { force: true })
    owned.delete(held)
    held.close()
  }
  return { afterCrash, release }
}

const sqliteBusy = 5

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'errcode' in thrown && thrown.errcode === sqliteBusy
}

/** The pid the owner wrote; waits briefly for an owner that has the lock but has not written yet. */
function holderOf(dir: string): string {
  const nap = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 10; tries++) {
    const pid = readPid(dir)
    if (pid !== undefined && lives(pid)) return String(pid)
    Atomics.wait(nap, 0, 0, 30)
  }
  return '?'
}

function readPid(dir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dir, 'pid'), 'utf8'), 10)
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
