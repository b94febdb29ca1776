import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '../db/connection.ts'
import { pack } from '../src/bundle/pack.ts'
import { unpack } from '../src/bundle/zip.ts'
import { ownerUrl } from '../src/cli/owner.ts'
import { configOf } from '../src/config.ts'
import { browser, closeBrowser } from './support/browser.ts'
import { checkInvariants } from './support/invariants.ts'
import { type StaffMember, staffMember } from './support/staff.ts'
import { eventually, type Started, startOn } from './support/started.ts'
import { makeWard, type Ward } from './support/ward.ts'

// One letter's whole way through the real service: processes, doors, browser, command line.
let dir: string
let service: Started
let owner: { db: Db; close(): Promise<void> }
let database: string
let ward: Ward
let staff: Record<'moderator' | 'lead' | 'secretary' | 'official', StaffMember>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ydan hành trình '))
  service = await startOn(dir, { LOG_LEVEL: 'warn' }, [join(import.meta.dirname, '../src/node.ts')])
  if (!service.out.includes('console')) throw new Error(service.err)
  database = await ownerUrl(configOf({ DATA_DIR: dir }))
  owner = connect(database, { max: 2, name: 'test' })
  ward = await makeWard(database)
  const member = (name: string, ...roles: Parameters<typeof staffMember>[3][]) =>
    staffMember(owner.db, ward.front, name, ...roles)
  staff = {
    moderator: await member('Mai Thị Xử Lý', 'moderator'),
    lead: await member('Đỗ Văn Duyệt', 'lead'),
    secretary: await member('Hồ Thị Thư Ký', 'secretary'),
    official: await member('Trần Văn Sóng', { role: 'official', official: ward.head }),
  }
})

afterAll(async () => {
  await closeBrowser()
  await owner?.close()
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  rmSync(dir, { recursive: true })
})

type Answer = { status: number; body: Record<string, unknown> & { id?: string; approval?: string } }

async function call(
  door: 'letterbox' | 'desk' | 'console',
  path: string,
  body?: unknown,
  who?: StaffMember,
): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${service.ports[door]}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(who && { authorization: `Bearer ${who.token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
}

async function agree(asked: Answer): Promise<void> {
  expect(asked.status).toBe(202)
  const path = `/api/v1/approvals/${asked.body.approval}`
  const own = await call('console', path, { approve: true }, staff.moderator)
  expect(own.status).toBe(403)
  const agreed = await call('console', path, { approve: true, note: 'đồng ý' }, staff.lead)
  expect(agreed, JSON.stringify(agreed)).toMatchObject({ status: 200 })
}

const words = 'Bác trưởng khu phố hay quát bà con khi họp, bà con ngại không dám hỏi.'
const summary = 'Có ý kiến mong đồng chí giữ lời nói ôn hòa khi điều hành cuộc họp khu phố.'

describe('one letter', () => {
  it('goes from the public form to a bundle that anyone can check', async () => {
    const code = await writesOnTheForm()
    const feedback = await reachesTheQueue()
    const said = await call(
      'console',
      `/api/v1/feedback/${feedback}/summaries`,
      { text: summary },
      staff.moderator,
    )
    expect(said.status).toBe(201)
    await agreesToTheSummary(code)
    await agree(
      await call(
        'console',
        `/api/v1/feedback/${feedback}/decisions`,
        {
          verdict: 'accept',
          officials: [ward.head],
          topic: 'manner',
          standing: 'said',
          polarity: 'negative',
        },
        staff.moderator,
      ),
    )
    expect(await call('letterbox', '/api/v1/thread', { receipt: code })).toMatchObject({
      status: 200,
      body: { state: 'accepted', summary },
    })
    const record = await isAttached(feedback)
    const zip = await isFrozen(record)
    await verifies(zip)
    await isNoticedWhenChanged(zip)
    expect(await call('letterbox', '/api/v1/thread', { receipt: code })).toMatchObject({
      body: { state: 'bundled' },
    })
    await checkInvariants(database)
    const log = await ydan('custody', 'verify')
    expect(log, log.text).toMatchObject({ code: 0 })
  }, 180_000)
})

async function writesOnTheForm(): Promise<string> {
  const page = await (await browser()).newPage({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  })
  await page.goto(`http://127.0.0.1:${service.ports.letterbox}/k/ML-3`)
  await page.getByRole('link', { name: /^Kể lại một việc/ }).click()
  await page.getByLabel('Trưởng khu phố 3').check()
  await page.getByLabel('Ông/bà muốn nói điều gì?').fill(words)
  await page.getByRole('radio', { name: /^Đưa vào bản tổng hợp/ }).check()
  await page.getByRole('button', { name: 'GỬI' }).click()
  await page.getByRole('heading', { name: 'PHIẾU TIẾP NHẬN' }).waitFor()
  const code = (await page.locator('[data-code] span').allInnerTexts()).join('-')
  expect(code).toMatch(/^\d{4}(-\d{4}){4}$/)
  await page.close()
  return code
}

async function reachesTheQueue(): Promise<string> {
  const found = await eventually(
    () => call('console', '/api/v1/feedback?state=open', undefined, staff.moderator),
    ({ body }) => Array.isArray(body.items) && body.items.length === 1,
  )
  const [item] = found.body.items as { id: string; preview: string; kind: string }[]
  expect(item).toMatchObject({ preview: words, kind: 'report' })
  const stranger = await call('console', '/api/v1/feedback')
  expect(stranger.status).toBe(401)
  return item?.id ?? ''
}

async function agreesToTheSummary(code: string): Promise<void> {
  const page = await (await browser()).newPage({ javaScriptEnabled: false })
  await page.goto(`http://127.0.0.1:${service.ports.letterbox}/tra-cuu`)
  await page.getByLabel('Mã phiếu').fill(code)
  await page.getByRole('button', { name: 'Xem' }).click()
  await page.getByText(summary).waitFor()
  await page.getByRole('button', { name: 'Đúng rồi' }).click()
  await page.getByText(summary).waitFor()
  await page.close()
  const thread = await call('letterbox', '/api/v1/thread', { receipt: code })
  expect(thread.body).toMatchObject({ summary })
}

async function isAttached(feedback: string): Promise<string> {
  const year = new Date().getFullYear()
  const cycle = await call(
    'console',
    '/api/v1/cycles',
    {
      name: `Kiểm điểm năm ${year}`,
      year,
      kind: 'year',
      framework: '366/2025',
      startsOn: `${year}-01-01`,
      endsOn: `${year}-12-31`,
      cutOff: `${year}-12-31`,
    },
    staff.secretary,
  )
  expect(cycle, JSON.stringify(cycle)).toMatchObject({ status: 201 })
  const record = await call(
    'desk',
    '/api/v1/review-records',
    { official: ward.head, cycle: cycle.body.id },
    staff.secretary,
  )
  expect(record, JSON.stringify(record)).toMatchObject({ status: 201 })
  const evidence = await call(
    'console',
    `/api/v1/review-records/${record.body.id}/evidence`,
    { feedback, criterion: '1' },
    staff.secretary,
  )
  expect(evidence, JSON.stringify(evidence)).toMatchObject({ status: 201 })
  await isHeard(String(cycle.body.id))
  const explained = await call(
    'desk',
    `/api/v1/evidence/${evidence.body.id}/explanations`,
    { kind: 'accept', text: 'Tôi tiếp thu và sẽ sửa cách nói khi họp.' },
    staff.official,
  )
  expect(explained, JSON.stringify(explained)).toMatchObject({ status: 201 })
  const edition = `/api/v1/explanations/${explained.body.id}/editions`
  const ready = await call('console', edition, { fold: [] }, staff.moderator)
  expect(ready, JSON.stringify(ready)).toMatchObject({ status: 201 })
  return String(record.body.id)
}

// One letter of the Front with all that waits; from the receipt on the official sees the items.
async function isHeard(cycle: string): Promise<void> {
  const batch = { cycle, reason: 'Trước khi chốt tập tư liệu.' }
  const drafted = await call('console', '/api/v1/hearings', batch, staff.secretary)
  expect(drafted, JSON.stringify(drafted)).toMatchObject({ status: 201 })
  const [id] = drafted.body.hearings as string[]
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  for (const [act, body] of [
    ['issues', { signer: 'Chủ tịch' }],
    ['receipts', { receivedOn: today, receiver: 'Văn thư' }],
  ] as const) {
    const done = await call('console', `/api/v1/hearings/${id}/${act}`, body, staff.secretary)
    expect(done, JSON.stringify(done)).toMatchObject({ status: 201 })
  }
}

async function isFrozen(record: string): Promise<Buffer> {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const path = `/api/v1/review-records/${record}/bundles`
  const asked = await call('console', path, { cutOff: today }, staff.secretary)
  expect(asked, JSON.stringify(asked)).toMatchObject({ status: 202 })
  await agree(asked)
  const bundle = `/api/v1/bundles/${asked.body.id}`
  const frozen = await eventually(
    () => call('desk', bundle, undefined, staff.secretary),
    ({ body }) => body.state === 'frozen',
  )
  expect(frozen.body).toMatchObject({
    state: 'frozen',
    version: 1,
    files: ['docx', 'pdf', 'xlsx', 'zip'],
  })
  const again = await call('console', path, { cutOff: today }, staff.secretary)
  expect(again).toMatchObject({ status: 200, body: { id: asked.body.id } })
  const file = await fetch(`http://127.0.0.1:${service.ports.desk}${bundle}.zip`, {
    headers: { authorization: `Bearer ${staff.secretary.token}` },
  })
  expect(file.status).toBe(200)
  return Buffer.from(await file.arrayBuffer())
}

// Not synchronous: a server that closes an idle connection meanwhile must be noticed.
async function ydan(...words: string[]): Promise<{ code: number | null; text: string }> {
  const cli = join(import.meta.dirname, '../src/cli.ts')
  const env = { PATH: process.env.PATH, DATA_DIR: dir }
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...words], { env })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  }
  const [code] = await once(child, 'close')
  return { code, text }
}

function verify(zip: Uint8Array): Promise<{ code: number | null; text: string }> {
  const path = join(dir, 'tap.zip')
  writeFileSync(path, zip)
  return ydan('verify', path)
}

async function verifies(zip: Uint8Array): Promise<void> {
  const { code, text } = await verify(zip)
  expect(text).not.toContain('✗')
  expect(code).toBe(0)
}

async function isNoticedWhenChanged(zip: Uint8Array): Promise<void> {
  const { files } = await unpack(zip)
  expect([...files.keys()]).toContain('manifest.json')
  for (const [name, bytes] of files) {
    const changed = Buffer.from(bytes)
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    const { code, text } = await verify(await pack(new Map([...files, [name, changed]])))
    expect(code, name).toBe(1)
    expect(text, name).toContain(name)
  }
}
