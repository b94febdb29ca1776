import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { langOf, type Sentence } from '../../views/lang.ts'
import type { FieldErrors } from '../../views/letterbox/parts.tsx'
import { at } from '../../views/links.ts'
import { CopyPage, type CopyPageProps, type TypedBox } from '../../views/moderation/copy.tsx'
import { ReleasePage } from '../../views/moderation/release.tsx'
import { releaseWords, copyWords as words } from '../../views/words/copies.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { parsedForm, type TypedForm, typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { blacken, newBoxes } from './boxes.ts'
import { copyView, pictureAnswer, releaseView, shownPicture } from './copy-view.ts'
import { askRelease, withdrawRelease } from './release.ts'
import type { Vault } from './vault.ts'

type File = '/y-kien/:id/tep/:attachment/xem'
type Refusal = {
  typed?: CopyPageProps['typed']
  text?: string
  trouble?: Sentence
  errors?: FieldErrors
  status?: 200 | 400 | 409 | 503
}

/** Safe copies, the boxes over them, and what is let out: below `/y-kien/:id`. */
export function copyPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/y-kien/:id/tep/:attachment/xem', (c) => shownCopy(c, staff, vault, {}))
  app.get('/y-kien/:id/tep/:attachment/trang/:page', async (c) => {
    const actor = actorOf(c)
    const { id, attachment, page } = c.req.param()
    const place = { id, attachment, page: Number(page), version: versionOf(c.req.query('ban')) }
    const bytes = await asActor(staff.db, staff.door, actor, (tx) =>
      shownPicture(tx, vault, actor, place),
    )
    return pictureAnswer(bytes)
  })
  app.post('/y-kien/:id/tep/:attachment/che', async (c) => {
    const actor = actorOf(c)
    const { id, attachment } = c.req.param()
    const typed = await typedForm(c)
    try {
      const { version } = await blacken(
        (work) => asActor(staff.db, staff.door, actor, work),
        vault,
        actor,
        { feedback: id, attachment },
        boxesOf(typed),
      )
      return c.redirect(here(c, `/y-kien/${id}/tep/${attachment}/xem?ban=${version}`), 303)
    } catch (thrown) {
      const boxes = { page: Number(one(typed, 'page')), boxes: rowsOf(typed) }
      const given = versionOf(one(typed, 'version'))
      return shownCopy(c, staff, vault, { typed: boxes, ...refusalOf(thrown) }, given)
    }
  })
  addReleases(app, staff, vault)
  return app
}

function addReleases(app: Hono<StaffEnv>, staff: StaffDoor, vault: Vault): void {
  app.get('/y-kien/:id/cho-ra', (c) => shownReleases(c, staff, vault, {}))
  app.post('/y-kien/:id/cho-ra', async (c) => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    const typed = await typedForm(c)
    const attachment = one(typed, 'attachment')
    const text = one(typed, 'text')
    try {
      const wish = attachment === '' ? { text } : { attachment }
      await asActor(staff.db, staff.door, actor, (tx) => askRelease(tx, vault, actor, id, wish))
      return c.redirect(here(c, `/y-kien/${id}/cho-ra`), 303)
    } catch (thrown) {
      return shownReleases(c, staff, vault, { text, ...refusalOf(thrown) })
    }
  })
  app.post('/y-kien/:id/cho-ra/:release/rut', async (c) => {
    const actor = actorOf(c)
    const { id, release } = c.req.param()
    try {
      const { reason } = parsedForm(takingBack, await typedForm(c))
      await asActor(staff.db, staff.door, actor, (tx) =>
        withdrawRelease(tx, actor, { feedback: id, release }, reason),
      )
      return c.redirect(here(c, `/y-kien/${id}/cho-ra`), 303)
    } catch (thrown) {
      return shownReleases(c, staff, vault, refusalOf(thrown))
    }
  })
}

const takingBack = z.object({ reason: z.string().trim().min(1).max(500) })

async function shownCopy(
  c: Context<StaffEnv, File>,
  staff: StaffDoor,
  vault: Vault,
  { typed = null, trouble, status = 200 }: Refusal,
  version = versionOf(c.req.query('ban')),
): Promise<Response> {
  const actor = actorOf(c)
  const { id, attachment } = c.req.param()
  const view = await asActor(staff.db, staff.door, actor, (tx) =>
    copyView(tx, vault, actor, { id, attachment, version }),
  )
  const { name: actorName, roles } = actor
  const lang = langOf(c.req.query('lang'))
  return c.html(<CopyPage {...{ ...view, actorName, roles, lang, typed, trouble }} />, status)
}

async function shownReleases(
  c: Context<StaffEnv, '/y-kien/:id/cho-ra'>,
  staff: StaffDoor,
  vault: Vault,
  { text = '', trouble, errors = {}, status = 200 }: Refusal,
): Promise<Response> {
  const actor = actorOf(c)
  const view = await asActor(staff.db, staff.door, actor, (tx) =>
    releaseView(tx, vault, actor, c.req.param('id')),
  )
  const { name: actorName, roles } = actor
  const lang = langOf(c.req.query('lang'))
  return c.html(
    <ReleasePage {...{ ...view, actorName, roles, lang, text, trouble, errors }} />,
    status,
  )
}

// A row left empty is no box; a comma is how people here write a decimal point.
function boxesOf(typed: TypedForm) {
  const boxes = rowsOf(typed)
    .filter((row) => Object.values(row).some((text) => text.trim() !== ''))
    .map((row) => ({
      x: percentOf(row.x),
      y: percentOf(row.y),
      width: percentOf(row.width),
      height: percentOf(row.height),
    }))
  const [version, page] = [Number(one(typed, 'version')), Number(one(typed, 'page'))]
  const parsed = newBoxes.safeParse({ version, page, boxes })
  if (parsed.success) return parsed.data
  throw new Problem('invalid', words.noBox, [{ path: 'boxes', message: words.noBox }])
}

function percentOf(text: string): number {
  const plain = text.trim().replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

function rowsOf(typed: TypedForm): TypedBox[] {
  const [xs, ys, widths, heights] = ['x', 'y', 'width', 'height'].map((name) =>
    [typed[name] ?? []].flat(),
  )
  return (xs ?? []).slice(0, 50).map((x, row) => ({
    x,
    y: ys?.[row] ?? '',
    width: widths?.[row] ?? '',
    height: heights?.[row] ?? '',
  }))
}

function versionOf(given: string | undefined): number | undefined {
  return given !== undefined && /^\d{1,6}$/.test(given) ? Number(given) : undefined
}

function one(typed: TypedForm, name: string): string {
  return [typed[name] ?? ''].flat()[0] ?? ''
}

function here(c: Context, path: string): string {
  return at(path, langOf(c.req.query('lang')))
}

function refusalOf(thrown: unknown): Refusal {
  const { code, sentence, errors } = problemOf(thrown)
  if (code !== 'invalid' && code !== 'conflict' && code !== 'unavailable') throw thrown
  const byField = Object.fromEntries(errors.map(({ path, message }) => [path, message]))
  const trouble = byField.reason ? releaseWords.reasonMissing : sentence
  return { trouble, errors: byField, status: statusOf[code] }
}
