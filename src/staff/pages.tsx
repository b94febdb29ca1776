import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { as } from '../../db/connection.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { EnterPage, SignInPage } from '../../views/staff/sign-in.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { enterByLink } from './accept.ts'
import { accountPages } from './account-pages.tsx'
import type { StaffEnv } from './actor.ts'
import { cellEntryPages, cellLinkPages } from './cell-pages.tsx'
import { firstTo } from './first-to.ts'
import { typedForm } from './form.ts'
import {
  giveSession,
  ownPagesOnly,
  ownPath,
  type StaffDoor,
  sessionSecret,
  takeSession,
} from './guard.ts'
import { holidayPages } from './holiday-pages.tsx'
import { invitationPages } from './invitation-pages.tsx'
import { peoplePages } from './people-pages.tsx'
import { relationPages } from './relation-pages.tsx'
import { endSession } from './session.ts'
import { signIn, signInForm } from './sign-in.ts'
import { waysInPages } from './ways-in-pages.tsx'

/**
 * The pages by which staff come in, for both doors: sign-in and -out, invitations, one's account; at
 * the console also people and roles. What they raise is for the door's error page (`staffTrouble`).
 */
export function staffPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 64 * 1024, onError: tooLarge })
  for (const path of own) app.use(path, ownPagesOnly(staff), limit)
  app.route('/', signInPages(staff))
  app.route('/', waysInPages(staff))
  app.route('/', invitationPages(staff))
  app.route('/', accountPages(staff))
  if (staff.demo) app.route('/', demoPages(staff))
  if (staff.door === 'desk') app.route('/', cellEntryPages(staff))
  if (staff.door === 'console') {
    app.route('/', peoplePages(staff))
    app.route('/', relationPages(staff))
    app.route('/', cellLinkPages(staff))
    app.route('/', holidayPages(staff))
  }
  return app
}

const own = [
  ...['/dang-nhap/*', '/dang-xuat', '/moi/*', '/vao/*', '/vao-chi-uy/*', '/tai-khoan/*'],
  ...['/nguoi/*', '/quan-he/*', '/chi-uy/*', '/ngay-nghi'],
]

function signInPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const { door } = staff
  app.get('/dang-nhap', (c) => {
    const lang = langOf(c.req.query('lang'))
    return c.html(<SignInPage lang={lang} door={door} next={ownPath(c.req.query('next'))} />)
  })
  app.post('/dang-nhap', async (c) => {
    const lang = langOf(c.req.query('lang'))
    const typed = await typedForm(c)
    const next = ownPath(typeof typed.next === 'string' ? typed.next : undefined)
    try {
      const former = sessionSecret(staff, c)
      const form = signInForm.safeParse(typed).data
      if (form === undefined) throw new Problem('unauthenticated', staffProblems.signInFailed)
      const secret = await signIn(staff, form, staff.addressOf(c), former)
      giveSession(staff, c, secret)
      return c.redirect(at(await firstTo(staff, secret, next), lang), 303)
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (problem.code === 'internal') throw thrown
      if (problem.retryAfter) c.header('Retry-After', String(problem.retryAfter))
      const name = typeof typed.name === 'string' ? typed.name.slice(0, 200) : ''
      const page = { lang, door, next, name, trouble: problem.sentence }
      return c.html(<SignInPage {...page} />, statusOf[problem.code])
    }
  })
  app.post('/dang-xuat', async (c) => {
    const secret = sessionSecret(staff, c)
    if (secret !== undefined) {
      await as(staff.db, { role: 'ydan_signin' }, (tx) => endSession(tx, secret))
    }
    takeSession(staff, c)
    // What this browser still holds of the pages goes too (ASVS 14.3.1).
    c.header('Clear-Site-Data', '"cache", "storage"')
    return c.redirect(at('/dang-nhap', langOf(c.req.query('lang'))), 303)
  })
  return app
}

function demoPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/vao/:token', (c) => {
    const lang = langOf(c.req.query('lang'))
    return c.html(<EnterPage lang={lang} door={staff.door} path={c.req.path} />)
  })
  app.post('/vao/:token', async (c) => {
    giveSession(staff, c, await enterByLink(staff, c.req.param('token')))
    return c.redirect(at('/', langOf(c.req.query('lang'))), 303)
  })
  return app
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
