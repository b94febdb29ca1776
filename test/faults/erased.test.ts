import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as, connect, type Db, transaction } from '../../db/connection.ts'
import { keptUrls, openEmbedded } from '../../db/embedded.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { backupCommand } from '../../src/cli/backup.ts'
import { custodyCommand } from '../../src/cli/custody.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { configOf } from '../../src/config.ts'
import { recall } from '../../src/conversation/kept.ts'
import { chatKeysOf } from '../../src/jobs/talking.ts'
import { endRetention } from '../../src/moderation/retention.ts'
import { open, type Vault, vaultOf } from '../../src/moderation/vault.ts'
import { openKeys } from '../../src/seal/keys.ts'
import { openRoute } from '../../src/seal/route.ts'
import { zaloEvent, zaloHeaders, zaloSender } from '../channels/fixtures/zalo.ts'
import { type OpenService, openService } from '../conversation/service.ts'
import { samples } from '../support/files.ts'
import { pdfStreams } from '../support/pdf.ts'
import { dumpOf, filesWith, formsOf, foundIn } from '../support/planted.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'
import { eventually } from '../support/started.ts'
import { ask } from '../support/whole.ts'

// P11: a word is planted in everything a letter passes through, the letter is erased, and the word is
// looked for wherever it could be, with every key the machine holds.
const word = 'Thằnlằntím7719'
const address = 'nguoi-gui-7719@example.com'
let service: OpenService
let people: Record<'lead' | 'custodian' | 'secretary', StaffMember>
const outside = mkdtempSync(join(tmpdir(), 'ydan sao '))
const silent = () => {}

beforeAll(async () => {
  service = await openService()
  const owner = connect(service.database, { max: 1, name: 'test' })
  const member = (name: string, role: keyof typeof people) =>
    staffMember(owner.db, service.ward.front, name, role)
  people = {
    lead: await member('Đỗ Văn Duyệt', 'lead'),
    custodian: await member('Tô Giữ Khóa', 'custodian'),
    secretary: await member('Hồ Thị Thư Ký', 'secretary'),
  }
  await owner.close()
}, 120_000)
afterAll(async () => {
  await service?.close()
  rmSync(outside, { recursive: true })
})

/** Lets days go by in a database: every day lies that much earlier. */
const agedIn = (url: string, days: number) =>
  ask(
    url,
    `create or replace function today() returns date language sql stable as
      $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days} $$`,
  )

/** Works as the console's jobs, with the keys of a directory. */
async function withVault(
  consoleUrl: string,
  keysDir: string,
  work: (db: Db, vault: Vault) => Promise<void>,
) {
  const keys = await openKeys(keysDir)
  if (keys === 'locked') throw new Error('unreachable')
  const { db, close } = connect(consoleUrl, { max: 2, name: 'test', limit: 60_000 })
  await work(db, vaultOf(keys)).finally(close)
}

/**
 * After a restore the reply that said that the words are gone is gone, too: the sender reads anew
 * that they are, and on which day the oldest backup dies.
 */
async function endsAgain(
  urls: { owner: string; ydan_console: string },
  keysDir: string,
  id: string,
) {
  const endings = () =>
    ask<{ reply: string }>(
      urls.owner,
      `select reply_id as reply from retention_endings where feedback_id = $1`,
      [id],
    )
  expect(await endings()).toEqual([])
  await withVault(urls.ydan_console, keysDir, async (db, vault) => {
    await agedIn(urls.owner, 40)
    expect(await endRetention(db, vault)).toBe(1)
    expect(await endRetention(db, vault), 'a second time').toBe(0)
    await agedIn(urls.owner, 0)
    const [ending] = await endings()
    const said = await as(db, { role: 'ydan_jobs' }, (tx) =>
      open(tx, vault, { record: String(ending?.reply), field: 'text' }),
    )
    const text = Buffer.from(said ?? []).toString()
    const backups = new Date(Date.now() + (90 * 24 + 7) * 3_600_000).toISOString().slice(0, 10)
    expect(text).toContain('đã hủy')
    expect(text).toContain(`đến ngày ${backups.split('-').reverse().join('/')}`)
  })
}

/** What is found in the rows of a database, in any form. */
async function inRows(url: string): Promise<string[]> {
  const dump = await dumpOf(url)
  return [word, address].flatMap((words) => foundIn(dump, words))
}
/** What is found in the files of a data directory, but those the database server keeps its rows in. */
const inFiles = (dir: string) =>
  filesWith(dir, [word, address]).filter((path) => !path.includes('/database/'))

/** What all keys of the machine together still open: seals, routes, chats. */
async function opened(db: Db, keysDir: string): Promise<string[]> {
  const keys = await openKeys(keysDir)
  if (keys === 'locked') throw new Error('unreachable')
  const vault = vaultOf(keys)
  const forms = [word, address].flatMap(formsOf)
  const holds = (text: string) => forms.some((form) => text.includes(form))
  return transaction(db, async (tx) => {
    const { rows } = await tx.execute<{ record: string; field: string; bytes: Buffer }>(
      'select record, field, bytes from seals',
    )
    const found: string[] = []
    for (const { record, field, bytes } of rows) {
      const plain = await open(tx, vault, { record, field }).catch(() => null)
      if (plain && holds(Buffer.from(plain).toString())) found.push(`${field} ${record}`)
      for (const [version, pair] of keys.relay) {
        const binding = { record, field, keyVersion: version }
        const relayed = await openRoute(pair, bytes, binding).catch(() => null)
        if (relayed && holds(Buffer.from(relayed).toString())) found.push(`${field} ${record}`)
      }
    }
    const chats = await tx.execute<{ conversation: Buffer }>(
      'select conversation from conversations',
    )
    for (const { conversation } of chats.rows) {
      const kept = await recall(tx, chatKeysOf({ keys }, vault), new Uint8Array(conversation))
      if (holds(JSON.stringify(kept))) found.push('a conversation')
    }
    return found
  })
}
async function openedIn(url: string, keysDir: string): Promise<string[]> {
  const { db, close } = connect(url, { max: 1, name: 'test', limit: 60_000 })
  return opened(db, keysDir).finally(close)
}

async function chat(text: string): Promise<void> {
  const given = { sender: { id: zaloSender }, timestamp: String(Date.now()) }
  const body = JSON.stringify(zaloEvent('user_send_text', { text }, given))
  await service.chats({ channel: 'zalo', body, headers: zaloHeaders(body) })
}
const done = async (path: string, body: unknown, who?: StaffMember, status = 201) => {
  const answer = await service.staffs(`/api/v1${path}`, body, who)
  expect(answer.status, `${path} ${answer.text}`).toBe(status)
  return answer.body
}
const feedbackBy = (channel: string, but: string[] = []) =>
  eventually(
    () =>
      service.rows(
        'select id, thread_id as thread from feedback where channel = $1 and id <> all($2)',
        [channel, but],
      ),
    (rows) => rows.length > 0,
  ).then(([row]) => ({ id: String(row?.id), thread: String(row?.thread) }))

describe('erasure is real (P11)', () => {
  let web = { id: '', thread: '' }
  let zalo = { id: '', thread: '' }
  let receipt = ''
  let taken = { id: '', thread: '' }
  let takenReceipt = ''
  const early = join(outside, 'bản cũ')

  it('plants a word in everything', async () => {
    const { head, quarter } = service.ward
    const back = await service.posts('/api/v1/feedback', {
      ...{ area: quarter, kind: 'praise', about: [{ official: head }], use: 'record' },
      text: `${word} cũng kể, rồi thôi.`,
    })
    takenReceipt = String(back.body.receipt)
    taken = await feedbackBy('web')
    const act = { receipt: takenReceipt, act: 'withdraw' }
    expect((await service.posts('/api/v1/thread/messages', act)).status).toBe(201)
    const sent = await service.posts('/api/v1/feedback', {
      ...{ area: quarter, kind: 'praise', about: [{ official: head }], use: 'record' },
      text: `${word} kể: bác trưởng khu phố hay giúp bà con.`,
      contact: { channel: 'email', address, consent: true },
      attachments: [
        {
          ...{ name: `${word}.png`, type: 'image/png' },
          data: Buffer.concat([
            samples['image/png'] ?? Buffer.alloc(0),
            Buffer.from(word),
          ]).toString('base64'),
        },
      ],
    })
    expect(sent.status, sent.text).toBe(201)
    receipt = String(sent.body.receipt)
    web = await feedbackBy('web', [taken.id])
    for (const step of [
      'chào',
      '1',
      '1',
      'khu pho 3',
      'truong khu pho',
      `${word} trong tin nhắn, bác rất tốt.`,
      'xong',
      'gửi',
    ]) {
      await chat(step)
    }
    zalo = await feedbackBy('zalo')
    await service.posts('/api/v1/thread/messages', { receipt, text: `${word}, viết thêm.` })
    await service.page(receipt)
    for (const { id } of [web, zalo]) {
      await service.staffs(`/api/v1/feedback/${id}`)
      await done(`/autosaves/tom-tat-${id}`, { fields: { text: `${word}, nháp.` } }, undefined, 204)
      await done(`/feedback/${id}/decisions`, { verdict: 'ask', message: `${word}, xin hỏi.` })
      await done(`/feedback/${id}/summaries`, { text: `${word}, tóm tắt.` })
      const refused = await done(
        `/feedback/${id}/decisions`,
        {
          verdict: 'not_accept',
          reason: 'no_fact',
          note: `${word}, ghi chú.`,
          message: `${word}.`,
        },
        undefined,
        202,
      )
      await done(
        `/approvals/${refused.approval}`,
        { approve: false, note: `${word}, chưa được.` },
        people.lead,
        200,
      )
      await done(`/feedback/${id}/decisions`, {
        ...{ verdict: 'accept', officials: [head], topic: 'near-people', standing: 'said' },
        ...{ polarity: 'positive', note: `${word}, ghi chú nữa.`, message: `${word}, cảm ơn.` },
      })
    }
    const found = await service.staffs(`/api/v1/feedback?q=${encodeURIComponent(word)}`)
    expect(found.text).toContain(web.id)
    // One that stays, or the record would hold nothing to freeze.
    await service.posts('/api/v1/feedback', {
      ...{ area: quarter, kind: 'praise', about: [{ official: head }], use: 'record' },
      text: 'Bác trưởng khu phố dọn hẻm cùng bà con.',
    })
    const stays = await feedbackBy('web', [taken.id, web.id])
    await done(`/feedback/${stays.id}/summaries`, { text: 'Bà con khen việc dọn hẻm.' })
    await done(`/feedback/${stays.id}/decisions`, {
      ...{ verdict: 'accept', officials: [head], topic: 'near-people', standing: 'said' },
      polarity: 'positive',
    })
    const year = new Date().getFullYear()
    const days = { startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, cutOff: `${year}-12-31` }
    const cycle = await done('/cycles', { name: `Năm ${year}`, ...days }, people.secretary)
    const record = await done(
      '/review-records',
      { official: head, cycle: cycle.id },
      people.secretary,
    )
    for (const { id } of [web, zalo, stays]) {
      await done(`/review-records/${record.id}/evidence`, { feedback: id }, people.secretary)
    }
    const cutOff = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    await done(`/review-records/${record.id}/bundles`, { cutOff }, people.secretary, 202)
    await eventually(
      () => service.rows(`select from deliveries where outcome = 'sent'`),
      (rows) => rows.length >= 4,
    )
    const all = await openedIn(service.database, join(service.dir, 'keys'))
    expect(all.length).toBeGreaterThan(8)
    expect((await inRows(service.database)).length).toBeGreaterThan(0)
  }, 120_000)

  it('erases it, and finds it nowhere', async () => {
    const config = configOf({ DATA_DIR: service.dir })
    await service.strikes('custody.checkpoint')
    // Before any day goes by, or a checkpoint would be dated one that has not come yet.
    await eventually(
      () => service.rows('select from checkpoints'),
      ({ length }) => length > 0,
    )
    expect(await backupCommand(config, [early], silent, silent)).toBe(0)
    for (const { id } of [web, zalo]) {
      const form = new URLSearchParams({ reason: 'sender' })
      const asked = await fetch(`${service.consoleUrl}/y-kien/${id}/huy`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { authorization: `Bearer ${people.lead.token}` },
      })
      expect(asked.status, await asked.text()).toBe(303)
      const [open] = await service.rows(
        `select a.id from approvals a left join approval_answers r on r.approval_id = a.id
         where a.act = 'erase' and a.subject = $1 and r.approval_id is null`,
        [id],
      )
      await done(`/approvals/${open?.id}`, { approve: true }, people.custodian, 200)
    }
    expect((await service.posts('/api/v1/thread', { receipt })).status).toBe(404)
    await agedIn(service.database, 40)
    // The console's own job would wait a day: to it the clock has leapt.
    const consoleUrl = keptUrls(join(service.dir, 'database'))?.ydan_console ?? ''
    await withVault(consoleUrl, join(service.dir, 'keys'), async (db, vault) => {
      expect(await endRetention(db, vault)).toBeGreaterThan(0)
    })
    expect(
      await service.rows('select from retention_endings where feedback_id = $1', [taken.id]),
    ).toHaveLength(1)
    await agedIn(service.database, 0)
    await service.strikes('custody.erasures')
    await eventually(
      () => filesWith(service.dir, [web.id]).filter((path) => path.endsWith('erasures.jsonl')),
      ({ length }) => length > 0,
    )
    expect(await openedIn(service.database, join(service.dir, 'keys'))).toEqual([])
    expect(await inRows(service.database)).toEqual([])
    expect(inFiles(service.dir)).toEqual([])
    for (const secret of [word, address]) expect(service.log()).not.toContain(secret)
    const found = await service.staffs(`/api/v1/feedback?q=${encodeURIComponent(word)}`)
    expect(found.body.items).toEqual([])
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    expect(await custodyCommand(config, ['verify'], say, say), said.join('\n')).toBe(0)
  }, 120_000)

  it('is in no bundle asked for before and frozen after', async () => {
    const [asked] = await service.rows(
      `select a.id, a.subject as bundle from approvals a
       left join approval_answers r on r.approval_id = a.id
       where a.act = 'freeze' and r.approval_id is null`,
    )
    await done(`/approvals/${asked?.id}`, { approve: true }, people.lead, 200)
    await eventually(
      () =>
        service.rows(`select from bundle_files where bundle_id = $1 and name = 'zip'`, [
          asked?.bundle,
        ]),
      ({ length }) => length > 0,
    )
    const answer = await fetch(`${service.consoleUrl}/api/v1/bundles/${asked?.bundle}.zip`, {
      headers: { authorization: `Bearer ${people.secretary.token}` },
    })
    expect(answer.status).toBe(200)
    const { files } = unpack(new Uint8Array(await answer.arrayBuffer()))
    const contents = JSON.parse(String(Buffer.from(files.get('contents.json') ?? [])))
    expect(contents.items).toMatchObject([{ summary: 'Bà con khen việc dọn hẻm.' }])
    const balance = { received: 4, accepted: 1, erased: 2, withdrawn: 1 }
    expect(contents.balance).toMatchObject(balance)
    const inside = new Map<string, string[]>()
    for (const [path, bytes] of files) {
      const parts = /\.(docx|xlsx)$/.test(path) ? Object.values(unzipSync(bytes)) : [bytes]
      const read = path.endsWith('.pdf') ? pdfStreams(bytes) : parts
      inside.set(
        path,
        read.map((part) => Buffer.from(part).toString('utf8')),
      )
    }
    expect([word, address].flatMap((words) => foundIn(inside, words))).toEqual([])
    const [paper] = [...files].filter(([path]) => path.endsWith('.pdf'))
    const document = await (await PDFiumLibrary.init()).loadDocument(paper?.[1] ?? new Uint8Array())
    const said = [...document.pages()].map((page) => page.getText()).join('\n')
    expect(said.length).toBeGreaterThan(500)
    expect(said).not.toContain(word)
  }, 120_000)

  it('is in no new backup, and a restored old one erases it again', async () => {
    const late = join(outside, 'bản mới')
    const config = configOf({ DATA_DIR: service.dir })
    expect(await backupCommand(config, [late], silent, silent)).toBe(0)
    expect(inFiles(late)).toEqual([])
    const again = join(outside, 'máy mới')
    const target = configOf({ DATA_DIR: again })
    const said: string[] = []
    const list = join(service.dir, 'erasures.jsonl')
    const args = [early, '--keys', join(service.dir, 'keys'), '--erasures', list]
    expect(await restoreCommand(target, args, (line) => void said.push(line), silent)).toBe(0)
    expect(said.length).toBeGreaterThan(1)
    const { server, urls } = await openEmbedded(join(again, 'database'), silent)
    try {
      expect(await openedIn(urls.owner, join(again, 'keys'))).toEqual([])
      expect(await inRows(urls.owner)).toEqual([])
      expect(inFiles(again)).toEqual([])
      const states = await ask<{ state: string }>(
        urls.owner,
        'select state from feedback_state where feedback_id = any($1)',
        [[web.id, zalo.id]],
      )
      expect(states.map(({ state }) => state)).toEqual(['erased', 'erased'])
      await endsAgain(urls, join(again, 'keys'), taken.id)
      expect(await custodyCommand(target, ['verify'], silent, silent)).toBe(0)
    } finally {
      await server.stop()
    }
  }, 180_000)
})
