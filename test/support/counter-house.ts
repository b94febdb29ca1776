import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { doorOver } from '../../db/door.ts'
import { consoleApp } from '../../src/doors/apps.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate } from '../../src/intake/gate.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import { checkInvariants } from './invariants.ts'
import { type StaffMember, staffHouse, staffMember } from './staff.ts'

/** Console and letterbox as they are composed, over a fictional ward, with the clerk's table. */
export async function counterHouse(
  given: { baseUrl?: string; channels?: string[]; mailbox?: string } = {},
) {
  const house = await staffHouse()
  const ward = await house.ward()
  const dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'))
  const keys = await openKeys(join(dir, 'keys'))
  const { letter, relay, pepper } = await publicParts(join(dir, 'keys'))
  rmSync(dir, { recursive: true })
  const vault = vaultOf(keys)
  const pool = new pg.Pool({ connectionString: house.letterboxUrl, max: 4 })
  const owner = new pg.Pool({ connectionString: house.ownerUrl, max: 2 })
  for (const each of [pool, owner]) {
    each.on('error', () => {})
    each.on('connect', (client) => client.on('error', () => {}))
  }
  const shared = { letterKey: letter, relayKey: relay, pepper }
  const box = letterboxOf(doorOver(pool), shared)
  const baseUrl = given.baseUrl ?? 'http://localhost:3000'
  const failures: string[] = []
  const log = (line: string) => void failures.push(line)
  const { channels = [], mailbox } = given
  const table = { keys: shared, baseUrl, channels, mailbox }
  const console = consoleApp(house.door('console'), vault, log, async () => true, table)
  const letterbox = intakeApp({
    box,
    gate: createGate(pepper),
    baseUrl,
    addressOf: () => '192.0.2.1',
    log,
  })
  const member = (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
    staffMember(house.owner, ward.front, name, ...roles)
  const people = {
    clerk: await member('Lã Mỹ Hạnh', 'clerk'),
    moderator: await member('Mai Thị Xử Lý', 'moderator'),
    secretary: await member('Hồ Thị Thư Ký', 'secretary'),
    admin: await member('Vũ Quản Trị', 'admin'),
    auditor: await member('Viên Đức Toàn', 'auditor'),
    stranger: await staffMember(house.owner, ward.neighbour, 'Phan Xã Khác', 'clerk', 'secretary'),
  }

  async function send(who: StaffMember, path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${who.token}`)
    return console.request(path, { ...init, headers })
  }
  return {
    house,
    ward,
    vault,
    box,
    console,
    letterbox,
    people,
    failures,
    counter: { ...table, staff: house.door('console') },
    get: (who: StaffMember, path: string) => send(who, path),
    /** A form as the browser sends it; files make it multipart. */
    form(who: StaffMember, path: string, fields: Record<string, string | string[] | File>) {
      const hasFiles = Object.values(fields).some((value) => value instanceof File)
      const body = hasFiles || path.startsWith('/nhap') ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) {
        for (const one of [value].flat()) (body as FormData).append(name, one as string)
      }
      return send(who, path, { method: 'POST', body })
    },
    json: (who: StaffMember, path: string, body: unknown, headers = {}) =>
      send(who, path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    /** A letter at the public door, as programs send it. */
    letter: (body: Record<string, unknown>) =>
      letterbox.request('/api/v1/feedback', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          area: ward.quarter,
          kind: 'praise',
          text: 'Bác trưởng khu phố tận tình.',
          use: 'record',
          ...body,
        }),
      }),
    unpack: () =>
      unpackWaiting(house.console, vault, (_, error) => failures.push(`unpack ${String(error)}`)),
    /** Asks the database as its owner, who sees every row. */
    rows: async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows,
    check: () => checkInvariants(house.ownerUrl),
    async close() {
      await Promise.all([pool.end(), owner.end()])
      await house.close()
    },
  }
}
export type CounterHouse = Awaited<ReturnType<typeof counterHouse>>
