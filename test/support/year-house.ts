import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { connect, type Tx, transaction } from '../../db/connection.ts'
import { doorOver } from '../../db/door.ts'
import { parseContents } from '../../src/bundle/contents.ts'
import { importCommand } from '../../src/cli/import.ts'
import { verifyCustody } from '../../src/custody/verify.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate } from '../../src/intake/gate.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import { meetingHouse } from './meeting-house.ts'
import { csvOf } from './rolls.ts'
import { type StaffMember, staffMember } from './staff.ts'

/** Public form, console, desk and command line over one ward in which there is a Front and nothing else. */
export async function yearHouse() {
  const dir = mkdtempSync(join(tmpdir(), 'ydan năm '))
  await createKeys(join(dir, 'keys'))
  const vault = vaultOf(await openKeys(join(dir, 'keys')))
  const { letter, relay, pepper } = await publicParts(join(dir, 'keys'))
  const keys = { letterKey: letter, relayKey: relay, pepper }
  const house = await meetingHouse({ vault, keys })
  const { owner, apps, faults } = house
  const senders = new pg.Pool({ connectionString: house.database.letterboxUrl, max: 2 })
  senders.on('error', () => {})
  const letterbox = intakeApp({
    ...{ box: letterboxOf(doorOver(senders), keys), gate: createGate(pepper) },
    ...{ baseUrl: 'http://localhost:3000', addressOf: () => '192.0.2.1' },
    log: (line) => void faults.push(line),
  })
  const owning = connect(house.database.ownerUrl, { max: 2, name: 'test owner', limit: 60_000 })
  const front = await foundFront(owner)
  const all = (sql: string, values: unknown[] = []) =>
    owner.query(sql, values).then(({ rows }) => rows)

  /** Lets the year go on: letters and everything that counts in days lie on this one, 0 is today. */
  const on = (days: number) =>
    all(`create or replace function today() returns date language sql stable as
      $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days} $$`)

  /** `ydan import KIND`, from a list written by hand; what it printed. */
  async function imported(kind: string, lines: (string | number)[][], ...more: string[]) {
    const [path, said]: [string, string[]] = [join(dir, `${kind}.csv`), []]
    writeFileSync(path, csvOf(lines))
    const code = await importCommand([kind, path, '--organisation', 'ML', ...more], {
      ...{ out: (line) => void said.push(line), err: (line) => void said.push(line) },
      openOwner: async (limit) => connect(house.database.ownerUrl, { max: 1, name: 'test', limit }),
      urls: { desk: 'http://desk.test', console: 'http://console.test' },
    })
    expect(code, said.join('\n')).toBe(0)
    return said.join('\n')
  }

  /** A letter of the public form's API; its receipt. */
  async function letterOf(body: Record<string, unknown>): Promise<string> {
    const sent = await posted('/api/v1/feedback', { use: 'record', ...body })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    return sent.body.receipt
  }
  async function posted(path: string, body: unknown) {
    const headers = { 'content-type': 'application/json' }
    const answer = await letterbox.request(path, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    })
    return { status: answer.status, body: await answer.json() }
  }

  /** A call that must go well, GET without a body; its answer. */
  async function done(
    who: StaffMember,
    path: string,
    body?: unknown,
    door: StaffDoorName = 'console',
  ) {
    const { status, body: answer } = await asked(who, path, body, door)
    expect(status, `${path} ${JSON.stringify(answer)} ${faults}`).toBeLessThan(300)
    return answer
  }
  async function asked(
    { token }: StaffMember,
    path: string,
    body?: unknown,
    door: StaffDoorName = 'console',
  ) {
    const answer = await apps[door].request(`/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  /** A page, a file, or a form sent, at the console. */
  async function page({ token }: StaffMember, path: string, fields?: Record<string, string>) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields ?? {})) body.append(name, value)
    const answer = await apps.console.request(path, {
      method: fields ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin' },
      ...(fields && { body }),
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { status: answer.status, bytes, html: new TextDecoder().decode(bytes) }
  }
  /** What asks for a second person, asked by one and agreed to by another. */
  async function agreed(by: StaffMember, { approval }: { approval: string }) {
    return done(by, `approvals/${approval}`, { approve: true, note: 'Đồng ý.' })
  }

  return {
    ...{ house, front, faults, on, imported, letterOf, posted, done, asked, page, agreed, all },
    member: (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
      staffMember(owning.db, front, name, ...roles),
    unpack: () =>
      unpackWaiting(house.pools.console.db, vault, (_, error) => faults.push(`unpack ${error}`)),
    /** What a bundle holds, as it was frozen. */
    async contentsOf(bundle: string) {
      const [row] = await all('select contents from bundle_freezes where bundle_id = $1', [bundle])
      return parseContents(JSON.parse(row.contents.toString('utf8')))
    },
    /** What does not hold in the logs, as `ydan custody verify` says it. */
    async logFaults() {
      const read = <T>(work: (tx: Tx) => Promise<T>) => transaction(owning.db, work)
      const { signing, dataDir } = house
      const found = await verifyCustody({ read, publicKeys: [signing.publicKey], dataDir })
      return found.filter(({ holds }) => !holds).map(({ what }) => what.en)
    },
    async close() {
      await Promise.all([senders.end(), owning.close()])
      await house.close()
      rmSync(dir, { recursive: true })
    },
  }
}
export type YearHouse = Awaited<ReturnType<typeof yearHouse>>

// What the founding form of the console makes: the Front and its area, here with the Front above.
async function foundFront(owner: pg.Client): Promise<string> {
  const [above, front] = [randomUUID(), randomUUID()]
  const organisation = `insert into organisations (id, code, kind, name, level, parent_id, area_code, valid_from)
    values ($1, $2, 'front', $3, $4, $5, $6, '2020-01-01')`
  await owner.query('begin')
  await owner.query(organisation, [
    above,
    'SX',
    'Ủy ban MTTQ Việt Nam tỉnh Sông Xanh',
    'province',
    null,
    null,
  ])
  const ours = [front, 'ML', 'Ủy ban MTTQ Việt Nam phường Mây Lành', 'commune', above, 'ML']
  await owner.query(organisation, ours)
  await owner.query(
    `insert into areas (code, kind, name, organisation_id, valid_from) values ('ML', 'phường', 'Mây Lành', $1, '2020-01-01')`,
    [front],
  )
  await owner.query('commit')
  return front
}
