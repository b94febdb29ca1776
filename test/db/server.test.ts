import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lock } from '../../db/lock.ts'
import { lives, pidOf } from '../../db/orphan.ts'
import { startServer } from '../../db/server.ts'

let parent: string
let dir: string
const children: ChildProcess[] = []
const isRoot = process.getuid?.() === 0

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ydan-server-')) // 0700
  dir = join(parent, 'Nguyễn Ế 2')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const orphan = pidOf(join(dir, 'database', 'cluster'))
  if (orphan) await (await startServer(join(dir, 'database'), () => {})).stop()
  rmSync(parent, { recursive: true, force: true })
})

/** Starts test/support/holder.ts and gives the one line it prints. */
async function hold(word: string, ...before: string[]) {
  const script = join(import.meta.dirname, '../support/holder.ts')
  const [command = '', ...words] = [...before, process.execPath, script, dir, word]
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`exit ${code}`)))
  const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), died])
  died.catch(() => {}) // killed later, on purpose
  const said: { server: number; trouble?: string; about?: string } = JSON.parse(line)
  return { child, ...said }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function wordsIn(superuserUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const { rows } = await client.query<{ word: string }>('select word from words order by 1')
  await client.end()
  return rows.map(({ word }) => word)
}

async function wordsAfterStart(): Promise<string[]> {
  const server = await startServer(join(dir, 'database'), () => {})
  try {
    return await wordsIn(server.superuserUrl)
  } finally {
    await server.stop()
  }
}

describe('one owner', () => {
  test('a second start on the same directory is refused, naming the first', async () => {
    const first = await hold('first')
    const second = await hold('second')
    expect(second).toMatchObject({ trouble: 'held', about: String(first.child.pid) })
    await kill(first.child)
    const { afterCrash, release } = lock(dir)
    expect(afterCrash).toBe(true)
    release()
  })

  test('of many starts at once exactly one gets the directory', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((word) => hold(word)))
    const owners = all.filter(({ trouble }) => trouble === undefined)
    expect(owners).toHaveLength(1)
    for (const one of all.filter(({ trouble }) => trouble)) {
      expect(one).toMatchObject({ trouble: 'held', about: String(owners[0]?.child.pid) })
    }
  })

  test('whoever gives the directory up makes room', () => {
    const first = lock(dir)
    expect(() => lock(dir)).toThrow(/held/)
    first.release()
    const second = lock(dir)
    expect(second.afterCrash).toBe(false)
    second.release()
  })
})

describe('a start whose Node was killed', () => {
  test('leaves a server that the next start stops, with what was acknowledged still there', async () => {
    const first = await hold('một')
    await kill(first.child)
    expect(lives(first.server)).toBe(true) // the orphan
    const second = await hold('hai')
    expect(second.server).not.toBe(first.server)
    expect(lives(first.server)).toBe(false)
    await kill(second.child)
    expect(await wordsAfterStart()).toEqual(['hai', 'một'])
  })

  test('and whose server was killed too starts again with everything', async () => {
    const first = await hold('một')
    process.kill(first.server, 'SIGKILL')
    await kill(first.child)
    expect(await wordsAfterStart()).toEqual(['một'])
  })

  test('does not take another program for its server when the pid was used again', async () => {
    const first = await hold('một')
    process.kill(first.server, 'SIGKILL')
    await kill(first.child)
    const stranger = spawn('sleep', ['60'])
    children.push(stranger)
    const file = join(dir, 'database', 'cluster', 'postmaster.pid')
    writeFileSync(file, `${stranger.pid}\n${join(dir, 'database', 'cluster')}\n`)
    expect(await wordsAfterStart()).toEqual(['một'])
    expect(stranger.exitCode).toBeNull()
    expect(stranger.signalCode).toBeNull()
  })

  test('half-way through making the database begins anew', async () => {
    mkdirSync(join(dir, 'database', 'cluster.new', 'base'), { recursive: true })
    writeFileSync(join(dir, 'database', 'cluster.new', 'PG_VERSION'), '18\n')
    await hold('một')
    expect(existsSync(join(dir, 'database', 'cluster.new'))).toBe(false)
  })
})

test('a server that is killed says so, and starts again on the same port', async () => {
  const server = await startServer(join(dir, 'database'), () => {})
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  const again = await startServer(join(dir, 'database'), () => {})
  expect(again.port).toBe(server.port)
  expect(again.superuserUrl).toBe(server.superuserUrl)
  await again.stop()
})

test('the server cannot be talked out of waiting for the disk, and asks for a password', async () => {
  const server = await startServer(join(dir, 'database'), () => {})
  const client = new pg.Client({ connectionString: server.superuserUrl })
  await client.connect()
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  const { rows } = await client.query(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories') order by 1",
  )
  await client.end()
  expect(rows.map(({ setting }) => setting)).toEqual(['on', '127.0.0.1', 'on', ''])
  const { rows: letters } = await ask(server.superuserUrl, "select lower('ẾỘĐ') as small")
  expect(letters).toEqual([{ small: 'ếộđ' }])
  const guess = server.superuserUrl.replace(/:[^:@]*@/, ':guess@')
  await expect(ask(guess, 'select 1')).rejects.toThrow(/password authentication failed/)
  const kept = ['server.json', 'postgres.log'].map((name) => statSync(join(dir, 'database', name)))
  expect(kept.map(({ mode }) => mode & 0o077)).toEqual([0, 0])
  await server.stop()
})

async function ask(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString })
  try {
    await client.connect()
    return await client.query(text)
  } finally {
    await client.end()
  }
}

describe.runIf(isRoot)('as root', () => {
  test('where user namespaces are forbidden the server runs as nobody', async () => {
    chmodSync(parent, 0o755)
    mkdirSync(dir)
    const path = process.env.PATH
    process.env.PATH = '/nowhere' // no `unshare` to be found
    try {
      const server = await startServer(join(dir, 'database'), () => {})
      expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0)
      await server.stop()
    } finally {
      process.env.PATH = path
    }
    expect(await startServer(join(dir, 'database'), () => {}).then((s) => s.stop())).toBeUndefined()
  })

  test('an ordinary user keeps a database of its own', async () => {
    chmodSync(parent, 0o755)
    mkdirSync(dir)
    const nobody = execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).trim()
    execFileSync('chown', [nobody, dir])
    const ordinary = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
    const first = await hold('một', ...ordinary)
    expect(first.trouble).toBeUndefined()
    expect(statSync(`/proc/${first.server}`).uid).toBe(Number(nobody))
    await kill(first.child)
    const second = await hold('hai', ...ordinary)
    expect(second.trouble).toBeUndefined()
  })
})
