import { spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { RunAs } from './runas.ts'
import { trouble } from './trouble.ts'

/** The PostgreSQL whose data format we make and open. */
export const majorVersion = 18

/**
 * Makes the cluster under `dir` when there is none, with `password` for the superuser `postgres`.
 * Returns its directory. Raises Trouble 'not_made', or 'other_version' for an older or newer one.
 */
export async function makeCluster(
  dir: string,
  password: string,
  found: Binaries,
  who: RunAs,
): Promise<string> {
  const cluster = join(dir, 'cluster')
  if (!existsSync(cluster)) {
    // Made aside and renamed when whole: a start that is killed half-way leaves nothing behind.
    const half = join(dir, 'cluster.new')
    rmSync(half, { recursive: true, force: true })
    await initdb(half, password, found, who)
    renameSync(half, cluster)
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== String(majorVersion)) throw trouble('other_version', version)
  return cluster
}

// The locale is fixed because Windows code pages lack ế and ộ; the builtin one also knows that
// ế is the small form of Ế, which plain C does not.
const shape = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  '--username=postgres',
]

async function initdb(half: string, password: string, found: Binaries, who: RunAs): Promise<void> {
  const passwordFile = `${half}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (who.uid !== undefined) chownSync(passwordFile, who.uid, who.gid ?? 0)
  try {
    await run(found.initdb, ['-D', half, `--pwfile=${passwordFile}`, ...shape], found, who)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Runs one of the programs to its end; raises Trouble 'not_made' with the last line it wrote. */
export async function run(
  program: string,
  words: string[],
  found: Binaries,
  who: RunAs,
): Promise<void> {
  const [command = program, ...rest] = [...who.prefix, program, ...words]
  const { uid, gid } = who
  const child = spawn(command, rest, {
    uid,
    gid,
    env: found.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.on('error', (cause) => reject(trouble('not_made', '', cause)))
  child.on('close', (code) => {
    if (code === 0) resolve()
    else reject(trouble('not_made', said.trim().split('\n').at(-1) ?? `exit ${code}`))
  })
  await promise
}
