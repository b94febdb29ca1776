import { spawn } from 'node:child_process'
import { closeSync, mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { makeCluster } from './cluster.ts'
import { freePort, keep, kept } from './kept.ts'
import { stopOrphan, stopServer } from './orphan.ts'
import { type RunAs, runAs } from './runas.ts'
import { openLog, type ServerLog } from './serverlog.ts'
import { trouble } from './trouble.ts'

/** A running embedded PostgreSQL. */
export type Server = {
  /** Superuser on the database `postgres`; only db/roles.ts uses it. */
  superuserUrl: string
  port: number
  pid: number
  /** Settles when the server process has ended, stopped or killed. */
  exited: Promise<void>
  /** Fast shutdown with a checkpoint; open transactions are rolled back. */
  stop(): Promise<void>
}

type Started = { pid: number; exited: Promise<void> }

/**
 * Starts the embedded PostgreSQL whose files are under `dir` (made when missing), on 127.0.0.1 and a
 * port that is chosen once and kept. A server left over from a killed start is stopped first.
 * `log` gets one line an event. Raises Trouble platform, root, other_version, not_made, not_started
 * or orphan. The caller owns the data directory (db/lock.ts).
 */
export async function startServer(dir: string, log: (line: string) => void): Promise<Server> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const found = await findBinaries(dir)
  const who = runAs(dir, found)
  const { password } = await kept(dir)
  const cluster = await makeCluster(dir, password, found, who)
  await stopOrphan(cluster, found, log)
  for (let tries = 1; ; tries++) {
    const { port } = await kept(dir)
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    const serverLog = openLog(dir)
    const started = launch(cluster, port, found, who, serverLog)
    if (await answers(superuserUrl, started)) {
      const stop = () => stopServer(started.pid, cluster, found).then(() => started.exited)
      return { superuserUrl, port, pid: started.pid, exited: started.exited, stop }
    }
    const said = serverLog.said()
    if (tries >= 50 || !passing.test(said)) throw trouble('not_started', lastLine(said))
    if (portTaken.test(said)) keep(dir, { password, port: await freePort() })
    await sleep(200)
  }
}

// The port went to another program, or backends of a killed server have not noticed its death yet.
const portTaken = /Address already in use|could not bind|could not create any TCP/
const passing = new RegExp(`${portTaken.source}|shared memory block`)

/** Durability is set on the command line, above anything a configuration file or ALTER SYSTEM says. */
function settings(port: number): string[] {
  const all: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the details of errors carry what people wrote; the caller gets them, no file.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function launch(
  cluster: string,
  port: number,
  found: Binaries,
  { prefix, uid, gid }: RunAs,
  { file }: ServerLog,
): Started {
  const [command = '', ...words] = [...prefix, found.postgres, '-D', cluster, ...settings(port)]
  // Detached: Ctrl-C in a terminal goes to the whole group, and the doors must drain first.
  const child = spawn(command, words, {
    uid,
    gid,
    env: found.environment,
    stdio: ['ignore', file, file],
    windowsHide: true,
    detached: true,
  })
  closeSync(file)
  const { promise: exited, resolve } = Promise.withResolvers<void>()
  child.on('exit', () => resolve()).on('error', () => resolve())
  return { pid: child.pid ?? 0, exited }
}

/** Waits until the server takes a query; false when its process ended or 5 minutes have passed. */
async function answers(url: string, { exited }: Started): Promise<boolean> {
  let ended = false
  exited.then(() => {
    ended = true
  })
  const until = Date.now() + 300_000 // recovery after a power cut may replay a gigabyte of log
  while (!ended && Date.now() < until) {
    if (await asked(url)) return !ended
    await sleep(30)
  }
  return false
}

async function asked(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
}
