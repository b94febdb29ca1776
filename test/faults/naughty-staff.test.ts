import { Hono } from 'hono'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser } from '../support/browser.ts'
import { counted, figure } from '../support/figures.ts'
import { checkInvariants } from '../support/invariants.ts'
import { naughty } from '../support/naughty.ts'
import { serveOn } from '../support/serve.ts'
import { type StaffDoors, type StaffOf, staffDoors } from '../support/staff-doors.ts'
import { foreignIn, trapped } from '../support/trap.ts'

// P15 behind the staff doors: every form that the pages of a role lead to is filled with what would
// like to run and sent, then every page is looked at. The pages come without their
// Content-Security-Policy, so that only what they are made of protects.
const doors = ['console', 'desk'] as const
type Door = (typeof doors)[number]
let house: StaffDoors
let staff: StaffOf
const served = {} as Record<Door, Awaited<ReturnType<typeof serveOn>>>
const figures = { pages: 0, forms: 0, kept: 0, shown: 0 }
const alike = figure('naughty', 1)
const found: string[] = []

// What would end the others' work here: roles, keys, organisations, sessions, the locks.
const untouched = /^\/(dang-xuat|nguoi|dong-y|mo-khoa|nguoi-giu-khoa|khan-cap|bat-dau)(\/|$)/
const files = /\.(zip|pdf|docx|xlsx|csv|png|jpg|txt|json|html)(\?|$)|\/tep\//

beforeAll(async () => {
  house = await staffDoors()
  const { front, quarter, head } = house.ward
  staff = await house.staffOf(front, quarter, head)
  await house.oneOfEach(staff, quarter, head)
  for (const door of doors) {
    const bare = new Hono()
    bare.all('*', async (c) => {
      const answer = await house.apps[door].fetch(c.req.raw)
      const headers = new Headers(answer.headers)
      headers.delete('content-security-policy')
      return new Response(answer.body, { status: answer.status, headers })
    })
    served[door] = await serveOn(bare)
  }
}, 120_000)
afterAll(async () => {
  await closeBrowser()
  for (const door of doors) await served[door].stop()
  await checkInvariants(house.house.ownerUrl)
  await house.close()
})

type Form = { action: string; fields: Field[]; isFile: boolean }
type Field = { name: string; tag: string; type: string; value: string; most: number; hint: string }

/** Looks at a page: where it leads, and the forms that change something. */
async function look(page: Page, url: string): Promise<{ links: string[]; forms: Form[] }> {
  const answer = await page.goto(url).catch(() => null)
  if (!answer?.headers()['content-type']?.includes('html')) return { links: [], forms: [] }
  figures.pages += 1
  const path = url.replace(/^http:\/\/[^/]+/, '')
  found.push(...(await foreignIn(page)).map((one) => `${path}: ${one}`))
  if ((await page.content()).includes('window.ran=1')) figures.shown += 1
  return page.evaluate(() => {
    const here = (address: string) => {
      const { origin, pathname, search } = new URL(address, location.href)
      return origin === location.origin ? [pathname + search] : []
    }
    const fieldsOf = (form: HTMLFormElement) =>
      [...form.elements].flatMap((one) => {
        const field = one as HTMLInputElement
        if (!field.name || field.disabled) return []
        const options = [...one.querySelectorAll('option')].map(({ value }) => value)
        return [
          {
            ...{ name: field.name, tag: one.tagName, type: field.type },
            value: options.find((value) => value !== '') ?? field.value,
            most: field.maxLength > 0 ? field.maxLength : 2_000,
            hint: `${field.inputMode} ${field.pattern} ${field.autocomplete} ${field.min}`.trim(),
          },
        ]
      })
    return {
      links: [...document.querySelectorAll('a[href]')].flatMap((a) =>
        here(a.getAttribute('href') ?? ''),
      ),
      forms: [...document.querySelectorAll('form')]
        .filter(({ method }) => method === 'post')
        .map((form) => ({
          action: here(form.getAttribute('action') ?? location.href)[0] ?? '',
          fields: fieldsOf(form),
          isFile: form.enctype === 'multipart/form-data',
        })),
    }
  })
}

let turn = 0
/** Forms that somebody filled in and that were taken: once is enough. */
const taken = new Set<string>()
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
// The doors refuse what cannot be seen; the rest they keep as it stands.
const visible = naughty.filter(
  (line) => !/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(line),
)

function valueFor({ tag, type, value, most, hint, name }: Field, all: boolean): string {
  const strings = all ? naughty : visible
  if (type === 'hidden' || tag === 'SELECT' || type === 'radio' || type === 'checkbox') return value
  if (type === 'date') return today
  if (type === 'month') return today.slice(0, 7)
  if (type === 'time') return '08:30'
  if (type === 'number' || hint.includes('numeric')) return hint.match(/\d+$/)?.[0] ?? '7'
  if (type === 'email') return 'a@b.example'
  if (tag === 'TEXTAREA') return strings.join('\n').slice(0, Math.min(most, 1_900))
  turn += 1
  return (strings[turn % strings.length] ?? name).slice(0, Math.min(most, 110))
}

/** Sends a form filled with all that would like to run; answers whether it was taken. */
async function send(page: Page, door: Door, token: string, form: Form, all: boolean) {
  figures.forms += 1
  const body = form.isFile ? new FormData() : new URLSearchParams()
  const once = new Set<string>()
  for (const field of form.fields) {
    if (field.type === 'file' || field.type === 'submit') continue
    if (field.type === 'radio' && once.has(field.name)) continue
    once.add(field.name)
    body.append(field.name, valueFor(field, all))
  }
  const answer = await house.apps[door].request(form.action, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  })
  const html = await answer.text()
  if (answer.status >= 500) found.push(`${form.action}: ${answer.status}`)
  if (answer.status < 400) figures.kept += 1
  // A role that may not says so in words of ours alone.
  const isPage = answer.headers.get('content-type')?.includes('html') && answer.status !== 403
  if (!isPage) return answer.status < 400
  await page.setContent(html, { waitUntil: 'domcontentloaded' })
  found.push(...(await foreignIn(page)).map((one) => `answer of ${form.action}: ${one}`))
  return answer.status < 400
}

/** The same place with another id or filter is the same kind of page: a few of each are enough. */
const kindOf = (path: string) =>
  path.replace(/\?.*/, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')

/** Walks through all that a person's pages lead to at one door, sending each kind of form twice. */
async function walk(
  door: Door,
  token: string,
  sends: boolean,
  kinds = new Map<string, number>(),
): Promise<void> {
  const { page, sprung, close } = await trapped(token)
  const seen = new Set<string>()
  const sent = new Set<string>()
  const waiting = ['/', '/tai-khoan']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    const times = kinds.get(kind) ?? 0
    if (seen.has(path) || files.test(path) || times >= alike) continue
    seen.add(path)
    kinds.set(kind, times + 1)
    const { links, forms } = await look(page, served[door].url + path)
    waiting.push(...links)
    for (const form of forms) {
      const which = `${kindOf(form.action)} ${form.fields.map(({ name }) => name).join()}`
      if (!sends || sent.has(which) || taken.has(which) || untouched.test(form.action)) continue
      sent.add(which)
      for (const all of [true, false]) {
        if (taken.has(which) || !(await send(page, door, token, form, all))) continue
        taken.add(which)
      }
    }
  }
  await close()
  found.push(...sprung)
}

describe('what is typed to make something run', () => {
  it.each(doors)(
    'stays text on every page of the %s',
    async (door) => {
      const here = door === 'console' ? consoleRoles : deskRoles
      for (const role of here) await walk(door, staff[role].token, true)
      // Afterwards each kind of page by the first who reaches it, with what all of them typed.
      const kinds = new Map<string, number>()
      for (const role of here) await walk(door, staff[role].token, false, kinds)
      expect(found).toEqual([])
      expect(house.failures).toEqual([])
      // Otherwise nothing was tried.
      expect(figures.kept).toBeGreaterThan(10)
      expect(figures.shown).toBeGreaterThan(10)
      counted('P15', { door, ...figures, executed: 0 })
    },
    400_000,
  )
})

const consoleRoles = [
  'clerk',
  'secretary',
  'moderator',
  'lead',
  'auditor',
  'admin',
  'custodian',
] as const
const deskRoles = ['official', 'cell', 'secretary', 'reader'] as const
