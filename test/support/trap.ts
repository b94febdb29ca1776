import type { Page } from 'playwright-core'
import { browser } from './browser.ts'

const hooks = ['alert', 'confirm', 'prompt', 'print', 'open']

/** A page of somebody's whose every way of running something that was sent is noticed. */
export async function trapped(token?: string) {
  const context = await (await browser()).newContext({
    ...(token && { extraHTTPHeaders: { authorization: `Bearer ${token}` } }),
  })
  const page = await context.newPage()
  const sprung: string[] = []
  page.on('dialog', (dialog) => {
    sprung.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (/x\.example|passwd/.test(new URL(request.url()).host)) sprung.push(`asked ${request.url()}`)
  })
  await page.addInitScript((names) => {
    for (const name of names)
      Object.assign(window, { [name]: () => Object.assign(window, { ran: name }) })
  }, hooks)
  return { page, sprung, close: () => context.close() }
}

/** What of the page is not ours: what ran, scripts without our address, handlers, foreign frames. */
export async function foreignIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ran = 'ran' in window ? [`ran ${String(window.ran)}`] : []
    const odd = [...document.querySelectorAll('*')].flatMap((element) => {
      const handlers = element.getAttributeNames().filter((name) => name.startsWith('on'))
      const leads = ['href', 'src', 'action', 'data'].map(
        (name) => element.getAttribute(name) ?? '',
      )
      const isOurs = !/^(IFRAME|OBJECT|EMBED|BASE|TEMPLATE|MATH|STYLE)$/.test(element.tagName)
      const source = element.getAttribute('src') ?? ''
      const script = element.tagName === 'SCRIPT' && !/^\/(assets\/|[a-z-]+\/ma\.js$)/.test(source)
      const leading = leads.some((one) => /^\s*(javascript|data:text|\/\/x\.)/i.test(one))
      return handlers.length > 0 || !isOurs || script || leading
        ? [element.outerHTML.slice(0, 120)]
        : []
    })
    return [...ran, ...odd]
  })
}
