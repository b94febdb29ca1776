import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { at } from '../../views/links.ts'
import { RequestPage, RequestsPage } from '../../views/moderation/requests.tsx'
import { RetentionPage } from '../../views/moderation/retention.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { liftedFrom, liftRestriction, parsedLifting } from '../moderation/request-liftings.ts'
import {
  answerRequest,
  keptAbout,
  parsedAnswer,
  requestById,
  requestsOf,
} from '../moderation/requests.ts'
import { goingSoon } from '../moderation/retention.ts'
import { parsedTerm, setTerm, termsOf } from '../moderation/terms.ts'
import type { Vault } from '../moderation/vault.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'

type Asked = Context<StaffEnv, '/de-nghi/:id'>
type Status = 200 | 400 | 409

/** `/de-nghi` and `/luu-giu`: what senders ask for about their data, and for how long it is kept. */
export function rightsPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/de-nghi', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const lines = await within(actor, (tx) => requestsOf(tx, actor))
    return c.html(<RequestsPage {...shell} lines={lines} />)
  })
  app.get('/de-nghi/:id', (c) => shown(c, untouched, 200))
  app.post('/de-nghi/:id', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      await within(actor, (tx) => answerRequest(tx, vault, actor, id, parsedAnswer(typed)))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at(`/de-nghi/${id}?sent=1`, lang), 303)
  })
  app.post('/de-nghi/:id/tiep-tuc', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    needRole(actor, 'lead')
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      await within(actor, (tx) => liftRestriction(tx, vault, actor, id, parsedLifting(typed)))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at(`/de-nghi/${id}?sent=1`, lang), 303)
  })
  app.get('/luu-giu', (c) => kept(c, untouched, 200))
  app.post('/luu-giu', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    needRole(actor, 'admin')
    const typed = filled(await typedForm(c))
    try {
      await within(actor, (tx) => setTerm(tx, actor, parsedTerm(typed)))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return kept(c, returned, status)
    }
    return c.redirect(at('/luu-giu?saved=1', lang), 303)
  })
  return app

  async function shown(c: Asked, returned: Returned, status: Status) {
    const { actor, ...shell } = shellOf(c, staff)
    const id = c.req.param('id')
    const page = await within(actor, async (tx) => ({
      line: await requestById(tx, actor, id),
      kept: await keptAbout(tx, actor, id),
      lifted: await liftedFrom(tx, id),
    }))
    const more = { returned, sent: c.req.query('sent') === '1' }
    return c.html(<RequestPage {...shell} {...page} {...more} />, status)
  }

  async function kept(c: Context<StaffEnv>, returned: Returned, status: Status) {
    const { actor, ...shell } = shellOf(c, staff)
    const page = await within(actor, async (tx) => ({
      going: await goingSoon(tx, actor),
      terms: Object.values(await termsOf(tx, actor.organisation)),
    }))
    const more = { returned, saved: c.req.query('saved') === '1' }
    return c.html(<RetentionPage {...shell} {...page} {...more} />, status)
  }
}
