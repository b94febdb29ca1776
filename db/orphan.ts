import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { trouble } from './trouble.ts'

/**
 * Stops a server left over from a start whose Node was killed, cleanly, so that nothing it
 * acknowledged is lost. The caller owns the data directory (db/lock.ts).
 * Raises Trouble 'orphan' with the pid when it will not go.
 */
export async function stopOrphan(
  cluster: string,
  found: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const pid = pidOf(cluster)
  if (pid === undefined) return
  if (!lives(pid) || !serves(pid, cluster, found)) {
    // The number is a zombie's or was given to another program: PostgreSQL would take that one for
    // itself. Backends that outlive their server it still finds by their shared memory.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  log(`stopping the database server ${pid} of an earlier start`)
  await stopServer(pid, cluster, found)
}

/** Fast, then immediate shutdown of server `pid`; raises Trouble 'orphan' after about 45 s. */
export async function stopServer(pid: number, cluster: string, found: Binaries): Promise<void> {
  for (const [mode, signal, seconds] of shutdowns) {
    if (process.platform === 'win32') pgCtl(found, ['stop', '-D', cluster, '-m', mode, '-W'])
    else if (lives(pid)) process.kill(pid, signal)
    const until = Date.now() + seconds * 1000
    while (lives(pid) && Date.now() < until) await sleep(20)
    if (!lives(pid)) return
  }
  throw trouble('orphan', String(pid))
}

const shutdowns = [
  ['fast', 'SIGINT', 30],
  ['immediate', 'SIGQUIT', 15],
] as const

/** The pid in the cluster's own lock file, if there is one. */
export function pidOf(cluster: string): number | undefined {
  try {
    const [line = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number.parseInt(line, 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Is process `pid` a PostgreSQL of this very cluster? Its working directory is the cluster. */
function serves(pid: number, cluster: string, found: Binaries): boolean {
  try {
    if (process.platform === 'linux') {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
      return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    }
    if (process.platform === 'win32') return pgCtl(found, ['status', '-D', cluster])
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(cluster)
  } catch {
    return false
  }
}

function pgCtl(found: Binaries, words: string[]): boolean {
  try {
    execFileSync(found.pg_ctl, words, { env: found.environment, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Is there a process with this number, whoever owns it? Under a first process that never reaps, a
 * dead one stays listed as a zombie and does not count. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
