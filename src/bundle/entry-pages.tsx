import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { EntryPage, ReadersPage } from '../../views/bundle/readers.tsx'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { giveSession, ownPagesOnly, type StaffDoor, staffGuard } from '../staff/guard.ts'
import { hashOf } from '../staff/secret.ts'
import { parsed } from './current.ts'
import { enter, lookAt } from './entry.ts'
import { bundleById, listBundles } from './list.ts'
import { endLink, linksOf, type MadeLink, makeLinks, newLinks } from './readers.ts'
import { bundleIdOf, upTo } from './shell.ts'

/** The desk's ways in: `/` leads on to one's work, `/hop/:token` is for a meeting's member. */
export function entryPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  if (staff.door !== 'desk') return app
  app.get('/', staffGuard(staff), (c) => {
    const { actor, lang } = shellOf(c, staff)
    const reads = actor.roles.every((role) => role === 'reader')
    return c.redirect(at(reads ? '/tap' : '/ho-so', lang), 303)
  })
  app.use('/hop/*', ownPagesOnly(staff), upTo(16 * 1024))
  app.get('/hop/:token', async (c) => {
    const { name } = await lookAt(staff.db, c.req.param('token'))
    return c.html(<EntryPage lang={langOf(c.req.query('lang'))} path={c.req.path} name={name} />)
  })
  app.post('/hop/:token', async (c) => {
    const token = c.req.param('token')
    const cookie = deviceCookie(token)
    const entered = await enter(staff.db, token, getCookie(c, cookie))
    const secure = staff.urls.desk.startsWith('https:')
    const rules = { path: '/hop', httpOnly: true, sameSite: 'Strict', secure } as const
    setCookie(c, cookie, entered.device, { ...rules, maxAge: 32 * 24 * 3600 })
    giveSession(staff, c, entered.session)
    const [only, more] = entered.bundles
    const path = only && !more ? `/tap/${only}/xem` : '/tap'
    return c.redirect(at(path, langOf(c.req.query('lang'))), 303)
  })
  return app
}

/** `/tap/:id/nguoi-xem` at the console: links made, listed, revoked. */
export function readerPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  if (staff.door !== 'console') return app
  app.get('/tap/:id/nguoi-xem', (c) => shown(c, staff, untouched, [], 200))
  app.post('/tap/:id/nguoi-xem', async (c) => {
    const { actor } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parsed(newLinks, {
        names: (typed.names ?? '').split('\n').filter((name) => name.trim() !== ''),
        bundles: typed.bundles?.split(',') ?? [],
        from: inVietNam(typed.from),
        to: inVietNam(typed.to),
      })
      const made = await asActor(staff.db, staff.door, actor, (tx) => makeLinks(tx, actor, given))
      return shown(c, staff, untouched, made, 200)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, [], status)
    }
  })
  app.post('/tap/:id/nguoi-xem/:link/thu-hoi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    try {
      await asActor(staff.db, staff.door, actor, (tx) => endLink(tx, actor, c.req.param('link')))
    } catch (thrown) {
      const { returned, status } = refused(thrown, {})
      return shown(c, staff, returned, [], status)
    }
    return c.redirect(at(`/tap/${bundleIdOf(c)}/nguoi-xem`, lang), 303)
  })
  return app
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  made: readonly MadeLink[],
  status: 200 | 400 | 409,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const id = bundleIdOf(c)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const bundle = await bundleById(tx, actor, id)
    const all = await listBundles(tx, actor, { cycle: bundle.cycle })
    const others = all.filter(({ check, state }) => check !== null && state !== 'returned')
    return { bundle, others, links: await linksOf(tx, actor, id) }
  })
  const urls = made.map(({ name, secret }) => ({ name, url: `${staff.urls.desk}/hop/${secret}` }))
  return c.html(<ReadersPage {...shell} {...page} made={urls} returned={returned} />, status)
}

// What a browser sends of a `datetime-local` field is the clock on the wall of the meeting.
function inVietNam(typed: string | undefined): string | undefined {
  return typed && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed) ? `${typed}:00+07:00` : typed
}

// One a link, so that several members may share a tablet; the name tells nothing of the token.
function deviceCookie(token: string): string {
  return `ydan_hop_${Buffer.from(hashOf(token)).toString('hex').slice(0, 12)}`
}
