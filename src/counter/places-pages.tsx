import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { doorThrough } from '../../db/door-through.ts'
import { PlacesPage } from '../../views/counter/places.tsx'
import { at } from '../../views/links.ts'
import { areaOptions } from '../../views/review/areas.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { ownAreas } from '../review/areas.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { ownFront } from './facts.ts'
import { enterPlace, parsedPlace, placesOf } from './places.ts'

/** `/noi-nhan`: where people are sent whose matter is not for us. */
export function placesPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/noi-nhan', (c) => shown(c, c.req.query('area') ?? '', untouched, 200))
  app.post('/noi-nhan', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parsedPlace(typed)
      await within(actor, (tx) => enterPlace(tx, actor, given))
      return c.redirect(at(`/noi-nhan?area=${given.area}&saved=1`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, typed.area ?? '', returned, status)
    }
  })

  async function shown(
    c: Context<StaffEnv>,
    wanted: string,
    returned: Returned,
    status: 200 | 400 | 409,
  ): Promise<Response> {
    const { actor, ...shell } = shellOf(c, staff)
    const page = await within(actor, async (tx) => {
      const { items } = await ownAreas(tx, actor, { limit: 1000 })
      const { area: own } = await ownFront(tx, actor)
      const known = items.find(({ code }) => code === wanted) ?? items.find((a) => a.code === own)
      const area = known?.code ?? items[0]?.code ?? ''
      const door = doorThrough((statement) => tx.execute(statement))
      return {
        area,
        areas: areaOptions(items),
        now: await door.places(area),
        entered: await placesOf(tx, actor, area),
      }
    })
    const writes = actor.roles.some((role) => ['lead', 'secretary', 'admin'].includes(role))
    const more = { writes, returned, today: dayInVietNam(), saved: c.req.query('saved') === '1' }
    return c.html(<PlacesPage {...shell} {...page} {...more} />, status)
  }
  return app
}
