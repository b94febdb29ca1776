import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { TierPage } from '../../views/review/tier.tsx'
import { tierProblems as problems } from '../../views/words/tiers.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { wrongField } from './fields.ts'
import { askCeiling, ceilingOf, newCeiling } from './tiers.ts'
import { filled, refused, shellOf } from './typed.ts'

const path = '/can-bo/dien-quan-ly'

/** `/can-bo/dien-quan-ly`: the ceiling of management tiers; asked here, agreed at `/dong-y`. */
export function tierPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get(path, (c) => shown(c, staff, untouched, 200))
  app.post(path, async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const read = newCeiling.safeParse(typed)
      if (!read.success) throw wrongField('document', problems.document)
      await asActor(staff.db, staff.door, actor, (tx) => askCeiling(tx, actor, read.data))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at(`${path}?asked=1`, lang), 303)
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
  needRole(actor, 'secretary', 'lead', 'admin')
  const ceiling = await asActor(staff.db, staff.door, actor, (tx) => ceilingOf(tx, actor))
  const page = { ceiling, asks: actor.roles.includes('admin'), asked: c.req.query('asked') === '1' }
  return c.html(<TierPage {...shell} {...page} returned={returned} />, status)
}
