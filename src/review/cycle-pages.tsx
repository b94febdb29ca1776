import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { CyclesPage } from '../../views/review/cycles.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { closeCycle, listCycles, newCycle, openCycle } from './cycles.ts'
import { parse } from './fields.ts'
import { frameworks } from './rules.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/ky`: cycles, opened and closed by the secretary. */
export function cyclePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ky', (c) => shown(c, staff, untouched, 200))
  app.post('/ky', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newCycle, typed)
      await asActor(staff.db, staff.door, actor, (tx) => openCycle(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at('/ky', lang), 303)
  })
  app.post('/ky/:id/khep', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    try {
      await asActor(staff.db, staff.door, actor, (tx) => closeCycle(tx, actor, c.req.param('id')))
    } catch (thrown) {
      const { returned, status } = refused(thrown, {})
      return shown(c, staff, returned, status)
    }
    return c.redirect(at('/ky', lang), 303)
  })
  return app
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
    cycles: (await listCycles(tx, { limit: 200 })).items,
    frameworks: (await frameworks(tx)).map(({ code, name }) => ({ value: code, text: name })),
  }))
  const changes = actor.roles.includes('secretary')
  return c.html(<CyclesPage {...shell} {...page} changes={changes} returned={returned} />, status)
}
