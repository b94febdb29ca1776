import { Hono } from 'hono'
import { toString as qrOf } from 'qrcode'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import {
  AcceptedElsewherePage,
  InvitationPage,
  type InvitationPageProps,
} from '../../views/staff/invitation.tsx'
import { problemOf, statusOf } from '../problem.ts'
import { acceptForm, acceptInvitation, type OpenedLink, openLink } from './accept.ts'
import type { StaffEnv } from './actor.ts'
import { parsedForm, type TypedForm, typedForm } from './form.ts'
import { giveSession, type StaffDoor } from './guard.ts'
import { offeredTotp, totpLabels } from './totp.ts'

/** The page behind an invitation's link. */
export function invitationPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/moi/:token', async (c) => {
    const secret = c.req.param('token')
    const shown = await pageOf(staff, secret, await openLink(staff, secret), {})
    return c.html(<InvitationPage {...shown} lang={langOf(c.req.query('lang'))} />)
  })
  app.post('/moi/:token', async (c) => {
    const lang = langOf(c.req.query('lang'))
    const secret = c.req.param('token')
    const typed = await typedForm(c)
    try {
      const session = await acceptInvitation(staff, secret, parsedForm(acceptForm, typed))
      if (session === null) {
        return c.html(<AcceptedElsewherePage lang={lang} door={staff.door} url={staff.urls.desk} />)
      }
      giveSession(staff, c, session)
      return c.redirect(at('/', lang), 303)
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (problem.code !== 'invalid') throw thrown
      const shown = await pageOf(staff, secret, await openLink(staff, secret), typed)
      const trouble = { trouble: problem.sentence, errors: problem.errors }
      return c.html(<InvitationPage {...shown} {...trouble} lang={lang} />, statusOf.invalid)
    }
  })
  return app
}

async function pageOf(
  staff: StaffDoor,
  secret: string,
  { invitation, founded }: OpenedLink,
  typed: TypedForm,
): Promise<Omit<InvitationPageProps, 'lang'>> {
  const label = invitation.signInName ?? invitation.name ?? ''
  const { uri, text } = totpLabels(offeredTotp(staff.staffKey, secret), label)
  const svg = await qrOf(uri, { type: 'svg', margin: 1 })
  return {
    door: staff.door,
    path: `/moi/${secret}`,
    purpose: invitation.purpose,
    name: invitation.name,
    choosesSignInName: invitation.signInName === null,
    roles: invitation.roles.map(({ role }) => role),
    organisations: founded,
    totp: { picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, text },
    typed: Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [name, String(value).slice(0, 200)]),
    ),
  }
}
