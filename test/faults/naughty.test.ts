import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeMail } from '../../channels/email-out.ts'
import { annex } from '../../src/bundle/annex.ts'
import { checkString } from '../../src/bundle/check.ts'
import { canonical, parseContents } from '../../src/bundle/contents.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { typeset } from '../../src/bundle/papers.ts'
import { bundleDocx } from '../../src/bundle/papers-docx.ts'
import { xlsx } from '../../src/counter/xlsx.ts'
import { asset } from '../../views/assets.ts'
import { closeBrowser } from '../support/browser.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { counted } from '../support/figures.ts'
import { type OpenLetterbox, openLetterbox } from '../support/letterbox.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { naughty } from '../support/naughty.ts'
import { serveOn } from '../support/serve.ts'
import { foreignIn, trapped } from '../support/trap.ts'

// P15: nothing submitted ever runs. A browser with a trap looks at every page a sender's words reach;
// the pages come without their Content-Security-Policy, so that only what they are made of protects.
let house: OpenConsole
let letterbox: OpenLetterbox
let served: Awaited<ReturnType<typeof serveOn>>
let pages = 0
beforeAll(async () => {
  house = await openConsole()
  letterbox = await openLetterbox()
  house.app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    return found ? c.body(found.text, 200, { 'content-type': found.type }) : c.notFound()
  })
  served = await serveOn(house.app)
})
afterAll(async () => {
  await closeBrowser()
  await served.stop()
  await Promise.all([house.close(), letterbox.close()])
})

async function looked(page: Page): Promise<string[]> {
  pages += 1
  return foreignIn(page)
}

describe('what is sent to make something run', () => {
  it('stays text on every page of the console that shows a sender’s or a colleague’s words', async () => {
    const { moderator, lead } = house.people
    const text = naughty.join('\n')
    const name = naughty[3] ?? ''
    const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])
    const ids: string[] = []
    for (const [at, line] of naughty.entries()) {
      if (at % 6 !== 0) continue
      ids.push((await house.letter({ text: `${line} ${text}`, about: [{ text: line }] })).id)
    }
    const files = [{ name, type: 'image/png', bytes }]
    const full = await house.letter({ text, about: [{ official: house.ward.head }] }, files)
    await house.index()
    const path = `/api/v1/feedback/${full.id}`
    expect(
      (await house.post(`${path}/summaries`, { text: text.slice(0, 3_900) }, moderator)).status,
    ).toBe(201)
    const concern = { topic: 'manner', standing: 'said', polarity: 'negative', verdict: 'accept' }
    const asked = { ...concern, officials: [house.ward.head], note: text.slice(0, 3_000) }
    const asks = await house.post(`${path}/decisions`, asked, moderator)
    expect(asks.status).toBe(202)
    const { page, sprung, close } = await trapped(moderator.token)
    const found: string[] = []
    const look = async (at: string) => {
      await page.goto(`${served.url}${at}`)
      found.push(...(await looked(page)).map((one) => `${at}: ${one}`))
    }
    await look('/y-kien')
    for (const line of naughty) await look(`/y-kien?q=${encodeURIComponent(line.slice(0, 180))}`)
    for (const id of [...ids, full.id]) {
      await look(`/y-kien/${id}`)
      await look(`/y-kien/${id}/cum`)
    }
    await look(`/y-kien/${full.id}/cho-ra`)
    await close()
    const second = await trapped(lead.token)
    await second.page.goto(`${served.url}/dong-y`)
    found.push(...(await looked(second.page)))
    await second.close()
    expect([...found, ...sprung, ...second.sprung]).toEqual([])
    await house.check()
  }, 240_000)

  it('stays text in the letterbox’s form when it comes back, and in the sender’s thread', async () => {
    const { page, sprung, close } = await trapped()
    const found: string[] = []
    const { quarter } = letterbox.ward
    const answers: Response[] = []
    for (const line of naughty) {
      const fields = { text: line, kind: 'khong-co', about: line, use: line, observedOn: line }
      answers.push(await letterbox.form(`/k/${quarter}/gui`, fields))
      answers.push(await letterbox.form('/tra-cuu', { receipt: line }))
    }
    const sent = await letterbox.post('/api/v1/feedback', {
      ...{ area: quarter, kind: 'comment', about: [], text: naughty.join('\n'), use: 'record' },
    })
    const { receipt } = await sent.json()
    expect(sent.status).toBe(201)
    answers.push(await letterbox.form('/tra-cuu', { receipt }))
    for (const answer of answers) {
      await page.setContent(await answer.text(), { waitUntil: 'domcontentloaded' })
      found.push(...(await looked(page)))
    }
    await close()
    expect([...found, ...sprung]).toEqual([])
  }, 240_000)

  it('is no formula in a sheet, no action in a paper, no header in a mail', async () => {
    const item = bundleContents().items[0]
    if (!item) throw new Error('a bundle without items')
    const items = naughty.map((line, at) => ({
      ...{ ...item, number: at + 1, summary: line.replace(/[\r\n\t]/g, ' ') },
    }))
    const contents = parseContents(bundleContents({ items }))
    const sheets = [
      await annex(contents),
      xlsx(
        'Sổ',
        [20],
        naughty.map((line) => [line]),
      ),
    ]
    for (const sheet of sheets) {
      for (const [name, bytes] of Object.entries(unzipSync(sheet))) {
        const xml = new TextDecoder().decode(bytes)
        expect(xml, name).not.toMatch(/<f[ >]|<hyperlink|<script|ddeLink|externalLink/)
        const cells = [...xml.matchAll(/<c [^>]*t="([^"]*)"/g)].map(([, type]) => type)
        expect(
          cells.filter((type) => type !== 'inlineStr' && type !== 'n'),
          name,
        ).toEqual([])
      }
    }
    const head = { origin: 'ydan.local/x', size: 1, root: new Uint8Array(32), day: '2026-11-21' }
    const seal = { check: checkString(canonical(contents)), key: '1f3a-90bc-77de-0412', head }
    const paper = bundlePaper(contents, seal)
    const pdf = Buffer.from(typeset(paper).pdf).toString('latin1')
    expect(pdf).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|SubmitForm|URI)\b/)
    for (const [name, bytes] of Object.entries(unzipSync(await bundleDocx(paper)))) {
      const xml = new TextDecoder().decode(bytes)
      expect(xml, name).not.toMatch(/<w:fldSimple|DDEAUTO|<script|TargetMode="External"/)
    }
    for (const line of naughty) {
      const mail = { to: 'a@b.example', subject: line, text: line, key: crypto.randomUUID() }
      const raw = new TextDecoder().decode(await composeMail(mail, 'gopy@maylanh.example'))
      const [headers = ''] = raw.split('\r\n\r\n')
      expect(headers).not.toMatch(/^Bcc:/im)
      // The plain part holds it as it was written; a program that shows HTML gets the other.
      const html = (raw.split(/^Content-Type: text\/html/im)[1] ?? '').replaceAll('=\r\n', '')
      expect(html).toContain('</body>')
      expect(html).not.toMatch(/<(?!\/?(html|meta|body|p|br)\b|!doctype)[a-z]/i)
    }
    counted('P15', { strings: naughty.length, pages, papers: naughty.length * 4, executed: 0 })
  }, 120_000)
})

describe('our own pages and scripts', () => {
  it('put no words in as markup and run no words as code', () => {
    const root = join(import.meta.dirname, '../..')
    const way =
      /dangerouslySetInnerHTML|\braw\((?!'<!DOCTYPE html>')|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\b/
    const found = ['views', 'src']
      .flatMap((folder) => walk(join(root, folder)))
      .filter((path) => /\.(tsx|js)$/.test(path) && way.test(readFileSync(path, 'utf8')))
    expect(found).toEqual([])
  })
})

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
