import { PDFiumLibrary } from '@hyzyla/pdfium'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { render } from '../../src/bundle/render.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { readProof } from '../../src/custody/tlog-proof.ts'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { checkpointOfFreeze } from '../../src/jobs/checkpoints.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { counted } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import { pdfStreams } from '../support/pdf.ts'
import { type StaffDoors, type StaffOf, staffDoors } from '../support/staff-doors.ts'
import { ask } from '../support/whole.ts'

// P12: the minute of sending is nowhere in a bundle. Everything happens within one test, so the freeze
// may fall into the same minute: its own moment, which a bundle tells on purpose, is taken out first.
const hours = 3_600_000
let house: StaffDoors
let staff: StaffOf
const sent: { from: number; to: number } = { from: 0, to: 0 }
const letters: string[] = []
let zip: Uint8Array
let frozenAt = ''

beforeAll(async () => {
  house = await staffDoors()
  staff = await house.staffOf(house.ward.front, house.ward.quarter, house.ward.head)
  sent.from = Date.now()
  for (const text of ['Bác trưởng khu phố lo cho người già.', 'Bác ấy dọn hẻm cùng bà con.']) {
    await send(text)
  }
  sent.to = Date.now()
  const rows = await ask<{ id: string }>(
    house.house.ownerUrl,
    'select id from feedback order by id',
  )
  letters.push(...rows.map(({ id }) => id))
  await house.copies()
  // Another second than the sending's.
  while (Math.floor(Date.now() / 1_000) <= Math.floor(sent.to / 1_000) + 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  zip = await bundled()
}, 120_000)
afterAll(async () => {
  await checkInvariants(house.house.ownerUrl)
  await house.close()
})

/** One letter with a photograph whose camera wrote down when it was taken. */
async function send(text: string): Promise<void> {
  const { head, quarter } = house.ward
  const feedback = newFeedback.parse({
    ...{ area: quarter, kind: 'praise', about: [{ official: head }], text, use: 'record' },
  })
  const taken = exifTime(new Date())
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#a33' } })
    .withExif({ IFD0: { DateTime: taken }, IFD2: { DateTimeOriginal: taken } })
    .jpeg()
    .toBuffer()
  expect(bytes.includes(taken)).toBe(true)
  const files = [
    { name: `${taken}.jpg`, type: 'image/jpeg' as const, bytes: new Uint8Array(bytes) },
  ]
  await drop(house.box, feedback, files, { proof: true, held: false })
  await house.unpack()
}

const exifTime = (at: Date) => local(at).replaceAll('-', ':').replace('T', ' ')
const local = (at: Date) => new Date(at.getTime() + 7 * hours).toISOString().slice(0, 19)

/** The finished bundle of both letters, a picture of each let out, as the secretary downloads it. */
async function bundled(): Promise<Uint8Array> {
  const { head } = house.ward
  const accept = { verdict: 'accept', officials: [head], topic: 'near-people', standing: 'said' }
  for (const id of letters) {
    const path = `/feedback/${id}`
    await house.done(staff.moderator, `${path}/summaries`, { text: 'Bà con khen đồng chí.' })
    await house.done(staff.moderator, `${path}/decisions`, { ...accept, polarity: 'positive' })
    const [file] = await ask<{ id: string }>(
      house.house.ownerUrl,
      `select a.id from attachments a join letters l on l.id = a.letter_id
       join feedback f on f.thread_id = l.thread_id where f.id = $1`,
      [id],
    )
    const wish = { attachment: String(file?.id) }
    const { approval } = await house.done(staff.moderator, `${path}/releases`, wish)
    await house.done(staff.lead, `/approvals/${approval}`, { approve: true })
  }
  const year = new Date().getFullYear()
  const days = { startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, cutOff: `${year}-12-31` }
  const cycle = { name: `Năm ${year}`, year, kind: 'adhoc', framework: '366/2025', ...days }
  const { id: within } = await house.done(staff.secretary, '/cycles', cycle)
  const wish = { official: head, cycle: within }
  const { id: record } = await house.done(staff.secretary, '/review-records', wish)
  for (const feedback of letters) {
    await house.done(staff.secretary, `/review-records/${record}/evidence`, { feedback })
  }
  const cutOff = local(new Date()).slice(0, 10)
  const asked = await house.done(staff.secretary, `/review-records/${record}/bundles`, { cutOff })
  await house.done(staff.lead, `/approvals/${asked.approval}`, { approve: true })
  const db = house.house.console
  const signing = signerFrom(7)
  const dataDir = process.env.TMPDIR ?? '/tmp'
  await checkpointOfFreeze({ db, signing, dataDir, log: () => {} }, asked.id)
  await render(db, signing, house.vault, asked.id)
  const answer = await house.call('console', 'GET', `/api/v1/bundles/${asked.id}.zip`, {
    who: staff.secretary,
  })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/**
 * Every file of the bundle, those inside its docx and xlsx too, the log's entries inside its proofs, and
 * the PDF's words and streams.
 */
async function insides(): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const [path, bytes] of unpack(zip).files) {
    found.set(path, Buffer.from(bytes))
    if (/\.(docx|xlsx)$/.test(path)) {
      for (const [name, part] of Object.entries(unzipSync(bytes)))
        found.set(`${path}/${name}`, Buffer.from(part))
    }
    if (path.startsWith('proofs/')) {
      const { extra } = readProof(Buffer.from(bytes).toString()) ?? {}
      if (extra) found.set(`${path} entry`, Buffer.from(extra))
    }
    if (!path.endsWith('.pdf')) continue
    for (const [at, stream] of pdfStreams(bytes).entries()) found.set(`${path}#${at}`, stream)
    const document = await (await PDFiumLibrary.init()).loadDocument(bytes)
    const pages = [...document.pages()].map((page) => page.getText())
    found.set(`${path} words`, Buffer.from(pages.join('\n')))
  }
  return found
}

const usual = (at: Date) => {
  const shown = [at.toISOString().slice(0, 19), local(at)]
  return shown.flatMap((time) => {
    const [day = '', clock = ''] = time.split('T')
    const [year, month, date] = day.split('-')
    const [hour = '', minute = '', second = ''] = clock.split(':')
    return [
      ...[`${hour}:${minute}`, `${hour}h${minute}`, `${hour} giờ ${minute}`, `${hour}.${minute}`],
      ...[`${Number(hour)} giờ ${minute}`, `${Number(hour)}h${minute}`],
      ...[`${year}${month}${date}${hour}${minute}`, `${year}${month}${date}T${hour}${minute}`],
      ...[`${hour}${minute}${second}`],
    ]
  })
}
const hasMargin = (text: string, form: string) =>
  new RegExp(`(?<![\\d.])${form.replaceAll('.', '\\.')}(?!\\d)`).test(text)

/** The freeze's own moment as the bundle tells it: in full, and by hour and minute on paper. */
function toldTimes(frozenAt: string): RegExp {
  const from = Date.parse(frozenAt)
  const full = [0, 1, 2, 3, 4, 5].map((later) =>
    new Date(from + later * 1_000).toISOString().slice(0, 19),
  )
  const clock = full.map((time) => time.slice(11).replaceAll(':', ''))
  return new RegExp(
    [
      `(?:${full.join('|')})(?:\\.\\d+)?Z?`,
      `D:\\d{8}(?:${clock.join('|')})Z?`,
      local(new Date(from)).slice(11, 16),
    ].join('|'),
    'g',
  )
}

/** The spellings of every minute in which something was sent, and its seconds since 1970. */
function spellings(): string[] {
  const forms = new Set<string>()
  for (let at = sent.from; at < sent.to + 1_000; at += 1_000) {
    for (const form of usual(new Date(at))) forms.add(form)
    const seconds = Math.floor(at / 1_000)
    forms.add(String(seconds)).add(seconds.toString(16))
  }
  return [...forms]
}

describe('the moment of sending', () => {
  it('is not in a finished bundle, in any usual spelling', async () => {
    const files = await insides()
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['tong-hop.pdf words', 'proofs/0001-number.tlog-proof entry']),
    )
    frozenAt = JSON.parse(String(files.get('contents.json'))).frozenAt
    const told = toldTimes(frozenAt)
    // What compressed bytes and numbers in a picture happen to spell is no time.
    const readable = [...files].filter(
      ([path]) => !/\.(pdf|docx|xlsx|jpg|sig)$|pdf#|verify\.html|tlog-proof$|SHA256/.test(path),
    )
    const forms = spellings()
    const hits = readable.flatMap(([path, bytes]) => {
      const text = bytes.toString('utf8').replaceAll(told, '')
      return forms.filter((form) => hasMargin(text, form)).map((form) => `${path}: ${form}`)
    })
    expect(hits).toEqual([])
    counted('P12', { files: files.size, spellings: forms.length, found: 0 })
  })

  it('is not what a paper or a picture says of its own making', async () => {
    const files = await insides()
    const stamp = /\b20\d\d[-:]\d\d[-:]\d\d[T ]\d\d:\d\d(?::\d\d)?|D:20\d{12}/g
    const told = new Set(
      [...files]
        .filter(([path]) => !/verify\.html/.test(path))
        .flatMap(([, bytes]) => bytes.toString('latin1').match(stamp) ?? [])
        .map((time) => time.replace(/\D/g, '').slice(0, 14)),
    )
    // The moment of the freeze (its entry in the log is written right after), or its day alone.
    const from = Date.parse(frozenAt)
    const own = (time: string) =>
      time === `${local(new Date(from)).slice(0, 10).replaceAll('-', '')}000000` ||
      [0, 1, 2, 3, 4, 5].some((later) =>
        new Date(from + later * 1_000).toISOString().replace(/\D/g, '').startsWith(time),
      )
    expect(told.size).toBeGreaterThan(1)
    expect([...told].filter((time) => !own(time))).toEqual([])
    for (const [path, bytes] of files) {
      if (path.endsWith('.jpg')) expect(bytes.includes('Exif'), path).toBe(false)
    }
    expect([...files.keys()].filter((path) => path.endsWith('.jpg'))).toHaveLength(2)
  })

  it('is in no identifier: none of a bundle’s was made while letters came', async () => {
    const id = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
    const stamped = [...(await insides())].flatMap(([path, bytes]) =>
      (bytes.toString('latin1').match(id) ?? []).map((one) => ({
        path,
        at: Number.parseInt(one.replaceAll('-', '').slice(0, 12), 16),
      })),
    )
    expect(stamped.filter(({ at }) => at >= sent.from && at <= sent.to)).toEqual([])
  })

  it('is not the time of an entry of the ZIP, nor of the files inside it', () => {
    const archives: [string, Uint8Array][] = [['ZIP', zip]]
    for (const [path, bytes] of unpack(zip).files)
      if (/\.(docx|xlsx)$/.test(path)) archives.push([path, bytes])
    for (const [path, bytes] of archives) {
      const times = entryTimes(bytes)
      expect(times.length, path).toBeGreaterThan(0)
      for (const { day, extra } of times) {
        expect(day, path).toBe('1980-01-01')
        expect(extra, path).toBe(0)
      }
    }
  })
})

/** Day (`YYYY-MM-DD`) of each entry of a ZIP's directory, and the length of its extra fields. */
function entryTimes(bytes: Uint8Array): { day: string; extra: number }[] {
  const zip = Buffer.from(bytes)
  const found: { day: string; extra: number }[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 46)) {
    const date = zip.readUInt16LE(at + 14)
    const two = (number: number) => String(number).padStart(2, '0')
    const day = `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`
    found.push({ day, extra: zip.readUInt16LE(at + 30) })
  }
  return found
}
