import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { AreasPage } from '../../views/review/areas.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { addArea, newArea, ownAreas } from './areas.ts'
import { parse } from './fields.ts'
import {
  addOrganisation,
  areasAbove,
  nearOrganisations,
  newOrganisation,
  newSeat,
  seatFront,
} from './organisations.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/khu-vuc`: areas, and the organisations below this one. */
export function areaPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/khu-vuc', (c) => shown(c, staff, untouched, 200))
  app.post('/khu-vuc', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newArea, typed)
      await asActor(staff.db, staff.door, actor, (tx) => addArea(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at('/khu-vuc', lang), 303)
  })
  app.post('/khu-vuc/dia-ban', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newSeat, typed)
      await asActor(staff.db, staff.door, actor, (tx) => seatFront(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at('/khu-vuc', lang), 303)
  })
  app.get('/to-chuc', (c) => c.redirect(at('/khu-vuc', shellOf(c, staff).lang), 303))
  app.post('/to-chuc', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newOrganisation, organisationTyped(typed))
      await asActor(staff.db, staff.door, actor, (tx) => addOrganisation(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, underFormNames(returned), status)
    }
    return c.redirect(at('/khu-vuc', lang), 303)
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
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const near = await nearOrganisations(tx, actor)
    const isSeated = near.some(({ id, area }) => id === actor.organisation && area !== null)
    return {
      areas: (await ownAreas(tx, actor, { limit: 1000 })).items,
      organisations: near,
      unseated: isSeated ? null : await areasAbove(tx, actor),
    }
  })
  const changes = actor.roles.some((role) => role === 'secretary' || role === 'admin')
  return c.html(<AreasPage {...shell} {...page} changes={changes} returned={returned} />, status)
}

// The two forms of the page share ids unless their fields are named apart.
const formNames: Readonly<Record<string, string>> = {
  code: 'organisationCode',
  name: 'organisationName',
  kind: 'organisationKind',
}

function organisationTyped(typed: Record<string, string>) {
  const { organisationCode, organisationName, organisationKind, ...rest } = typed
  return { ...rest, code: organisationCode, name: organisationName, kind: organisationKind }
}

function underFormNames(returned: Returned): Returned {
  const renamed = Object.entries(returned.errors).map(([name, message]) => [
    formNames[name] ?? name,
    message,
  ])
  return { ...returned, errors: Object.fromEntries(renamed) }
}
