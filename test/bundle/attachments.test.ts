import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { as } from '../../db/connection.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { bytesOf, type InTx, keptFile } from '../../src/bundle/kept.ts'
import { names } from '../../src/bundle/manifest.ts'
import { attachmentPath } from '../../src/bundle/paths.ts'
import { rebuild } from '../../src/bundle/render.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { type Files, unpack } from '../../src/bundle/zip.ts'
import { seal, vaultOf } from '../../src/moderation/vault.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { createKeys, openKeys } from '../../src/seal/keys.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { builtBundle } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { resealed, withFiles } from '../support/bundle-tamper.ts'
import { hasTools, holdsByHand } from '../support/by-hand.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  frozen,
  type MeetingHouse,
  meetingHouse,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'
import { withCopy } from '../support/released-pictures.ts'
import { makeStaff } from '../support/review-house.ts'

const office = signerFrom(7)
const key = fingerprint(office.publicKey)
const folder = mkdtempSync(join(tmpdir(), 'ydan-attachments-'))
afterAll(async () => {
  await closeBrowser()
  rmSync(folder, { recursive: true })
})

const [first, second, third] = ['#a33', '#3a3', '#33a'].map((background) =>
  sharp({ create: { width: 200, height: 120, channels: 3, background } })
    .jpeg()
    .toBuffer(),
)
const paths = [attachmentPath(11, 1, 1), attachmentPath(11, 2, 1), attachmentPath(11, 2, 2)]

/** The fixture with two files released with item 11: a picture, and a paper cut after two pages of five. */
async function bundled() {
  const pictures = await Promise.all([first, second, third])
  const pages = pictures.map((bytes) => ({
    size: bytes?.length ?? 0,
    sha256: sha256(bytes ?? new Uint8Array()),
  }))
  const { items } = bundleContents()
  const item = items.find(({ number }) => number === 11)
  Object.assign(item ?? {}, {
    verbatim: 'Hôm đó tôi có mặt, có chụp lại <b>tờ giấy</b>.',
    attachments: {
      received: 3,
      released: 2,
      files: [
        { file: 1, of: 1, pages: pages.slice(0, 1) },
        { file: 2, of: 5, pages: pages.slice(1) },
      ],
    },
  })
  const byPath = new Map(paths.map((path, at) => [path, pictures[at] ?? new Uint8Array()]))
  const open = async (path: string) => byPath.get(path) ?? new Uint8Array()
  return { zip: (await builtBundle({ items }, office, {}, open)).zip, items, open }
}

async function faultsOf(zip: Uint8Array) {
  const verdict = await verifyBundle(zip, { key })
  const faults = verdict.findings.filter(({ holds }) => !holds)
  expect(verdict.ok).toBe(faults.length === 0)
  return faults.map(({ path, what }) => `${path}: ${what.vi}`)
}

describe('a bundle with released pictures', () => {
  let good: Uint8Array
  let files: Files
  beforeAll(async () => {
    good = (await bundled()).zip
    files = unpack(good).files
  })

  test('holds them by neutral names, and holds', async () => {
    expect([...files.keys()].filter((path) => path.startsWith('attachments/'))).toEqual(paths)
    const verdict = await verifyBundle(good, { key })
    expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
    expect(verdict.findings.map(({ what }) => what.vi).join('\n')).toContain(
      '3 hình kèm theo đúng là',
    )
    expect(verdict.pictures.map(({ label }) => label.vi)).toEqual([
      'Nội dung số 11, tệp 1',
      'Nội dung số 11, tệp 2, trang 1/5',
      'Nội dung số 11, tệp 2, trang 2/5',
    ])
    expect(sha256((await verdict.pictures[2]?.open()) ?? new Uint8Array())).toBe(
      sha256((await third) ?? new Uint8Array()),
    )
  })

  test('is the same bytes again', async () => {
    expect(sha256((await bundled()).zip)).toBe(sha256(good))
  })

  test.skipIf(!hasTools)('holds by hand', () => {
    expect(holdsByHand(good, key)).toBe(true)
  })

  test('holds when another tool compressed it, in a folder of its own', async () => {
    const zip = new ZipFile()
    zip.addEmptyDirectory('Tập/attachments/')
    for (const [path, bytes] of [...files].reverse())
      zip.addBuffer(Buffer.from(bytes), `Tập/${path}`)
    zip.end()
    expect(await faultsOf(new Uint8Array(await buffer(zip.outputStream)))).toEqual([])
  })

  const spoilt: [string, string, (files: Files) => void][] = [
    [
      'a byte of a picture differs',
      `${paths[1]}: tệp đã bị thay đổi`,
      (f) => void f.set(paths[1] ?? '', randomBytes(80)),
    ],
    ['a picture is missing', `${paths[2]}: thiếu tệp này`, (f) => void f.delete(paths[2] ?? '')],
    [
      'a picture was added',
      'attachments/0099-1-01.jpg: tệp lạ',
      (f) => void f.set('attachments/0099-1-01.jpg', randomBytes(9)),
    ],
  ]
  test.each(spoilt)('fails when %s', async (_, words, change) => {
    expect((await faultsOf(await withFiles(good, change))).join('\n')).toContain(words)
  })

  test('fails when the office itself signed other pictures than were frozen', async () => {
    const exchanged = await resealed(good, office, (f) => {
      const [a, b] = [f.get(paths[0] ?? ''), f.get(paths[1] ?? '')]
      if (a && b) f.set(paths[0] ?? '', b).set(paths[1] ?? '', a)
    })
    const faults = await faultsOf(exchanged)
    expect(faults).toContain(`${paths[0]}: hình này khác với hình đã chốt`)
    expect(faults).toContain(`${paths[1]}: hình này khác với hình đã chốt`)
    const added = await resealed(good, office, (f) =>
      f.set('attachments/0003-1-01.jpg', randomBytes(9)),
    )
    expect(await faultsOf(added)).toEqual([
      'attachments/0003-1-01.jpg: hình này không thuộc nội dung nào',
    ])
  })

  test('is never built with another picture than was frozen', async () => {
    const { items } = await bundled()
    await expect(builtBundle({ items }, office, {}, async () => randomBytes(9))).rejects.toThrow(
      /not the one that was frozen/,
    )
  })

  test('is read on an old laptop: the paper names the pictures, each opens at a press', async () => {
    writeFileSync(join(folder, 'good.zip'), good)
    writeFileSync(join(folder, names.page), files.get(names.page) ?? '')
    const context = await (await browser()).newContext({ viewport: { width: 320, height: 640 } })
    await context.setOffline(true)
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', (line) => wrong.push(line.text()))
    await page.goto(pathToFileURL(join(folder, names.page)).href)
    await page.getByLabel('Gõ dấu khóa').fill(key)
    await page.getByLabel('Gõ dấu khóa').press('Tab')
    await page.getByLabel('Chọn tệp ZIP').setInputFiles(join(folder, 'good.zip'))
    await page.locator('.result.holds').waitFor()
    const paper = (await page.locator('article').textContent()) ?? ''
    expect(paper).toContain('Hình trong tệp ZIP: 0011-1-01.jpg')
    expect(paper).toContain('0011-2-01.jpg … 0011-2-02.jpg (2 trang đầu trong 5 trang)')
    expect(paper).toContain('Nguyên văn một đoạn')
    expect(paper).toContain('<b>tờ giấy</b>')
    await page.getByRole('button', { name: 'Nội dung số 11, tệp 2, trang 2/5' }).click()
    const image = page.locator('#pictures img')
    await image.waitFor()
    await expect
      .poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBe(200)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/verify-pictures.png`, fullPage: true })
    expect(wrong).toEqual([])
    await context.close()
  })
})

describe('from the console to the desk', () => {
  let house: MeetingHouse
  let end: YearEnd
  let moderator: { person: string; token: string }
  beforeAll(async () => {
    const dir = join(folder, 'keys')
    await createKeys(dir)
    const keys = await openKeys(dir)
    house = await meetingHouse({ vault: vaultOf(keys) })
    end = await yearEnd(house, 'tep')
    moderator = await makeStaff(house.owner, end.ward.id, 'Mai Thị Xử Lý', 'moderator')
  })
  afterAll(async () => {
    await checkInvariants(house.database.ownerUrl)
    await house.close()
  })

  async function released(feedback: string, wish: { attachment: string } | { text: string }) {
    const asked = await house.call(moderator.token, 'POST', `feedback/${feedback}/releases`, wish)
    expect(asked.status, JSON.stringify(asked.body)).toBe(202)
    const agreed = await house.call(end.lead.token, 'POST', `approvals/${asked.body.approval}`, {
      approve: true,
    })
    expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
  }
  async function downloaded(bundle: string, door: 'console' | 'desk' = 'desk') {
    const answer = await house.apps[door].request(`/api/v1/bundles/${bundle}.zip`, {
      headers: { authorization: `Bearer ${end.secretary.token}` },
    })
    expect(answer.status).toBe(200)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(bytes.length).toBe(Number(answer.headers.get('content-length')))
    return bytes
  }

  test('only what two persons released goes in, in parts, and the same bytes at both doors', async () => {
    const [feedback = '', other = ''] = end.official.feedback
    const large = Array.from({ length: 3 }, () => new Uint8Array(randomBytes(900_000)))
    const file = await withCopy(house, feedback, large, 7)
    await withCopy(house, feedback, [new Uint8Array(randomBytes(500))])
    await withCopy(house, other, [new Uint8Array(randomBytes(500))])
    await released(feedback, { attachment: file })
    const bundle = await frozen(house, end)
    const zip = await downloaded(bundle)
    expect(sha256(await downloaded(bundle, 'console'))).toBe(sha256(zip))
    const verdict = await verifyBundle(zip, { key })
    expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
    expect(verdict.contents?.items.map(({ attachments }) => attachments)).toEqual([
      { received: 2, released: 1, files: [{ file: 1, of: 7, pages: expect.any(Array) }] },
      { received: 1, released: 0 },
    ])
    const inside = unpack(zip).files
    expect(sha256(inside.get(attachmentPath(1, 1, 3)) ?? new Uint8Array())).toBe(
      sha256(large[2] ?? new Uint8Array()),
    )
    const { rows } = await house.owner.query(
      'select count(*)::int as parts from bundle_parts where bundle_id = $1',
      [bundle],
    )
    expect(rows[0]?.parts).toBe(Math.ceil(zip.length / 2 ** 20))
    // Built again, also with the release taken back since: what is frozen stays frozen.
    const again = await rebuild(house.pools.console.db, house.signing, house.vault, bundle)
    expect(sha256(again.zip)).toBe(sha256(zip))
    const { rows: releases } = await house.owner.query('select id from releases')
    const path = `feedback/${feedback}/releases/${releases[0]?.id}/withdrawals`
    expect(
      (await house.call(moderator.token, 'POST', path, { reason: 'Còn thấy mặt người.' })).status,
    ).toBe(201)
    const next = await frozen(house, end, 'Rút một hình.')
    expect(next).not.toBe(bundle)
    const later = await verifyBundle(await downloaded(next), { key })
    expect([later.ok, later.pictures.length]).toEqual([true, 0])
    expect(sha256(await downloaded(bundle))).toBe(sha256(zip))
  }, 60_000)

  test('a job that begins again after a crash finds its parts and writes no others', async () => {
    const { rows: known } = await house.owner.query(
      'select bundle_id, count(*)::int as parts from bundle_parts group by 1',
    )
    const [{ bundle_id: bundle, parts }] = known
    const { render } = await import('../../src/bundle/render.ts')
    await render(house.pools.console.db, house.signing, house.vault, bundle)
    const { rows } = await house.owner.query(
      'select count(*)::int as parts from bundle_parts where bundle_id = $1',
      [bundle],
    )
    expect(rows[0]?.parts).toBe(parts)
    const inTx: InTx = (work) => as(house.pools.console.db, { role: 'ydan_jobs' }, work)
    const kept = await inTx((tx) => keptFile(tx, bundle, 'zip'))
    const { rows: whole } = await house.owner.query(
      `select sha256 from bundle_files where bundle_id = $1 and name = 'zip'`,
      [bundle],
    )
    expect(kept && sha256(await bytesOf(inTx, kept))).toBe(
      Buffer.from(whole[0]?.sha256).toString('hex'),
    )
  })

  test('words let out are printed as they stand, beside the summary', async () => {
    const feedback = end.official.feedback[1] ?? ''
    const { rows } = await house.owner.query('select organisation_id from feedback where id = $1', [
      feedback,
    ])
    const organisation = String(rows[0]?.organisation_id)
    const copy = {
      text: 'Bác ấy nói: “chờ đấy”. Rồi không ai gọi lại.',
      about: [],
      attachments: [],
    }
    await as(house.pools.console.db, { role: 'ydan_jobs' }, (tx) =>
      seal(
        tx,
        house.vault,
        { record: feedback, field: 'text', organisation },
        new TextEncoder().encode(JSON.stringify(copy)),
      ),
    )
    await released(feedback, { text: 'Rồi không ai gọi lại.' })
    const bundle = await frozen(house, end, 'Thêm một đoạn nguyên văn.')
    const verdict = await verifyBundle(await downloaded(bundle), { key })
    expect(verdict.ok).toBe(true)
    expect(verdict.contents?.items[1]?.verbatim).toBe('Rồi không ai gọi lại.')
  })
})
