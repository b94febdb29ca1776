import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toBase64 } from '../../src/seal/bytes.ts'
import { consoleProcess } from '../support/console-process.ts'
import { type CustodianHouse, custodianHouse } from '../support/custodian-house.ts'
import { consoleUrlOf } from '../support/moderation.ts'

const passphrase = 'bảy con vịt bơi ngược'
let house: CustodianHouse
let console: Awaited<ReturnType<typeof consoleProcess>>
let dir: string
beforeAll(async () => {
  house = await custodianHouse({ passphrase })
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
  await console.stop()
  await house.close()
  rmSync(dir, { recursive: true })
})

const page = async (who: { token: string }, typed?: string) => {
  const answer = await fetch(`${console.url}/mo-khoa`, {
    method: typed === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${who.token}` },
    redirect: 'manual',
    ...(typed !== undefined && { body: new URLSearchParams({ passphrase: typed }) }),
  })
  return { status: answer.status, text: await answer.text() }
}

it('a console without passphrase starts locked, takes letters, and is unlocked by typing it', async () => {
  const { admin, lead, moderator } = house.people
  const secretary = await house.member('Hồ Thị Thư Ký', 'secretary')
  await house.appointed('Kiều Thị Ngà')
  await house.appointed('Âu Dương Lễ')
  await house.letter({ name: 'Trần Thị Mận' })
  const queue = async () => {
    const answer = await fetch(`${console.url}/api/v1/feedback`, {
      headers: { authorization: `Bearer ${moderator.token}` },
    })
    const body = (await answer.json()) as { items?: { preview: string }[] }
    return body.items?.map(({ preview }) => preview) ?? answer.status
  }
  expect(await queue()).toEqual([])
  expect((await page(admin)).text).toContain('Khóa đang đóng')
  expect((await page(secretary)).status).toBe(403)
  expect((await page(secretary, passphrase)).status).toBe(403)
  const wrong = await page(lead, 'bảy con vịt bơi xuôi')
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('không mở được khóa')
  expect(wrong.text).not.toContain(house.keysDir)
  for (let tries = 0; tries < 3; tries += 1)
    expect((await page(lead, 'sai nữa rồi')).status).toBe(400)
  // Two code points for each letter with a mark, as a Mac types them.
  expect((await page(admin, passphrase.normalize('NFD'))).status).toBe(303)
  expect((await page(admin)).text).toContain('Khóa đang mở')
  await expect.poll(queue, { timeout: 20_000 }).toHaveLength(1)
  expect(await queue()).toEqual([expect.stringContaining('khu phố')])
  const entries = await house.rows(
    "select convert_from(bytes, 'UTF8')::jsonb ->> 'actor' as actor from custody_entries where kind = 'keys.unlocked'",
  )
  expect(entries).toEqual([{ actor: admin.person }])
  expect(console.said()).not.toContain('vịt')
  await house.check()
}, 120_000)

it('five wrong tries make everybody wait', async () => {
  const house = await custodianHouse({ passphrase })
  const { unlockPages } = await import('../../src/moderation/unlock-pages.tsx')
  const { vaultOf } = await import('../../src/moderation/vault.ts')
  const { openKeys } = await import('../../src/seal/keys.ts')
  const app = unlockPages(house.house.door('console'), vaultOf('locked'), async (typed) => {
    await openKeys(house.keysDir, typed)
  })
  const { staffTrouble } = await import('../../src/staff/trouble.tsx')
  app.onError(staffTrouble('console', () => {}))
  const post = (typed: string) =>
    app.request('/mo-khoa', {
      method: 'POST',
      headers: {
        'sec-fetch-site': 'same-origin',
        authorization: `Bearer ${house.people.admin.token}`,
      },
      body: new URLSearchParams({ passphrase: typed }),
    })
  for (let tries = 0; tries < 5; tries += 1) expect((await post('không phải')).status).toBe(400)
  const waits = await post(passphrase)
  expect([waits.status, waits.headers.get('retry-after')]).toEqual([429, '900'])
  house.house.clock.now += 16 * 60_000
  expect((await post(passphrase)).status).toBe(303)
  await house.close()
}, 60_000)
