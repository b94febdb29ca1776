import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import pg from 'pg'
import type { Fetch } from '../../channels/channel.ts'
import { doorOver } from '../../db/door.ts'
import type { ChatKeys } from '../../src/conversation/kept.ts'
import { type ChatTo, openMessage } from '../../src/conversation/say.ts'
import { createTalk } from '../../src/conversation/talk.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate } from '../../src/intake/gate.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { moderationApi } from '../../src/moderation/api.ts'
import { outboxPages } from '../../src/moderation/outbox-pages.tsx'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { lineBody, lineHeaders, lineMessage, lineSecrets } from '../channels/fixtures/line.ts'
import { zaloEvent, zaloHeaders, zaloSecrets } from '../channels/fixtures/zalo.ts'
import { checkInvariants } from '../support/invariants.ts'
import { consoleUrlOf } from '../support/moderation.ts'
import { staffHouse, staffMember } from '../support/staff.ts'

export type Delivery = { channel: string; body: string; headers: Record<string, string> }

/** A whole house for chats: the public door with its webhooks, the console's job, a moderator. */
export async function openChats() {
  const house = await staffHouse()
  const ward = await house.ward()
  const dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'))
  const keys = await openKeys(join(dir, 'keys'))
  const { letter, relay, pepper } = await publicParts(join(dir, 'keys'))
  rmSync(dir, { recursive: true })
  if (keys === 'locked') throw new Error('unreachable')
  const pool = new pg.Pool({ connectionString: house.letterboxUrl, max: 8 })
  const owner = new pg.Pool({ connectionString: house.ownerUrl, max: 2 })
  for (const each of [pool, owner]) each.on('error', () => {})
  const box = letterboxOf(doorOver(pool), { letterKey: letter, relayKey: relay, pepper })
  const log: string[] = []
  const app = intakeApp({
    box,
    gate: createGate(pepper),
    baseUrl: 'https://gopy.test',
    addressOf: () => '192.0.2.1',
    secrets: { ...zaloSecrets, ...lineSecrets },
    log: (line) => void log.push(line),
  })
  const vault = vaultOf(keys)
  const chatKeys: ChatKeys = {
    opener: vault.opener,
    keks: vault.keks,
    relay: keys.relay,
    relayKey: relay,
    pepper,
  }
  const net: { fetch: Fetch } = { fetch: async () => new Response(null, { status: 404 }) }
  const failures: string[] = []
  const newTalk = () =>
    createTalk({
      db: house.console,
      keys: chatKeys,
      fetching: {
        secrets: { ...lineSecrets, ...zaloSecrets },
        fetch: (...call) => net.fetch(...call),
      },
      baseUrl: 'https://gopy.test',
      failed: (event, error) => failures.push(`${event} ${error}`),
      patience: 1,
    })
  const talk = newTalk()
  const console = new Hono<StaffEnv>()
  console.onError(staffTrouble('console', (thrown) => failures.push(`${thrown}`)))
  console.route('/', moderationApi(house.door('console'), vault))
  console.route('/', outboxPages(house.door('console'), 'https://gopy.test'))
  const moderator = await staffMember(house.owner, ward.front, 'Mai Thị Xử Lý', 'moderator')
  const stranger = await staffMember(house.owner, ward.neighbour, 'Phan Xã Khác', 'moderator')
  const rows = async (text: string, values: unknown[] = []) =>
    (await owner.query(text, values)).rows

  return {
    ward,
    box,
    rows,
    log,
    net,
    talk,
    newTalk,
    stranger,
    failures,
    chatKeys,
    inDb: house.console,
    vault,
    keys,
    consoleUrl: consoleUrlOf(house.ownerUrl),
    letterboxUrl: house.letterboxUrl,
    check: () => checkInvariants(house.ownerUrl),
    deliver: ({ channel, body, headers }: Delivery) =>
      app.request(`/webhooks/${channel}`, { method: 'POST', body, headers }),
    unpack: () => unpackWaiting(house.console, vault, (_, error) => void failures.push(`${error}`)),
    /** All the bot has said and not sent yet, oldest first. */
    async said() {
      const waiting = await rows('select * from chat_outbox where sent_on is null order by seq')
      return Promise.all(
        waiting.map((row) =>
          openMessage(keys.relay, { id: row.id, keyVersion: row.key_version, bytes: row.bytes }),
        ),
      )
    },
    asks: (path: string, body?: unknown, who: { token: string } = moderator) =>
      console.request(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${who.token}`,
          'content-type': 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async close() {
      await Promise.all([pool.end(), owner.end()])
      await house.close()
    },
  }
}
export type OpenChats = Awaited<ReturnType<typeof openChats>>

/** What Zalo delivers when this person writes or does this. */
export function ofZalo(
  sender: string,
  what: string | { name: string; message?: object },
): Delivery {
  const { name, message } =
    typeof what === 'string' ? { name: 'user_send_text', message: { text: what } } : what
  const body = JSON.stringify(zaloEvent(name, message, { sender: { id: sender } }))
  return { channel: 'zalo', body, headers: zaloHeaders(body) }
}

/** What LINE delivers when this person writes (text) or sends (another content). */
export function ofLine(userId: string, what: string | object): Delivery {
  const event = lineMessage({ source: { type: 'user', userId } })
  const content = typeof what === 'string' ? { type: 'text', text: what } : what
  const body = lineBody({ ...event, message: { ...event.message, ...content } })
  return { channel: 'line', body, headers: lineHeaders(body) }
}

/** The text of what is said to one person. */
export function textTo(said: readonly { to: ChatTo; message: { text: string } }[], who: string) {
  return said.filter(({ to }) => to.sender === who).map(({ message }) => message.text)
}
