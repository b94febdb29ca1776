import { afterAll, beforeAll, expect, test } from 'vitest'
import { intakeApp } from '../../src/intake/app.tsx'
import { keptPages } from '../../src/intake/kept-pages.ts'
import { openLetterbox } from '../support/letterbox.ts'

let box: Awaited<ReturnType<typeof openLetterbox>>
beforeAll(async () => {
  box = await openLetterbox()
})
afterAll(() => box.close())

const keyIn = (page: string) => /name="key" value="([0-9a-f-]{36})"/.exec(page)?.[1]
const path = '/k/ML-3/gui'

test('a form shown again a moment later is the same but for its key, and costs no question', async () => {
  const app = intakeApp({ ...box.intake, keepPagesFor: 60_000 })
  const page = async (at = path) => (await app.request(at)).text()
  const [first, again] = [await page(), await page()]
  expect(keyIn(first)).toBeDefined()
  expect(keyIn(again)).not.toBe(keyIn(first))
  expect(again.replace(keyIn(again) ?? '', keyIn(first) ?? '')).toBe(first)
  await box.rows("update areas set name = 'Ba Mới' where code = 'ML-3'")
  expect(await page()).not.toContain('Ba Mới')
  expect(await page(`${path}?q=to`)).toContain('Ba Mới')
  expect(await page(`${path}?lang=en&kind=praise`)).toContain('Ba Mới')
  // Without the setting every form is as the place stands now.
  expect(await (await box.app.request(path)).text()).toContain('Ba Mới')
})

test('a page is not kept beyond its time, nor when the clock is set back', () => {
  let now = 1_000_000
  const pages = keptPages(1_000, () => now)
  pages.put('a', 'page')
  now += 999
  expect(pages.get('a')).toBe('page')
  now += 1
  expect(pages.get('a')).toBeUndefined()
  now -= 60_000
  expect(pages.get('a')).toBeUndefined()
  expect(keptPages(0).put('a', 'page')).toBe('page')
  expect(keptPages(0).get('a')).toBeUndefined()
})
