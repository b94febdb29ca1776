import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import pg from 'pg'
import { inject } from 'vitest'
import { doorOver } from '../../db/door.ts'
import { urlsOf } from '../../db/embedded.ts'
import { drop } from '../../src/intake/drop.ts'
import type { Attachment, NewFeedback } from '../../src/intake/feedback.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { moderationApi } from '../../src/moderation/api.ts'
import { decisionApproval } from '../../src/moderation/decisions.ts'
import { refreshSearch } from '../../src/moderation/indexing.ts'
import { moderationPages } from '../../src/moderation/pages.tsx'
import { releaseApproval } from '../../src/moderation/release.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffApi } from '../../src/staff/api.ts'
import type { ApprovalHandlers } from '../../src/staff/approvals.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { checkInvariants } from './invariants.ts'
import { staffHouse, staffMember } from './staff.ts'

/** A console over a fictional ward, with a real letterbox before it and people at their desks. */
export async function openConsole() {
  const house = await staffHouse()
  const ward = await house.ward()
  const dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'))
  const keys = await openKeys(join(dir, 'keys'))
  const { letter, relay, pepper } = await publicParts(join(dir, 'keys'))
  if (keys === 'locked') throw new Error('unreachable')
  const vault = vaultOf(keys)
  const pool = new pg.Pool({ connectionString: allUrlsOf(house.ownerUrl).ydan_letterbox, max: 4 })
  pool.on('error', () => {})
  const owner = new pg.Pool({ connectionString: house.ownerUrl, max: 2 })
  owner.on('error', () => {})
  const box = letterboxOf(doorOver(pool), { letterKey: letter, relayKey: relay, pepper })
  const people = {
    moderator: await staffMember(house.owner, ward.front, 'Mai Thị Xử Lý', 'moderator'),
    lead: await staffMember(house.owner, ward.front, 'Đỗ Văn Duyệt', 'lead'),
    both: await staffMember(house.owner, ward.front, 'Lý Hai Vai', 'moderator', 'lead'),
    secretary: await staffMember(house.owner, ward.front, 'Hồ Thị Thư Ký', 'secretary'),
    admin: await staffMember(house.owner, ward.front, 'Vũ Quản Trị', 'admin'),
    stranger: await staffMember(house.owner, ward.neighbour, 'Phan Xã Khác', 'moderator', 'lead'),
  }
  const staff = house.door('console')
  const decided = decisionApproval(vault)
  const handlers: ApprovalHandlers = {
    accept: decided,
    not_accept: decided,
    reject: decided,
    merge: decided,
    release: releaseApproval(vault),
  }
  const app = new Hono<StaffEnv>()
  app.onError(staffTrouble('console', (thrown) => console.error(thrown)))
  app.route('/', moderationApi(staff, vault))
  app.route('/', staffApi(staff, handlers))
  app.route('/', moderationPages(staff, vault, handlers))

  const failures: string[] = []
  const unpack = () => unpackWaiting(house.console, vault, (_, error) => failures.push(`${error}`))
  return {
    app,
    box,
    ward,
    vault,
    keys,
    /** Where the keys lie, for processes of their own. */
    keysDir: join(dir, 'keys'),
    people,
    house,
    handlers,
    staff,
    failures,
    unpack,
    /** Brings the search index in step, as the console's job does. */
    index: () => refreshSearch(house.console, vault, (_, error) => failures.push(`${error}`)),
    check: () => checkInvariants(house.ownerUrl),
    /** Asks the database as its owner, who sees every row. */
    rows: async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows,
    /** Drops a letter at the public door and unpacks it; its receipt and the feedback's id. */
    async letter(
      given: Partial<NewFeedback> = {},
      files: Attachment[] = [],
      sent = {},
      unpacks = true,
    ) {
      const feedback: NewFeedback = {
        area: ward.quarter,
        kind: 'comment',
        about: [{ official: ward.head }],
        text: 'Bác trưởng khu phố hay quát bà con khi họp.',
        use: 'record',
        ...given,
      }
      const { receipt, number } = await drop(box, feedback, files, {
        proof: true,
        held: false,
        ...sent,
      })
      if (unpacks) await unpack()
      const [row] = await owner
        .query(
          `select f.id from feedback f join threads t on t.id = f.thread_id
           where t.number = $1 and t.organisation_id = f.organisation_id order by t.id`,
          [Number(number.slice(0, 4))],
        )
        .then(({ rows }) => rows)
      return { receipt, number, id: String(row?.id ?? '') }
    },
    /** Holds the custody log's head, so that whoever appends waits; answers how to let go. */
    async holdLog() {
      const client = await owner.connect()
      await client.query('begin')
      await client.query('select from custody_heads for update')
      return async () => {
        await client.query('rollback')
        client.release()
      }
    },
    get: (path: string, who?: { token: string }) =>
      app.request(path, { headers: who ? { authorization: `Bearer ${who.token}` } : {} }),
    post: (path: string, body: unknown, who?: { token: string }, headers = {}) =>
      app.request(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(who && { authorization: `Bearer ${who.token}` }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      await Promise.all([pool.end(), owner.end()])
      await house.close()
      rmSync(dir, { recursive: true })
    },
  }
}
export type OpenConsole = Awaited<ReturnType<typeof openConsole>>

/** The console's login of the same database, for connections outside the pool. */
export function consoleUrlOf(ownerUrl: string): string {
  return allUrlsOf(ownerUrl).ydan_console
}

function allUrlsOf(ownerUrl: string) {
  const { port, passwords } = inject('server')
  return urlsOf({ port }, new URL(ownerUrl).pathname.slice(1), passwords)
}
