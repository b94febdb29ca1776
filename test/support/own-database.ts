import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { findBinaries } from '../../db/binaries.ts'
import { keptPasswords, makeDatabase, urlsOf } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { lives, pidOf } from '../../db/orphan.ts'
import { runAs } from '../../db/runas.ts'
import { type Server, startServer } from '../../db/server.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { eventually } from './started.ts'

const name = 'ydan'

/** A PostgreSQL of one test's own under `dir`, migrated: to be stopped, crashed, and begun again. */
export async function ownDatabase(dir: string) {
  let server: Server | undefined = await startServer(dir, () => {})
  const passwords = keptPasswords(dir)
  await makeDatabase(server, name, passwords)
  const urls = urlsOf(server, name, passwords)
  const { port } = server
  const superuserUrl = server.superuserUrl.replace(/postgres$/, name)
  await migrate(urls.owner)
  await prepareJobs(urls.owner)
  const cluster = join(dir, 'cluster')
  // Of its hundred connections, so that others have taken all soon.
  await superuserSays(superuserUrl, 'alter system set superuser_reserved_connections = 60')
  await server.stop()
  server = await startServer(dir, () => {})

  async function begin(): Promise<void> {
    server = await startServer(dir, () => {})
    if (server.port !== port) throw new Error('the port went to somebody else')
  }
  /** Begins with more in the server's environment than the product gives it. */
  async function beginWith(more: Record<string, string>): Promise<void> {
    const found = await findBinaries(dir)
    const { prefix, uid, gid } = runAs(dir, found)
    const [word = '', ...words] = [...prefix, found.postgres, '-D', cluster, '-p', String(port)]
    const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
    const env = { ...found.environment, ...more }
    const child = spawn(word, [...words, ...settings], { uid, gid, env, stdio: 'ignore' })
    const exited = once(child, 'exit').then(() => {})
    const stop = async () => {
      child.kill('SIGINT')
      await exited
    }
    server = { superuserUrl, port, pid: child.pid ?? 0, exited, stop }
    await eventually(() => superuserSays(superuserUrl, 'select 1'), Boolean)
  }
  return {
    urls,
    port,
    /** Where the server's files lie. */
    cluster,
    superuserUrl,
    begin,
    beginWith,
    /** A fast shutdown: whoever is connected is cut off, nothing is left to recover. */
    async stop() {
      await server?.stop()
      server = undefined
    },
    /** As by a power cut of the server alone: no checkpoint, the log is replayed at the next begin. */
    async crash() {
      const ended = server?.exited
      process.kill(pidOf(cluster) ?? 0, 'SIGQUIT')
      await ended
      server = undefined
    },
    /** Begins again what ended by itself; leaves alone what recovers. */
    async revive() {
      const pid = pidOf(cluster)
      if (pid === undefined || !lives(pid)) await begin()
      await eventually(() => superuserSays(superuserUrl, 'select 1'), Boolean)
    },
    /** The next begin is that of a standby whose primary is gone: it can be read, until it is promoted. */
    becomeStandby: () => writeFileSync(join(cluster, 'standby.signal'), ''),
    says: (text: string) => superuserSays(superuserUrl, text),
    async drop() {
      await server?.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type OwnDatabase = Awaited<ReturnType<typeof ownDatabase>>

/** What the superuser is answered, whose last connections nobody else may take. */
async function superuserSays(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
