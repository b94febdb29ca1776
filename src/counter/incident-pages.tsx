import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { AssessmentPage } from '../../views/counter/assessment.tsx'
import { IncidentsPage } from '../../views/counter/incidents.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { bundleDocx } from '../bundle/papers-docx.ts'
import {
  enterIncident,
  enterNotice,
  incidentById,
  incidentsOf,
  newIncident,
  newNotice,
  parsedIncident,
} from '../moderation/incidents.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { ownFront } from './facts.ts'
import { incidentNotice } from './incident-paper.ts'

/** `/su-co`: the 72-hour clock of incidents; `/bao-ve-du-lieu`: the assessment. For leads and administrators. */
export function incidentPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/bao-ve-du-lieu', (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    needRole(actor, 'lead', 'admin')
    return c.html(<AssessmentPage {...shell} />)
  })
  app.get('/su-co', (c) => shown(c, untouched, 200))
  app.post('/su-co', (c) =>
    entered(c, (tx, actor, typed) => enterIncident(tx, actor, parsedIncident(newIncident, typed))),
  )
  app.post('/su-co/:id', (c) =>
    entered(c, (tx, actor, typed) =>
      enterNotice(tx, actor, c.req.param('id'), parsedIncident(newNotice, typed)),
    ),
  )
  app.get('/su-co/:id/thong-bao.docx', async (c) => {
    const { actor } = shellOf(c, staff)
    const paper = await within(actor, async (tx) => {
      const given = await incidentById(tx, actor, c.req.param('id'))
      return incidentNotice(given, (await ownFront(tx, actor)).name)
    })
    return new Response(new Uint8Array(await bundleDocx(paper)), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'content-disposition': 'attachment; filename="thong-bao-su-co.docx"',
        'cache-control': 'no-store',
      },
    })
  })
  return app

  async function entered(
    c: Context<StaffEnv>,
    act: (tx: Tx, actor: Actor, typed: Record<string, string>) => Promise<unknown>,
  ): Promise<Response> {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      await within(actor, (tx) => act(tx, actor, typed))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at('/su-co?saved=1', lang), 303)
  }

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, staff)
    const lines = await within(actor, (tx) => incidentsOf(tx, actor))
    const more = { returned, now: new Date(staff.now()), saved: c.req.query('saved') === '1' }
    return c.html(<IncidentsPage {...shell} lines={lines} {...more} />, status)
  }
}
