import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connect } from '../../db/connection.ts'
import { doorOver } from '../../db/door.ts'
import { consoleApp } from '../../src/doors/apps.ts'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { toBase64 } from '../../src/seal/bytes.ts'
import { curveHere } from '../../src/seal/curve.ts'
import { custodianPair, newSecret, wrapSecret } from '../../src/seal/custodian.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import { checkInvariants } from './invariants.ts'
import { type StaffMember, staffHouse, staffMember } from './staff.ts'

/** A custodian with the key as their browser holds it. */
export type Keyed = StaffMember & { key: string; secret: Uint8Array; passphrase: string }

/** The whole console over a fictional ward, its letterbox, and people who can appoint custodians. */
export async function custodianHouse(given: { passphrase?: string } = {}) {
  const house = await staffHouse()
  const ward = await house.ward()
  await prepareJobs(house.ownerUrl)
  const dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'), given.passphrase)
  const keys = await openKeys(join(dir, 'keys'), given.passphrase)
  const { letter, relay, pepper, signing } = await publicParts(join(dir, 'keys'))
  if (keys === 'locked') throw new Error('unreachable')
  const vault = vaultOf(keys)
  const doorKeys = {
    ...{ letterKey: letter, relayKey: relay, pepper },
    signingKeys: [signing.publicKey],
  }
  const letters = connect(house.letterboxUrl, { max: 4, name: 'test' })
  const owner = new pg.Pool({ connectionString: house.ownerUrl, max: 2 })
  owner.on('error', () => {})
  const member = (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
    staffMember(house.owner, ward.front, name, ...roles)
  const people = {
    admin: await member('Vũ Quản Trị', 'admin'),
    lead: await member('Đỗ Văn Duyệt', 'lead'),
    moderator: await member('Mai Thị Xử Lý', 'moderator'),
  }
  const log: string[] = []
  const app = consoleApp(
    house.door('console'),
    vault,
    (event) => void log.push(event),
    async () => true,
    { keys: doorKeys, baseUrl: 'http://localhost:3000', channels: [] },
  )
  /** A letterbox started now: it remembers no roster of before. */
  const newBox = () => letterboxOf(doorOver(letters.pool), doorKeys)
  /** A letterbox that was told no signing key. */
  const plainBox = () => letterboxOf(doorOver(letters.pool), { ...doorKeys, signingKeys: [] })
  const rows = async (text: string, values: unknown[] = []) =>
    (await owner.query(text, values)).rows

  const send = (who: StaffMember, path: string, body: unknown) =>
    app.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        authorization: `Bearer ${who.token}`,
      },
      body: JSON.stringify(body),
    })
  const form = (who: StaffMember, path: string, fields: Record<string, string>) =>
    app.request(path, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', authorization: `Bearer ${who.token}` },
      body: new URLSearchParams(fields),
    })
  const get = (who: StaffMember, path: string) =>
    app.request(path, { headers: { authorization: `Bearer ${who.token}` } })

  /** A custodian's key, made as the browser makes it and sent as the browser sends it. */
  async function keyed(who: StaffMember, passphrase = `cụm mật khẩu của ${who.name}`) {
    const secret = newSecret()
    const { publicBytes } = await custodianPair(await curveHere(), secret)
    const wrapped = await wrapSecret(passphrase, secret, publicBytes)
    const answer = await send(who, '/nguoi-giu-khoa/khoa', {
      publicKey: toBase64(publicBytes),
      wrapped,
    })
    if (answer.status !== 201) throw new Error(await answer.text())
    const { id } = (await answer.json()) as { id: string }
    return { ...who, key: id, secret, passphrase }
  }
  const openAsk = async (act: string) => {
    const [row] = await rows(
      `select a.id from approvals a left join approval_answers r on r.approval_id = a.id
       where a.act = $1 and r.approval_id is null order by a.entry_seq desc limit 1`,
      [act],
    )
    return String(row?.id)
  }
  const answer = (who: StaffMember, approval: string, approve = true) =>
    send(who, `/api/v1/approvals/${approval}`, { approve })

  /** The administrator asks, the lead agrees. */
  async function change(kind: 'add' | 'remove', key: string) {
    const asked = await form(people.admin, '/nguoi-giu-khoa/thay-doi', { kind, key })
    if (asked.status !== 303) throw new Error(`asking: ${asked.status}`)
    const agreed = await answer(people.lead, await openAsk('change_keys'))
    if (agreed.status !== 200) throw new Error(await agreed.text())
  }
  async function appointed(name: string): Promise<Keyed> {
    const made = await keyed(await member(name, 'custodian'))
    await change('add', made.key)
    return made
  }

  return {
    keysDir: join(dir, 'keys'),
    ...{ house, ward, keys, vault, doorKeys, people, app, log },
    ...{
      newBox,
      plainBox,
      rows,
      send,
      form,
      get,
      member,
      keyed,
      change,
      appointed,
      openAsk,
      answer,
    },
    check: () => checkInvariants(house.ownerUrl),
    /** Drops a letter with this identity at the public door; its receipt, number and id. */
    async letter(identity: { name?: string; phone?: string; address?: string }, box = newBox()) {
      const given = newFeedback.parse({
        ...{ area: ward.quarter, kind: 'comment', about: [{ official: ward.head }] },
        ...{ text: 'Bác trưởng khu phố hay quát bà con khi họp.', use: 'record', identity },
      })
      const { receipt, number } = await drop(box, given, [], { proof: true, held: false })
      const [row] = await rows(
        `select l.id from letters l join threads t on t.id = l.thread_id
         where t.number = $1 and t.organisation_id = $2 and l.first`,
        [Number(number.slice(0, 4)), ward.front],
      )
      return { receipt, number, id: String(row?.id) }
    },
    unpack: () =>
      unpackWaiting(house.console, vault, (_, error) => {
        throw error
      }),
    /** One custodian asks for an opening of a receipt number; the other agrees. Its id. */
    async opening(asker: StaffMember, other: StaffMember, number: string, field = 'identity') {
      const reason = 'Cần gặp để xác minh theo kết luận cuộc họp.'
      const asked = await form(asker, '/mo-danh-tinh', { number, field, reason })
      if (asked.status !== 303) throw new Error(`asking: ${asked.status} ${await asked.text()}`)
      const agreed = await answer(other, await openAsk('open_identity'))
      if (agreed.status !== 200) throw new Error(await agreed.text())
      const [row] = await rows('select id from identity_openings order by entry_seq desc limit 1')
      return String(row?.id)
    },
    async close() {
      await Promise.all([letters.close(), owner.end()])
      await house.close()
      rmSync(dir, { recursive: true })
    },
  }
}
export type CustodianHouse = Awaited<ReturnType<typeof custodianHouse>>
