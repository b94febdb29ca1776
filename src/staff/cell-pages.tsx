import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { CellLinkPage, CellsPage } from '../../views/staff/cells.tsx'
import { EnterPage } from '../../views/staff/sign-in.tsx'
import { actorOf, asActor, type StaffEnv } from './actor.ts'
import {
  cellLinkBehind,
  cellMail,
  cellPeople,
  enterAsCell,
  makeCellLink,
  sendCellLink,
  setCellMail,
} from './cell-links.ts'
import { parsedForm, typedForm } from './form.ts'
import { giveSession, type StaffDoor, staffGuard } from './guard.ts'

const whose = z.object({ person: z.uuid() })

/** `/chi-uy` at the console: links for residence cells, to print and hand over. */
export function cellLinkPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/chi-uy/*', staffGuard(staff))
  app.get('/chi-uy', (c) => shownCells(staff, c))
  app.post('/chi-uy/gui', async (c) => {
    const actor = actorOf(c)
    const { person } = parsedForm(whose, await typedForm(c))
    await asActor(staff.db, staff.door, actor, (tx) => sendCellLink(tx, actor, person))
    return c.redirect(at('/chi-uy?sent=1', langOf(c.req.query('lang'))), 303)
  })
  app.post('/chi-uy/dia-chi', async (c) => {
    const actor = actorOf(c)
    const given = parsedForm(whose.extend({ mail: z.string().max(400) }), await typedForm(c))
    const mail = cellMail.safeParse(given.mail)
    if (!mail.success) return shownCells(staff, c, given.person)
    const { person } = given
    await asActor(staff.db, staff.door, actor, (tx) =>
      setCellMail(tx, actor, { person, mail: mail.data }),
    )
    return c.redirect(at('/chi-uy', langOf(c.req.query('lang'))), 303)
  })
  app.post('/chi-uy', async (c) => {
    const actor = actorOf(c)
    const { person } = parsedForm(whose, await typedForm(c))
    const made = await asActor(staff.db, staff.door, actor, async (tx) => {
      const secret = await makeCellLink(tx, actor, person)
      const cell = (await cellPeople(tx, actor)).find((one) => one.person === person)
      return { secret, name: cell?.name ?? '' }
    })
    const link = `${staff.urls.desk}/vao-chi-uy/${made.secret}`
    const lang = langOf(c.req.query('lang'))
    return c.html(<CellLinkPage {...{ lang, actor, link }} name={made.name} />)
  })
  return app
}

async function shownCells(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  wrongFor?: string,
): Promise<Response> {
  const actor = actorOf(c)
  const cells = await asActor(staff.db, staff.door, actor, (tx) => cellPeople(tx, actor))
  const page = { actor, cells, wrongFor, sent: c.req.query('sent') === '1' }
  return c.html(<CellsPage lang={langOf(c.req.query('lang'))} {...page} />, wrongFor ? 400 : 200)
}

/** `/vao-chi-uy/:token` at the desk: in for an hour, as residence cell alone. */
export function cellEntryPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/vao-chi-uy/:token', async (c) => {
    const { name } = await cellLinkBehind(staff, c.req.param('token'))
    const lang = langOf(c.req.query('lang'))
    return c.html(<EnterPage lang={lang} door={staff.door} path={c.req.path} cell={name} />)
  })
  app.post('/vao-chi-uy/:token', async (c) => {
    giveSession(staff, c, await enterAsCell(staff, c.req.param('token')))
    return c.redirect(at('/', langOf(c.req.query('lang'))), 303)
  })
  return app
}
