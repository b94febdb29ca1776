import { connect, type Db } from '../../db/connection.ts'
import { doorOver } from '../../db/door.ts'
import { consoleApp } from '../../src/doors/apps.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate } from '../../src/intake/gate.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { openKeys, publicParts } from '../../src/seal/keys.ts'
import type { StaffDoor } from '../../src/staff/guard.ts'
import { createThrottle } from '../../src/staff/throttle.ts'
import type { FreshDatabase } from './database.ts'
import type { Released } from './release-fixture.ts'
import { staffMember } from './staff.ts'
import { ask } from './whole.ts'

/** The present program on a database that came up from an older release, with that one's keys. */
export async function openRelease(database: FreshDatabase, { keysDir }: Released) {
  await prepareJobs(database.ownerUrl)
  const open = (url: string) => connect(url, { max: 4, name: 'test', limit: 60_000 })
  const owner = open(database.ownerUrl)
  const console = open(database.consoleUrl)
  const letters = open(database.letterboxUrl)
  const keys = await openKeys(keysDir)
  if (keys === 'locked') throw new Error('unreachable: a demo has no passphrase')
  const { letter: letterKey, relay: relayKey, pepper } = await publicParts(keysDir)
  const publics = { letterKey, relayKey, pepper, signingKeys: [keys.signing.publicKey] }
  const failures: string[] = []
  const log = (event: string) => void failures.push(event)
  const vault = vaultOf(keys)
  const intake = intakeApp({
    box: letterboxOf(doorOver(letters.pool), publics),
    gate: createGate(pepper),
    baseUrl: 'http://localhost:3000',
    addressOf: () => '192.0.2.1',
    signingKeys: publics.signingKeys,
    log,
  })
  const inside = consoleApp(staffDoor(console.db), vault, log, async () => true, {
    ...{ keys: publics, baseUrl: 'http://localhost:3000', channels: [] },
  })
  const { front, official } = await whoIsThere(database.ownerUrl)
  const staff = {
    moderator: await staffMember(owner.db, front, 'Người Đọc Mới', 'moderator'),
    secretary: await staffMember(owner.db, front, 'Thư Ký Mới', 'secretary'),
  }
  type Who = keyof typeof staff
  const request = (who: Who, path: string, body?: unknown) =>
    inside.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${staff[who].token}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  /** One call of the console's API that must go well; gives the body. */
  async function call(who: Who, path: string, body?: unknown) {
    const answer = await request(who, `/api/v1${path}`, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} ${answer.status}: ${text}`)
    return JSON.parse(text)
  }

  return {
    official,
    failures,
    signing: keys.signing,
    console: call,
    readAsOwner: <T>(work: (db: Db) => Promise<T>) => work(owner.db),
    unpack: () => unpackWaiting(console.db, vault, (id, error) => log(`${id} ${error}`)),
    letterbox: (path: string, body: unknown) =>
      intake.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async page(who: Who, path: string) {
      const answer = await request(who, path)
      return { status: answer.status, html: await answer.text() }
    },
    /** Each letter the moderator may see, opened as far as the list shows it. */
    async everyLetter(): Promise<{ id: string; number: string; state: string; preview: string }[]> {
      const all = []
      let cursor = ''
      do {
        const page = await call('moderator', `/feedback?limit=100${cursor}`)
        all.push(...page.items)
        cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
      } while (cursor !== '')
      return all
    },
    async records(): Promise<{ id: string }[]> {
      const { items: cycles } = await call('secretary', '/cycles')
      const found = []
      for (const { id } of cycles) {
        found.push(...(await call('secretary', `/review-records?cycle=${id}`)).items)
      }
      return found
    },
    async close() {
      await Promise.all([owner.close(), console.close(), letters.close()])
    },
  }
}
export type OpenRelease = Awaited<ReturnType<typeof openRelease>>

function staffDoor(db: Db): StaffDoor {
  const staffKey = new Uint8Array(32).fill(5)
  return {
    ...{ door: 'console', db, staffKey, throttle: createThrottle(staffKey), demo: false },
    urls: { desk: 'http://desk.test', console: 'http://console.test' },
    addressOf: () => '192.0.2.1',
    now: Date.now,
  }
}

// The demo's Front, and an official whom its letters may be about.
async function whoIsThere(ownerUrl: string): Promise<{ front: string; official: string }> {
  const [found] = await ask<{ front: string; official: string }>(
    ownerUrl,
    `select o.id as front, p.official_id as official from organisations o
      join posts p on p.handled_by = o.id and p.area_code = '99001-01' and p.official_id is not null
      where o.code = 'mttq-99001' limit 1`,
  )
  if (!found) throw new Error('no official of the demo is there')
  return found
}
