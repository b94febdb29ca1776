import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/seal/bytes.ts'
import { curveHere } from '../../src/seal/curve.ts'
import { custodianPair } from '../../src/seal/custodian.ts'
import { fromGroups } from '../../src/seal/groups.ts'
import { openHalf } from '../../src/seal/halves.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { consoleProcess } from '../support/console-process.ts'
import { type CustodianHouse, custodianHouse } from '../support/custodian-house.ts'
import { consoleUrlOf } from '../support/moderation.ts'
import { dumpOf, foundIn } from '../support/planted.ts'
import type { StaffMember } from '../support/staff.ts'

// A folder to put pictures of the screens in, for who wants to look at them.
const shots = process.env.SHOTS
const who = { name: 'Phùng Thị Tám Mận', phone: '0987654321', address: 'Ngõ Cau Vàng 17' }
const reason = 'Cần gặp để xác minh, theo biên bản họp số 4.'
let house: CustodianHouse
let console: Awaited<ReturnType<typeof consoleProcess>>
let dir: string
beforeAll(async () => {
  house = await custodianHouse()
  dir = mkdtempSync(join(tmpdir(), 'ydan-console-'))
  console = await consoleProcess({
    CONSOLE_DATABASE_URL: consoleUrlOf(house.house.ownerUrl),
    KEYS_DIR: house.keysDir,
    DATA_DIR: dir,
    STAFF_KEY: toBase64(house.house.staffKey),
    LOG_LEVEL: 'debug',
  })
})
afterAll(async () => {
  await closeBrowser()
  await console.stop()
  await house.close()
  rmSync(dir, { recursive: true })
})

/** A custodian at a browser of their own; `old` browsers have no X25519. */
async function atBrowser(person: StaffMember, old = false) {
  const context = await (await browser()).newContext({
    extraHTTPHeaders: { authorization: `Bearer ${person.token}` },
  })
  if (old) {
    await context.addInitScript(() => {
      const real = crypto.subtle.importKey.bind(crypto.subtle)
      crypto.subtle.importKey = ((...given: Parameters<typeof real>) =>
        given[2] === 'X25519' ? Promise.reject(new DOMException('no')) : real(...given)) as never
    })
  }
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (said) => {
    if (said.type() === 'error' || /violates/.test(said.text())) wrong.push(said.text())
  })
  return {
    ...{ person, page, wrong, passphrase: `chùm khế ngọt của ${person.name}` },
    go: async (path: string) => {
      const answer = await page.goto(`${console.url}${path}`)
      expect(answer?.status(), path).toBe(200)
    },
    close: () => context.close(),
  }
}
type AtBrowser = Awaited<ReturnType<typeof atBrowser>>

async function accessible(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/custodians-${name}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (size) await page.setViewportSize(size)
}

/** Makes a key, prints the sheet, types it back; the secret as it stood on paper. */
async function makesKey({ page, go, passphrase }: AtBrowser): Promise<Uint8Array> {
  await go('/nguoi-giu-khoa')
  await accessible(page, 'no-key')
  await page.fill('#make-passphrase', passphrase)
  await page.fill('#make-again', 'khác')
  await page.click('[data-part=make] button')
  await page.waitForSelector('[data-say=differ]:visible')
  await page.fill('#make-again', passphrase)
  await page.click('[data-part=make] button')
  await page.waitForSelector('[data-part=sheet]:visible', { timeout: 30_000 })
  const groups = await page.locator('[data-part=groups] li').allTextContents()
  expect(groups).toHaveLength(8)
  await accessible(page, 'sheet')
  await page.fill('#confirm-1', '000000')
  await page.click('[data-part=confirm] button')
  await page.waitForSelector('[data-part=confirm] [data-say=wrongGroups]:visible')
  for (const turn of [1, 2]) {
    const place = Number(await page.textContent(`[data-part=place-${turn}]`))
    await page.fill(`#confirm-${turn}`, groups[place - 1] ?? '')
  }
  await page.click('[data-part=confirm] button')
  await page.waitForSelector('[data-say=made]:visible')
  expect(await page.locator('[data-part=groups] li').count()).toBe(0)
  const read = fromGroups(groups.join(' '))
  if (!('bytes' in read)) throw new Error('unreadable groups')
  return read.bytes
}

describe('two custodians in two browsers', () => {
  it('open an identity together; server memory, log and database never hold it', async () => {
    const one = await atBrowser(await house.member('Kiều Thị Ngà', 'custodian'))
    const other = await atBrowser(await house.member('Âu Dương Lễ', 'custodian'), true)
    const secrets = [await makesKey(one), await makesKey(other)]
    for (const { id } of await house.rows('select id from custodian_keys order by entry_seq')) {
      await house.change('add', id)
    }
    const { number, id } = await house.letter(who)

    await one.go('/mo-danh-tinh')
    await one.page.fill('#number', number)
    await one.page.fill('#reason', reason)
    await one.page.click('form.card button')
    await one.page.waitForSelector('.done')
    await accessible(one.page, 'asked')
    await other.go('/dong-y')
    expect(await other.page.textContent('main')).toContain(reason)
    await other.page.click('button[value=agree]')
    await other.page.waitForSelector('.done')

    for (const { go, page } of [one, other]) {
      await go('/mo-danh-tinh')
      await page.click('a.button')
      await page.waitForSelector('#passphrase')
    }
    await accessible(one.page, 'sitting')
    await one.page.fill('#passphrase', 'không phải cụm này')
    await one.page.click('[data-part=open] button')
    await one.page.waitForSelector('[data-say=passphrase]:visible', { timeout: 30_000 })
    for (const { page, passphrase } of [one, other]) {
      await page.fill('#passphrase', passphrase)
      await page.click('[data-part=open] button')
    }
    for (const { page } of [one, other]) {
      await page.waitForSelector('[data-part=shown]:visible', { timeout: 30_000 })
      const shown = await page.textContent('[data-part=shown]')
      for (const part of Object.values(who)) expect(shown).toContain(part)
      expect(await page.inputValue('#passphrase')).toBe('')
    }
    await accessible(one.page, 'shown')

    const planted = await everySecret(id, secrets, [one, other])
    const seen = new Map([...planted, ['control: a reason', Buffer.from(reason)]])
    expect(console.remembers(seen)).toEqual(['control: a reason'])
    expect([...planted].filter(([, bytes]) => console.said().includes(bytes.toString()))).toEqual(
      [],
    )
    const dump = await dumpOf(house.house.ownerUrl)
    expect(foundIn(dump, reason)).not.toEqual([])
    expect(Object.values(who).flatMap((words) => foundIn(dump, words))).toEqual([])
    const [entry] = await house.rows(
      "select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'identity.opened'",
    )
    expect(entry.said).toMatchObject({ actor: other.person.person, second: one.person.person })
    expect([...one.wrong, ...other.wrong]).toEqual([])
    await house.check()
    await Promise.all([one.close(), other.close()])
  }, 180_000)

  it('reset a forgotten passphrase with the sheet alone', async () => {
    const at = await atBrowser(await house.member('Hà Thị Quên', 'custodian'))
    const secret = await makesKey(at)
    const { page, go } = at
    await go('/nguoi-giu-khoa')
    await page.click('summary:has-text("Quên cụm mật khẩu")')
    const { toGroups } = await import('../../src/seal/groups.ts')
    await page.fill('#reset-groups', toGroups(new Uint8Array(16).fill(4)).join('-'))
    await page.fill('#reset-passphrase', 'cụm mới hoàn toàn')
    await page.fill('#reset-again', 'cụm mới hoàn toàn')
    await page.click('[data-part=reset] button')
    await page.waitForSelector('[data-part=reset] [data-say=otherKey]:visible')
    await page.fill('#reset-groups', toGroups(secret).join('-'))
    await page.click('[data-part=reset] button')
    await page.waitForSelector('[data-part=reset] [data-say=reset]:visible', { timeout: 30_000 })
    const [kept] = await house.rows(
      `select s.wrapped, k.public_key from custodian_secrets s join custodian_keys k on k.id = s.key_id
       where k.person_id = $1`,
      [at.person.person],
    )
    const { unwrapSecret } = await import('../../src/seal/custodian.ts')
    expect(await unwrapSecret('cụm mới hoàn toàn', kept.wrapped, kept.public_key)).toEqual(secret)
    await expect(unwrapSecret(at.passphrase, kept.wrapped, kept.public_key)).rejects.toMatchObject({
      code: 'invalid',
    })
    await at.close()
  }, 180_000)
})

/** What only the two browsers may know: the words, secrets, passphrases, halves and the data key. */
async function everySecret(letter: string, secrets: Uint8Array[], at: AtBrowser[]) {
  const planted = new Map<string, Buffer>()
  const put = (name: string, bytes: Uint8Array) => planted.set(name, Buffer.from(bytes))
  for (const [name, words] of Object.entries(who)) {
    put(`${name} utf8`, Buffer.from(words))
    put(`${name} utf16`, Buffer.from(words, 'utf16le'))
  }
  const curve = await curveHere()
  const rows = await house.rows(
    `select record, key_version as version, recipient, wrapped from data_keys
     where record = sealed_apart($1, 'identity') order by recipient`,
    [letter],
  )
  const keys = await house.rows('select id, person_id from custodian_keys')
  const halves: Uint8Array[] = []
  for (const [place, secret] of secrets.entries()) {
    const person = at[place]
    const holder = String(keys.find((key) => key.person_id === person?.person.person)?.id)
    put(`secret ${place}`, secret)
    put(`passphrase ${place}`, Buffer.from(person?.passphrase ?? ''))
    const row = rows.find(({ recipient }) => recipient.endsWith(`:${holder}`))
    const pair = row.recipient.split(':')[1].split('.') as [string, string]
    const half = { record: row.record, version: row.version, pair, holder }
    halves.push(await openHalf(curve, await custodianPair(curve, secret), row.wrapped, half))
    put(`half ${place}`, halves[place] as Uint8Array)
  }
  put(
    'data key',
    (halves[0] as Uint8Array).map((byte, at) => byte ^ (halves[1]?.[at] ?? 0)),
  )
  return planted
}
