import { type Context, Hono } from 'hono'
import { FirstStepsPage } from '../../views/counter/first-steps.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { Counter } from './counter.ts'
import { addAreas, firstSteps } from './first-steps.ts'
import { askTrial } from './trial.ts'

/** `/bat-dau`: the guide from nothing to a poster. */
export function firstPages(counter: Counter): Hono<StaffEnv> {
  const { staff } = counter
  const app = new Hono<StaffEnv>()
  app.get('/bat-dau', (c) => shown(c, untouched, 200))
  app.post('/bat-dau/khu-vuc', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const { kind = '', names = '' } = typed
    try {
      await asActor(staff.db, staff.door, actor, (tx) => addAreas(tx, actor, { kind, names }))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at('/bat-dau', lang), 303)
  })
  app.post('/bat-dau/thu', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    await asActor(staff.db, staff.door, actor, (tx) => askTrial(tx, actor))
    return c.redirect(at('/bat-dau#thu', lang), 303)
  })

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, staff)
    const page = await asActor(staff.db, staff.door, actor, (tx) => firstSteps(tx, actor, counter))
    const changes = actor.roles.some((role) => role === 'secretary' || role === 'admin')
    const more = { letterbox: counter.baseUrl, changes, returned }
    return c.html(<FirstStepsPage {...shell} {...page} {...more} />, status)
  }
  return app
}
