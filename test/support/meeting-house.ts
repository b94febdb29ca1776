import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { connect } from '../../db/connection.ts'
import { freezeInBatch } from '../../src/bundle/batch.ts'
import type { Signer } from '../../src/bundle/build.ts'
import { render } from '../../src/bundle/render.ts'
import { consoleApp, deskApp } from '../../src/doors/apps.ts'
import type { LetterboxKeys } from '../../src/intake/letterbox.ts'
import { checkpointOfFreeze } from '../../src/jobs/checkpoints.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { type Vault, vaultOf } from '../../src/moderation/vault.ts'
import type { StaffDoor } from '../../src/staff/guard.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import { createThrottle } from '../../src/staff/throttle.ts'
import { makeFeedback } from './accepted-feedback.ts'
import { signerFrom } from './bundle-signer.ts'
import { freshDatabase } from './database.ts'
import { heard, readForPrint } from './heard.ts'
import { makeFront, makeOfficial, makeStaff, runningCycle } from './review-house.ts'

const urls = { console: 'http://localhost:3001', desk: 'http://localhost:3002' }

/** Both staff doors in full over a database of the test's own, with jobs run by hand; owner SQL beside. */
export async function meetingHouse(
  given: { signing?: Signer; dataDir?: string; vault?: Vault; keys?: LetterboxKeys } = {},
) {
  const database = await freshDatabase()
  await prepareJobs(database.ownerUrl)
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'ydan-meeting-'))
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const pools = {
    console: connect(database.consoleUrl, { max: 4, name: 'test console' }),
    desk: connect(database.deskUrl, { max: 4, name: 'test desk' }),
  }
  const signing = given.signing ?? signerFrom(7)
  const door = (name: StaffDoorName): StaffDoor => {
    const staffKey = new Uint8Array(32).fill(3)
    return {
      door: name,
      db: pools[name].db,
      urls,
      staffKey,
      throttle: createThrottle(staffKey),
      addressOf: () => 'nowhere',
      now: () => Date.now(),
      demo: false,
    }
  }
  const faults: string[] = []
  const log = (line: string) => void faults.push(line)
  const ready = async () => true
  const vault = given.vault ?? vaultOf('locked')
  const noKey = { version: 1, publicKey: new Uint8Array(32) }
  const apps = {
    console: consoleApp(door('console'), vault, log, ready, {
      keys: given.keys ?? { letterKey: noKey, relayKey: noKey, pepper: new Uint8Array(32) },
      baseUrl: 'http://localhost:3000',
      channels: [],
    }),
    desk: deskApp(door('desk'), log, ready),
  }
  const { db } = pools.console

  /** Does all jobs that were left for later, in order. */
  async function work(): Promise<number> {
    const { rows } = await owner.query<{ id: string; name: string; data: Record<string, string> }>(
      `select id, name, data from pgboss.job where state = 'created' and name in ('bundle.render', 'batch.freeze')
        order by created_on, id`,
    )
    for (const { id, name, data } of rows) {
      if (name === 'batch.freeze') {
        await freezeInBatch(db, { batch: data.batch ?? '', record: data.record ?? '' })
      } else {
        const setting = { db, signing, dataDir, log }
        await checkpointOfFreeze(setting, data.bundle ?? '')
        await render(db, signing, vault, data.bundle ?? '')
      }
      await owner.query(`update pgboss.job set state = 'completed' where id = $1`, [id])
    }
    return rows.length
  }
  return {
    database,
    dataDir,
    signing,
    vault,
    owner,
    apps,
    faults,
    pools,
    work,
    async close() {
      await Promise.all([pools.console.close(), pools.desk.close(), owner.end()])
      await database.drop()
      if (!given.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
    /** One request with a token; answers status and JSON. */
    async call(token: string, method: string, path: string, body?: unknown) {
      const response = await apps.console.request(`/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}
export type MeetingHouse = Awaited<ReturnType<typeof meetingHouse>>

/** A ward with its people, a running cycle with a meeting, and one official's record with evidence. */
export async function yearEnd(house: MeetingHouse, code: string) {
  const { owner } = house
  const ward = await makeFront(owner, code)
  const secretary = await makeStaff(owner, ward.id, 'Lê Thị Thư', 'secretary')
  const lead = await makeStaff(owner, ward.id, 'Đỗ Văn Duyệt', 'lead')
  const year = new Date().getUTCFullYear()
  const cycle = { ...runningCycle(`Kiểm điểm năm ${year}`), meetingOn: `${year}-12-18` }
  const opened = await house.call(secretary.token, 'POST', 'cycles', cycle)
  expect(opened.status).toBe(201)
  const end = { ward, secretary, lead, cycle: opened.body.id as string }
  return { ...end, official: await withRecord(house, end, 'Trần Văn Sóng') }
}
export type YearEnd = Awaited<ReturnType<typeof yearEnd>>

type Member = { person: string; token: string }
type Known = {
  ward: Awaited<ReturnType<typeof makeFront>>
  secretary: Member
  lead: Member
  cycle: string
}

/** An official with a record: one item of praise, one of criticism with its answer. */
export async function withRecord(house: MeetingHouse, end: Known, name: string, items = 2) {
  const { owner } = house
  const { ward, secretary, cycle } = end
  const official = await makeOfficial(owner, ward.id, ward.neighbourhood, name)
  const record = (await house.call(secretary.token, 'POST', 'review-records', { official, cycle }))
    .body.id as string
  const feedback: string[] = []
  for (let turn = 0; turn < items; turn++) {
    const negative = turn % 2 === 1
    const one = await makeFeedback(owner, {
      organisation: ward.id,
      area: ward.neighbourhood,
      officials: [official],
      by: secretary.person,
      polarity: negative ? 'negative' : 'positive',
      day: new Date().toISOString().slice(0, 10),
      ...(negative && { summary: 'Có ý kiến mong đồng chí giữ lời nói ôn hòa khi họp khu phố.' }),
    })
    await owner.query(
      `insert into unpacked select l.id, l.organisation_id, f.id, l.day from feedback f
        join letters l on l.thread_id = f.thread_id where f.id = $1`,
      [one],
    )
    feedback.push(one)
    const path = `review-records/${record}/evidence`
    const evidence = await house.call(secretary.token, 'POST', path, { feedback: one })
    expect(evidence.status, JSON.stringify(evidence.body)).toBe(201)
    if (!negative) continue
    const answer = { kind: 'accept', text: 'Tôi xin tiếp thu và sẽ sửa.' }
    const answers = `evidence/${evidence.body.id}/explanations`
    await heard(owner, evidence.body.id)
    const answered = await house.call(secretary.token, 'POST', answers, answer)
    expect(answered.status).toBe(201)
    await readForPrint(owner, answered.body.id)
  }
  return { id: official, record, feedback, name }
}

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/** Freezes a record's bundle, its papers included, and gives its id. */
export async function frozen(house: MeetingHouse, end: YearEnd, reason?: string): Promise<string> {
  const path = `review-records/${end.official.record}/bundles`
  const asked = await house.call(end.secretary.token, 'POST', path, { cutOff: today(), reason })
  expect(asked.status, JSON.stringify(asked.body)).toBe(202)
  const agreed = await house.call(end.lead.token, 'POST', `approvals/${asked.body.approval}`, {
    approve: true,
  })
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
  await house.work()
  return asked.body.id
}

/** What the office enters at the handover, with a scan of one page. */
export const handover = {
  number: '12/MTTQ-BTT',
  signedOn: today(),
  signer: 'Đỗ Văn Duyệt, Chủ tịch',
  receiver: 'Ban Thường vụ Đảng ủy phường',
  receipt: 'BBGN 03 ngày 08/12',
  scan: Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n`).toString('base64'),
}
export const consultation = {
  meeting: 'Hội nghị kiểm điểm Ban Thường vụ Đảng ủy',
  place: 'Hội trường Đảng ủy phường',
  heldOn: today(),
  minutes: 'BB 05-BB/ĐU',
}
export const outcome = {
  level: 'Hoàn thành tốt nhiệm vụ',
  decidedBy: 'Ban Thường vụ Đảng ủy phường',
  document: 'KL 07-KL/ĐU',
  decidedOn: today(),
}
