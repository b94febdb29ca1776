import { spawnSync } from 'node:child_process'
import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { trouble } from './trouble.ts'

/** As whom PostgreSQL runs: words in front of the command, or another user; empty for ourselves. */
export type RunAs = { prefix: readonly string[]; uid?: number; gid?: number }

/**
 * PostgreSQL refuses to run as root, so root must become someone else for the directory `dir`.
 * Each way is tried with `postgres --version`. Raises Trouble 'root' when no way works.
 */
export function runAs(dir: string, found: Binaries): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = statSync(dir)
  if (owner.uid !== 0) return first([{ prefix: [], uid: owner.uid, gid: owner.gid }], found)
  const { uid, gid } = someoneElse()
  // In a user namespace root's own files stay reachable, a 0700 home included.
  const unshare = ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`]
  const chosen = first([{ prefix: unshare }, { prefix: [], uid, gid }], found)
  if (chosen.uid !== undefined) give(dir, uid, gid)
  return chosen
}

function first(ways: RunAs[], { postgres, environment: env }: Binaries): RunAs {
  for (const way of ways) {
    const [command = postgres, ...words] = [...way.prefix, postgres, '--version']
    const { uid, gid } = way
    const { status } = spawnSync(command, words, { uid, gid, env, stdio: 'ignore' })
    if (status === 0) return way
  }
  throw trouble('root')
}

/** initdb looks its user up by number, so the number must be one that /etc/passwd knows. */
function someoneElse(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const people = lines.map((line) => line.split(':')).filter(([, , uid]) => Number(uid) > 0)
  const chosen = people.find(([name]) => name === 'nobody') ?? people[0]
  if (!chosen) throw trouble('root')
  return { uid: Number(chosen[2]), gid: Number(chosen[3]) }
}

function give(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) give(join(path, entry.name), uid, gid)
    else lchownSync(join(path, entry.name), uid, gid)
  }
}
