import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { at } from '../../views/links.ts'
import { PlacesPage } from '../../views/review/places.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { parse } from './fields.ts'
import { officialById } from './officials.ts'
import { nearOrganisations } from './organisations.ts'
import {
  addPlace,
  endPost,
  homesOf,
  moveHome,
  newEnding,
  newHome,
  newPlace,
  placesOf,
} from './places.ts'
import { filled, refused, shellOf } from './typed.ts'

type Typed = Record<string, string>

const acts = {
  'noi-cu-tru': (tx: Tx, actor: Actor, id: string, typed: Typed) =>
    moveHome(tx, actor, id, parse(newHome, typed)),
  'noi-kiem-diem': (tx: Tx, actor: Actor, id: string, typed: Typed) =>
    addPlace(tx, actor, id, parse(newPlace, typed)),
  'thoi-chuc': (tx: Tx, actor: Actor, id: string, typed: Typed) =>
    endPost(tx, actor, id, parse(newEnding, typed)),
}

/** `/can-bo/:id/noi`: residence, places of review, the end of a post. */
export function placePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/can-bo/:id/noi', (c) => shown(c, staff, c.req.param('id'), untouched, 200))
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/can-bo/:id/${name}`, async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const id = c.req.param('id')
      const typed = filled(await typedForm(c))
      try {
        await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, id, typed))
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shown(c, staff, id, returned, status)
      }
      return c.redirect(at(`/can-bo/${id}/noi`, lang), 303)
    })
  }
  return app
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned,
  status: 200 | 400 | 409,
) {
  const { actor, ...shell } = shellOf(c, staff)
  needRole(actor, 'secretary', 'admin')
  const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
    official: await officialById(tx, id),
    homes: await homesOf(tx, id),
    places: await placesOf(tx, id),
    bodies: (await nearOrganisations(tx, actor)).map(({ id: value, name }) => ({
      value,
      text: name,
    })),
  }))
  return c.html(<PlacesPage {...shell} {...page} returned={returned} />, status)
}
