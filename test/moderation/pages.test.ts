import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actOnThread, writeToThread } from '../../src/intake/thread.ts'
import { asset } from '../../views/assets.ts'
import { browser, closeBrowser } from '../support/browser.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { serveOn } from '../support/serve.ts'

// A folder to put pictures of the screens in, for who wants to look at them.
const shots = process.env.SHOTS

let house: OpenConsole
let served: Awaited<ReturnType<typeof serveOn>>
beforeAll(async () => {
  house = await openConsole()
  house.app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    return found ? c.body(found.text, 200, { 'content-type': found.type }) : c.notFound()
  })
  served = await serveOn(house.app)
})
afterAll(async () => {
  await closeBrowser()
  await served.stop()
  await house.close()
})
afterEach(() => house.check())

const screen = { width: 1366, height: 768 }
type Person = 'moderator' | 'lead'

async function open(who: Person, given: { script?: boolean; size?: typeof screen } = {}) {
  const context = await (await browser()).newContext({
    viewport: given.size ?? screen,
    javaScriptEnabled: given.script ?? true,
    extraHTTPHeaders: { authorization: `Bearer ${house.people[who].token}` },
  })
  const page = await context.newPage()
  const go = async (path: string) => {
    const answer = await page.goto(`${served.url}${path}`)
    expect(answer?.status()).toBe(200)
  }
  return { page, go, close: () => context.close() }
}

async function accessible(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/moderation-${name}.png` })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
const stateOf = async (id: string) =>
  (await house.rows('select state from feedback_state where feedback_id = $1', [id]))[0]?.state

describe('the queue', () => {
  it('is readable at 1366×768 with fifty letters, leads on, and says when it is empty', async () => {
    const texts = [
      'Bác trưởng khu phố hay quát bà con khi họp, ai hỏi cũng gắt. Mong bác nói nhẹ nhàng hơn.',
      'Toi thay anh Song giup ba con don cay do sau bao, rat nhiet tinh, xin cam on anh nhieu lam',
      'Họp tổ dân phố mà không báo trước, nhiều người đi làm về muộn không dự được.',
    ]
    for (let count = 0; count < 53; count++) {
      await house.letter(
        {
          text: texts[count % 3] ?? '',
          kind: (['report', 'praise', 'comment'] as const)[count % 3],
          ...(count % 7 === 0 && { about: [{ text: 'mấy ông ở phường' }] }),
        },
        [],
        { proof: count % 11 !== 0 },
      )
    }
    const { page, go, close } = await open('moderator')
    await go('/?lang=en')
    expect(new URL(page.url()).search).toContain('state=open')
    await go('/y-kien?state=open')
    expect(await page.locator('[data-line]').count()).toBe(50)
    expect(await widthOf(page)).toBeLessThanOrEqual(screen.width)
    await accessible(page, 'queue')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      await page.locator('[data-line] a').nth(1).textContent(),
    )
    await page.click('a[rel=next]')
    expect(await page.locator('[data-line]').count()).toBe(3)
    await go('/y-kien?state=bundled&lang=en')
    expect(await page.textContent('main')).toContain('Nothing here.')
    await accessible(page, 'queue-empty-en')
    await close()
  }, 90_000)
})

describe('one feedback', () => {
  const long =
    'Kính gửi Mặt trận, tôi ở khu phố 3 đã hai mươi năm. Hôm họp dân ngày 12 vừa rồi, bác trưởng khu phố nói to, gắt với mấy cụ già hỏi về tiền quỹ. '.repeat(
      8,
    )

  it('fits one screen, and the whole decision is made by keyboard', async () => {
    const letter = await house.letter({
      text: 'Bác trưởng khu phố hay quát bà con khi họp. Mong bác nói nhẹ nhàng hơn.',
      observedOn: '2026-10',
      place: 'residence',
    })
    const { page, go, close } = await open('moderator')
    await go(`/y-kien/${letter.id}?state=open`)
    expect(await heightOf(page)).toBeLessThanOrEqual(screen.height)
    expect(await page.inputValue('#summary')).toContain('hay quát bà con')
    await accessible(page, 'bench-new')

    await page.keyboard.press('s')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Mong cán bộ nói năng nhẹ nhàng với người dân khi họp.')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('text=Các bản (1)')
    await page.keyboard.press('1')
    expect(await page.isVisible('#topic')).toBe(true)
    expect(await page.isVisible('#reason')).toBe(false)
    await accessible(page, 'bench-accept')
    const button = await page.locator('[data-key=d]').boundingBox()
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(screen.height)
    expect(await page.isChecked(`input[value="${house.ward.head}"]`)).toBe(true)
    expect(await heightOf(page)).toBeLessThanOrEqual(screen.height)
    await page.focus('#topic')
    for (const steps of [2, 1, 2]) {
      for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Escape')
    await page.keyboard.press('m')
    await page.keyboard.type('Xin cảm ơn bác.')
    await page.keyboard.press('Escape')
    await Promise.all([page.waitForURL(/done=/), page.keyboard.press('d')])
    expect(await page.textContent('.done')).toContain(`${letter.number}: đã gửi đề nghị đồng ý`)
    const [ask] = await house.rows('select payload from approvals where subject = $1', [letter.id])
    expect(ask?.payload).toMatchObject({ topic: 'manner', standing: 'said', polarity: 'negative' })
    await go(`/y-kien/${letter.id}`)
    await accessible(page, 'bench-waiting')
    await close()
  }, 60_000)

  it('shows a long thread, what changed between versions, and what the sender said', async () => {
    const letter = await house.letter({ text: long, use: 'front-only' })
    const { moderator } = house.people
    for (const text of [
      'Bác trưởng khu phố gắt với các cụ già trong cuộc họp ngày 12.',
      'Cán bộ khu phố nói to với các cụ già trong một cuộc họp.',
    ]) {
      await house.post(`/api/v1/feedback/${letter.id}/summaries`, { text }, moderator)
    }
    await actOnThread(house.box, letter.receipt, 'exposes-me')
    await writeToThread(house.box, letter.receipt, 'Xin bỏ chỗ các cụ già.', {
      proof: true,
      held: false,
    })
    await house.unpack()
    const { page, go, close } = await open('moderator')
    await go(`/y-kien/${letter.id}?lang=en`)
    expect(await heightOf(page)).toBeLessThanOrEqual(screen.height)
    expect(await page.textContent('.problems')).toContain('exposes me')
    await page.click('summary:has-text("Versions")')
    expect(await page.locator('ins').count()).toBeGreaterThan(0)
    expect(await page.locator('del').count()).toBeGreaterThan(0)
    await accessible(page, 'bench-long-en')
    await close()
  }, 60_000)

  it('works without JavaScript: search, errors beside their fields, and what was typed is kept', async () => {
    const letter = await house.letter({ about: [{ text: 'ông trưởng khu' }] })
    const { page, go, close } = await open('moderator', { script: false })
    await go(`/y-kien/${letter.id}`)
    await page.click('button:has-text("Lưu bản tóm tắt")')
    await page.check('input[value=accept]')
    await page.fill('#note', 'ghi chú riêng')
    await page.fill('input[name=find]', 'song')
    await page.click('button:has-text("Tìm")')
    expect(await page.inputValue('#note')).toBe('ghi chú riêng')
    await page.check(`input[value="${house.ward.head}"]`)
    await page.click('button:has-text("Ghi quyết định")')
    expect(await page.textContent('#topic-error')).toContain('chủ đề')
    expect(await page.inputValue('#note')).toBe('ghi chú riêng')
    expect(await page.isChecked(`input[value="${house.ward.head}"]`)).toBe(true)
    if (shots) await page.screenshot({ path: `${shots}/moderation-bench-errors.png` })
    await page.selectOption('#topic', 'manner')
    await page.selectOption('#standing', 'said')
    await page.selectOption('#polarity', 'positive')
    await page.click('button:has-text("Ghi quyết định")')
    expect(await stateOf(letter.id)).toBe('accepted')
    await close()
  }, 60_000)
})

describe('strangers', () => {
  it('are led to sign in from every page, and what they send changes nothing', async () => {
    const { id } = await house.letter()
    const paths = ['/', '/y-kien', `/y-kien/${id}`, `/y-kien/${id}/tep/${id}`, '/dong-y']
    for (const path of paths) {
      const answer = await house.app.request(path)
      expect([path, answer.status]).toEqual([path, 303])
      expect(answer.headers.get('location')).toContain('/dang-nhap')
    }
    for (const path of [`/y-kien/${id}/tom-tat`, `/y-kien/${id}/quyet-dinh`, `/dong-y/${id}`]) {
      const body = new URLSearchParams({ text: 'x', verdict: 'forward', answer: 'agree' })
      expect((await house.app.request(path, { method: 'POST', body })).status).toBe(303)
    }
    expect(await stateOf(id)).toBe('received')
  })

  it('who write markup are read as they wrote, and nothing of it runs', async () => {
    const text = '<script>document.title = "x"</script><img src=x onerror=alert(1)> "quoted" \u202e'
    const { id } = await house.letter({ text, about: [{ text: '<b>ông</b>' }] })
    const { page, go, close } = await open('moderator')
    await go(`/y-kien/${id}`)
    expect(await page.textContent('.letter')).toBe(text.replace('\u202e', '⟦U+202E⟧'))
    expect(await page.title()).toContain('Ý kiến')
    expect(await page.locator('.bench script, .bench img, .bench b').count()).toBe(0)
    await close()
  })
})

describe('approvals', () => {
  it('are read and answered on a phone', async () => {
    const letter = await house.letter()
    const { moderator } = house.people
    const path = `/api/v1/feedback/${letter.id}`
    await house.post(`${path}/summaries`, { text: 'Mong cán bộ nói nhẹ nhàng.' }, moderator)
    const asked = await house.post(
      `${path}/decisions`,
      {
        verdict: 'accept',
        officials: [house.ward.head],
        topic: 'manner',
        standing: 'several',
        polarity: 'negative',
        note: 'Ba nhà cùng nói.',
      },
      moderator,
    )
    expect(asked.status).toBe(202)
    const size = { width: 320, height: 640 }
    const { page, go, close } = await open('lead', { size })
    await go('/dong-y')
    const card = page.locator('.ask', { hasText: letter.number })
    const shown = await card.textContent()
    for (const words of [
      'Trưởng khu phố 3 Trần Văn Sóng',
      'Mong cán bộ nói nhẹ nhàng.',
      'nhiều người cùng nêu',
      'Ba nhà cùng nói.',
      'Mai Thị Xử Lý',
    ]) {
      expect(shown).toContain(words)
    }
    expect(await widthOf(page)).toBe(320)
    await accessible(page, 'approvals-phone')
    await card.locator('input[name=note]').fill('Đồng ý')
    await card.locator('button:has-text("Đồng ý")').click()
    expect(await page.textContent('.done')).toContain('Đã đồng ý')
    expect(await stateOf(letter.id)).toBe('accepted')
    await close()

    const asker = await open('moderator')
    await house.post(
      `/api/v1/feedback/${(await house.letter()).id}/decisions`,
      {
        verdict: 'not_accept',
        reason: 'no_fact',
      },
      moderator,
    )
    await asker.go('/dong-y')
    expect(await asker.page.locator('.ask').last().locator('button').count()).toBe(0)
    await accessible(asker.page, 'approvals-own')
    await asker.close()
  }, 60_000)
})
