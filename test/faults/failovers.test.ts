import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '../../db/connection.ts'
import { makeDatabase, urlsOf } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { startUnpacking } from '../../src/jobs/unpacking.ts'
import { createSearch } from '../../src/moderation/search.ts'
import type { Vault } from '../../src/moderation/vault.ts'
import { createKekOpener, createKekRing } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { caller } from '../support/client.ts'
import { type LetterboxProcess, letterboxProcess } from '../support/door-process.ts'
import { counted, figure } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import { sendLetters } from '../support/load.ts'
import { makeWard } from '../support/ward.ts'

// A real Patroni: `.ci/patroni` starts one and names it; each node is `port of its REST:data folder`.
const { PATRONI_URL: superuserUrl = '', PATRONI_NODES: named = '' } = process.env
const nodes = named
  .split(' ')
  .filter(Boolean)
  .map((node) => ({ rest: node.split(':')[0] ?? '', folder: node.split(':')[1] ?? '' }))
const failovers = figure('failovers', 20)

type Member = { role: string; state: string; lag?: number | string }

async function members(): Promise<Member[]> {
  for (const { rest } of nodes) {
    const answer = await fetch(`http://127.0.0.1:${rest}/cluster`).catch(() => null)
    if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members
  }
  return []
}

// A leader, and somebody who has everything the leader acknowledged.
async function isWhole(): Promise<boolean> {
  const all = await members()
  const works = (role: string) =>
    all.some((one) => one.role === role && /^(running|streaming)$/.test(one.state))
  return works('leader') && works('sync_standby')
}

async function primaryFolder(): Promise<string> {
  for (const { rest, folder } of nodes) {
    const answer = await fetch(`http://127.0.0.1:${rest}/primary`).catch(() => null)
    if (answer?.status === 200) return folder
  }
  throw new Error('no primary')
}

/** Asks until the answer is as wanted; after two minutes, answers what it is. */
async function until<T>(ask: () => T | Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  const limit = Date.now() + 120_000
  for (;;) {
    const answer = await ask()
    if (wanted(answer) || Date.now() > limit) return answer
    await sleep(50)
  }
}

describe.skipIf(superuserUrl === '')('a database of several machines', () => {
  const senders = caller(16)
  let dir: string
  let urls: ReturnType<typeof urlsOf>
  let boxes: LetterboxProcess[] = []
  let db: Db
  let closeDb: () => Promise<void>
  let unpackings: ReturnType<typeof startUnpacking>[] = []
  let ward: Awaited<ReturnType<typeof makeWard>>

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'ydan-patroni-'))
    await until(isWhole, Boolean)
    const { port } = new URL(superuserUrl)
    const passwords = {
      ydan_owner: 'thu-chu',
      ydan_console: 'thu-ban',
      ydan_desk: 'thu-quay',
      ydan_letterbox: 'thu-hom',
    } as const
    await makeDatabase({ superuserUrl, port: Number(port) } as never, 'ydan', passwords as never)
    urls = urlsOf({ port: Number(port) }, 'ydan', passwords as never)
    await migrate(urls.owner)
    await prepareJobs(urls.owner)
    ward = await makeWard(urls.owner)
    boxes = [
      await letterboxProcess(urls.ydan_letterbox),
      await letterboxProcess(urls.ydan_letterbox),
    ]
    ;({ db, close: closeDb } = connect(urls.ydan_console, { max: 4, name: 'test' }))
    const letter = await pairOf('X25519', new Uint8Array(32).fill(1))
    const vault: Vault = {
      opener: createKekOpener(new Map([[1, letter]])),
      keks: createKekRing({ version: 1, publicKey: letter.publicBytes }),
      ...{ keyVersion: 1, locked: false, signing: null, search: createSearch() },
    }
    const one = { db, databaseUrl: urls.ydan_console, vault, log: () => {}, every: 500 }
    unpackings = [startUnpacking(one), startUnpacking(one)]
  }, 300_000)

  afterAll(async () => {
    senders.close()
    for (const unpacking of unpackings) await unpacking.stop()
    for (const box of boxes) await box.stop()
    await closeDb?.()
    rmSync(dir, { recursive: true, force: true })
  })

  it(
    'loses nothing that was acknowledged when its primary is killed under load, and nobody restarts a letterbox',
    async () => {
      let turn = 0
      const port = () => boxes[turn++ % boxes.length]?.port ?? 0
      const load = sendLetters(senders, port, {
        senders: 8,
        area: ward.quarter,
        official: ward.head,
      })
      const away: number[] = []
      for (let round = 0; round < failovers; round += 1) {
        await until(isWhole, Boolean)
        await sleep(500 + Math.random() * 1_500)
        const pid = Number(
          readFileSync(join(await primaryFolder(), 'postmaster.pid'), 'utf8').split('\n')[0],
        )
        const before = load.seen.acknowledged.length
        process.kill(pid, 'SIGKILL')
        const killed = performance.now()
        // Eight that were on their way may still be answered by what was acknowledged before.
        await until(
          () => load.seen.acknowledged.length,
          (now) => now > before + 16,
        )
        away.push(performance.now() - killed)
      }
      await until(isWhole, Boolean)
      await load.stop()
      const { acknowledged, odd } = load.seen
      const client = new pg.Client({ connectionString: urls.owner })
      await client.connect()
      const { rows } = await client.query<{ number: string; commitment: string; count: number }>(
        `select lpad(t.number::text, 4, '0') || '/' || t.year as number, min(l.commitment) as commitment,
          count(*)::int as count from letters l join threads t on t.id = l.thread_id group by 1`,
      )
      const stored = new Map(rows.map((row) => [row.number, row]))
      const lost = acknowledged.filter(
        ({ number, digest }) => stored.get(number)?.commitment !== digest,
      )
      away.sort((a, b) => a - b)
      const seconds = (ms: number | undefined) => ((ms ?? 0) / 1000).toFixed(1)
      counted('Patroni', {
        failovers,
        acknowledged: acknowledged.length,
        lost: lost.length,
        'away s, median': seconds(away[Math.floor(away.length / 2)]),
        'away s, most': seconds(away.at(-1)),
      })
      console.log(
        `failovers ${failovers}: acknowledged ${acknowledged.length}, lost ${lost.length}, away ${away.map(seconds).join(' ')} s`,
      )
      expect([lost, odd]).toEqual([[], []])
      expect(rows.every(({ count }) => count === 1)).toBe(true)
      const waiting = async () =>
        Number(
          (await client.query('select count(*) from waiting_letters where ready')).rows[0].count,
        )
      expect(await until(waiting, (left) => left === 0)).toBe(0)
      await client.end()
      expect(boxes.every((box) => box.isAlive())).toBe(true)
      await checkInvariants(urls.owner)
    },
    failovers * 150_000,
  )
})
