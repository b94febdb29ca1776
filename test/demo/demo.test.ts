import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOwner } from '../../src/cli/owner.ts'
import { configOf } from '../../src/config.ts'
import { letters } from '../../src/demo/letters.ts'
import { roles } from '../../src/staff/roles.ts'
import { freshDatabase } from '../support/database.ts'
import { type Demo, demoWith, hears, printed, stopped } from '../support/demo.ts'
import { checkInvariants } from '../support/invariants.ts'
import { processesOf } from '../support/started.ts'
import { telltales } from '../support/telltales.ts'

const root = join(import.meta.dirname, '../..')
const allThere = /^console {4}http/m
const slow = 180_000

async function ask(demo: Demo, door: keyof Demo['ports'], path: string, token?: string) {
  return fetch(`http://127.0.0.1:${demo.ports[door]}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    redirect: 'manual',
  })
}

type Item = { kind: string; state: string; preview: string; about: unknown[] }

async function feedback(demo: Demo): Promise<Item[]> {
  const token = printed(demo, 'token').get('moderator')
  const answer = await ask(demo, 'console', '/api/v1/feedback?limit=100', token)
  const { items, next } = (await answer.json()) as { items: Item[]; next: unknown }
  expect(next).toBe(null)
  return items
}

function counted(items: readonly Item[]): Record<string, number> {
  const byState = Object.groupBy(items, ({ state }) => state)
  return Object.fromEntries(
    Object.entries(byState).map(([state, all]) => [state, all?.length ?? 0]),
  )
}

describe('a demo on a directory of one’s own', () => {
  let parent: string
  let dir: string
  let demo: Demo

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'ydan-demo-test-'))
    dir = join(parent, 'Thử Ế 1')
    demo = await demoWith({ DATA_DIR: dir })
    await hears(demo, allThere)
    expect(demo.out, demo.err).toMatch(allThere)
  }, slow)
  afterAll(async () => {
    await stopped(demo)
    rmSync(parent, { recursive: true, force: true })
  })

  test('prints a link and a token for every role, and the three addresses last', () => {
    expect(demo.err).not.toMatch(/Error/)
    const signIns = printed(demo, 'sign-in')
    expect([...printed(demo, 'token').keys()].sort()).toEqual([...roles].sort())
    expect([...signIns.keys()]).toEqual(expect.arrayContaining([...roles]))
    const { letterbox, desk, console } = demo.ports
    expect(demo.out.trim().split('\n').slice(-3)).toEqual([
      `letterbox  http://localhost:${letterbox}`,
      `desk       http://localhost:${desk}`,
      `console    http://localhost:${console}`,
    ])
  })

  test('takes every token, each at the door of its role', async () => {
    for (const [role, token] of printed(demo, 'token')) {
      const inside = !['cell', 'official', 'reader'].includes(role)
      const path = inside ? '/api/v1/officials' : role === 'reader' ? '/api/v1/bundles' : ''
      if (path) {
        const answer = await ask(demo, inside ? 'console' : 'desk', path, token)
        expect(answer.status, role).toBe(200)
        expect(((await answer.json()) as { items: unknown[] }).items, role).not.toEqual([])
      } else {
        const cycles = await ask(demo, 'console', '/api/v1/cycles', token)
        const [present] = ((await cycles.json()) as { items: { id: string }[] }).items
        const answer = await ask(demo, 'desk', `/api/v1/review-records?cycle=${present?.id}`, token)
        expect(answer.status, role).toBe(200)
        // The cell reads the records of those who hold a post or live in its neighbourhood.
        const { items } = (await answer.json()) as { items: unknown[] }
        expect(items, role).toHaveLength(role === 'cell' ? 5 : 1)
      }
    }
  })

  test('has a cell with an evening behind it: sixty members, their sheets in mixed states', async () => {
    const token = printed(demo, 'token').get('cell')
    const { items: cycles } = await (await ask(demo, 'console', '/api/v1/cycles', token)).json()
    const path = `/api/v1/residence-rounds?cycle=${cycles[0].id}`
    const { items: rounds } = await (await ask(demo, 'desk', path, token)).json()
    expect(rounds).toMatchObject([{ members: 54, exempt: 6, done: 34, confirmed: 20 }])
  })

  test('opens a session by each link, each time it is used', async () => {
    for (const [as, link] of printed(demo, 'sign-in')) {
      for (const _ of ['first', 'again']) {
        const { origin } = new URL(link)
        const entered = await fetch(link, {
          method: 'POST',
          headers: { origin },
          redirect: 'manual',
        })
        expect(entered.status, as).toBe(303)
        expect(entered.headers.get('set-cookie'), as).toMatch(/^ydan_(console|desk)=/)
      }
    }
  })

  test('shows at least four letters in every state its acts reach, and praise like concern', async () => {
    const items = await feedback(demo)
    const states = counted(items)
    expect(items.length).toBeGreaterThanOrEqual(64)
    const planned = [...new Set(letters.map(({ course }) => course.to))]
    expect(Object.keys(states).sort()).toEqual(planned.sort())
    expect(planned).toHaveLength(13)
    for (const [state, count] of Object.entries(states)) {
      expect(count, state).toBeGreaterThanOrEqual(4)
    }
    const praise = items.filter(({ kind }) => kind === 'praise').length / items.length
    expect(praise).toBeGreaterThan(0.4)
    expect(praise).toBeLessThan(0.5)
  })

  test('sends letters about the ward’s leaders to the Front above', async () => {
    const above = letters.filter(({ key }) => key.startsWith('tren-'))
    expect(above.length).toBeGreaterThan(0)
    expect(await feedback(demo)).toHaveLength(letters.length - above.length)
  })

  test('shows the official nothing of who wrote: not on the page, not in the record, not in the bundle', async () => {
    const token = printed(demo, 'token').get('official')
    const cycles = await ask(demo, 'console', '/api/v1/cycles', printed(demo, 'token').get('admin'))
    const [present] = ((await cycles.json()) as { items: { id: string }[] }).items
    const list = await ask(demo, 'desk', `/api/v1/review-records?cycle=${present?.id}`, token)
    const [own] = ((await list.json()) as { items: { id: string }[] }).items
    const page = await (await ask(demo, 'desk', `/ho-so/${own?.id}`, token)).text()
    const record = await (
      await ask(demo, 'desk', `/api/v1/review-records/${own?.id}`, token)
    ).json()
    const reader = printed(demo, 'token').get('reader')
    const bundles = await ask(demo, 'desk', '/api/v1/bundles', reader)
    const [bundle] = ((await bundles.json()) as { items: { id: string }[] }).items
    const read = await ask(demo, 'desk', `/tap/${bundle?.id}/xem`, reader)
    const shown = { page, read: await read.text(), record: JSON.stringify(record) }
    const about = letters.filter(({ key, course }) => key.startsWith('luan-') && 'record' in course)
    expect(about.length).toBeGreaterThanOrEqual(7)
    for (const [where, text] of Object.entries(shown)) expect(text, where).toContain('Người dân')
    const said = Object.entries(shown).flatMap(([where, text]) => {
      // The posts of the official have the hamlet's name in them, and must.
      const left = text.normalize('NFC').toLowerCase().replaceAll('khu phố 3', '')
      return about.flatMap((letter) =>
        telltales(letter)
          .filter((one) => one.split(' ').length >= 3 && left.includes(one))
          .map((one) => `${where}, ${letter.key}: ${one}`),
      )
    })
    expect(said).toEqual([])
    expect(JSON.stringify((record as { evidence: unknown }).evidence)).not.toMatch(
      /"(channel|area|day|receipt|sender|contact)"/,
    )
  })

  test('holds what must hold after any act', async () => {
    const owner = await openOwner(configOf({ DATA_DIR: dir }))
    const { connectionString = '' } = owner.db.$client.options
    await owner.close()
    await checkInvariants(connectionString)
  })

  test('gives its reader a frozen bundle that ydan verify accepts', async () => {
    const token = printed(demo, 'token').get('reader')
    const list = await ask(demo, 'desk', '/api/v1/bundles', token)
    const { items } = (await list.json()) as { items: { id: string; state: string }[] }
    expect(items.map(({ state }) => state)).toEqual(['frozen'])
    const zip = await ask(demo, 'desk', `/api/v1/bundles/${items[0]?.id}.zip`, token)
    const file = join(parent, 'bundle.zip')
    writeFileSync(file, new Uint8Array(await zip.arrayBuffer()))
    const words = ['--import', 'tsx', 'src/cli.ts', 'verify', file]
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test(
    'keeps the directory when it ends, and does not fill it twice',
    async () => {
      const before = counted(await feedback(demo))
      expect(await stopped(demo)).toBe(0)
      demo = await demoWith({ DATA_DIR: dir })
      await hears(demo, allThere)
      expect(counted(await feedback(demo))).toEqual(before)
      expect([...printed(demo, 'token').keys()].sort()).toEqual([...roles].sort())
    },
    slow,
  )
})

describe('a demo that stops or does not begin', () => {
  let parent: string

  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'ydan-demo-test-'))
  })
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  test(
    'leaves no process and no throw-away directory behind, even while filling',
    async () => {
      const demo = await demoWith({ TMPDIR: parent })
      await hears(demo, /sending letters/)
      // Beside it lies the cache of tsx, which is not ours.
      const ours = () => readdirSync(parent).filter((name) => name.startsWith('ydan-'))
      expect(ours()).toHaveLength(1)
      expect(processesOf(parent).length).toBeGreaterThan(3)
      expect(await stopped(demo)).toBe(0)
      expect(ours()).toEqual([])
      expect(processesOf(parent)).toEqual([])
    },
    slow,
  )

  test('refuses a directory with real content, and leaves it as it was', async () => {
    const dir = join(parent, 'real')
    mkdirSync(join(dir, 'database'), { recursive: true })
    const demo = await demoWith({ DATA_DIR: dir })
    expect(await demo.ended).toBe(1)
    expect(demo.err.trim().split('\n')).toEqual([expect.stringContaining('real content')])
    expect(existsSync(join(dir, 'keys'))).toBe(false)
  })

  test('refuses a directory whose filling was cut off', async () => {
    const dir = join(parent, 'cut-off')
    mkdirSync(dir)
    writeFileSync(join(dir, 'demo.json'), '{"cast":null}')
    const demo = await demoWith({ DATA_DIR: dir })
    expect(await demo.ended).toBe(1)
    expect(demo.err).toContain('Delete that directory')
  })

  test('refuses a database that holds content', async () => {
    const database = await freshDatabase()
    const demo = await demoWith({ TMPDIR: parent, DATABASE_URL: database.ownerUrl })
    expect(await demo.ended).toBe(1)
    expect(demo.err).toContain('DATABASE_URL')
    await database.drop()
  })
})

test('what is rewritten of a letter keeps no count, hour, place, name or wording that tells who wrote', () => {
  const told = letters.flatMap((letter) => {
    const { course } = letter
    if (!('polarity' in course)) return []
    const record = 'record' in course ? course.record : undefined
    const leaves = `${course.summary} ${record?.explanation?.text ?? ''}`.toLowerCase()
    return telltales(letter)
      .filter((one) => leaves.includes(one))
      .map((one) => `${letter.key}: ${one}`)
  })
  expect(told).toEqual([])
})

test('the letters read like a ward: long and short, with and without accents, each its own key', () => {
  const texts = letters.map(({ text }) => [...text].length)
  expect(Math.max(...texts)).toBeGreaterThan(2_000)
  expect(Math.min(...texts)).toBeLessThan(40)
  expect(letters.filter(({ text }) => /^[\x20-\x7e\n]+$/.test(text)).length).toBeGreaterThan(4)
  expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length)
})
