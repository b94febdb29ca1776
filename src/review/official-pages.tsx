import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { at } from '../../views/links.ts'
import { areaOptions } from '../../views/review/areas.tsx'
import { ExemptionPage, OfficialPage } from '../../views/review/official.tsx'
import { OfficialsPage } from '../../views/review/officials.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { ownAreas } from './areas.ts'
import { exempt, exemptionsOf, newExemption } from './exemptions.ts'
import { pageQuery, parse } from './fields.ts'
import { addOfficial, addPost, listOfficials, newOfficial, officialById } from './officials.ts'
import { nearOrganisations } from './organisations.ts'
import { fronts, newPost } from './posts.ts'
import { filled, refused, shellOf } from './typed.ts'

type Status = 200 | 400 | 409

/** `/can-bo`: officials, their posts, who is exempt. */
export function officialPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/can-bo', (c) => shownList(c, staff, untouched, 200))
  app.post('/can-bo', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newOfficial, officialTyped(typed))
      const id = await asActor(staff.db, staff.door, actor, (tx) => addOfficial(tx, actor, given))
      return c.redirect(at(`/can-bo/${id}`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownList(c, staff, returned, status)
    }
  })
  app.get('/can-bo/:id', (c) => shownOne(c, staff, c.req.param('id'), untouched, 200))
  app.post('/can-bo/:id/chuc-vu', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = c.req.param('id')
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newPost, postTyped(typed))
      await asActor(staff.db, staff.door, actor, (tx) => addPost(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownOne(c, staff, id, returned, status)
    }
    return c.redirect(at(`/can-bo/${id}`, lang), 303)
  })
  addExemptionPages(app, staff)
  return app
}

function addExemptionPages(app: Hono<StaffEnv>, staff: StaffDoor): void {
  const shown = async (c: Context<StaffEnv>, id: string, returned: Returned, status: Status) => {
    const { actor, ...shell } = shellOf(c, staff)
    const official = await asActor(staff.db, staff.door, actor, (tx) => officialById(tx, id))
    return c.html(<ExemptionPage {...shell} official={official} returned={returned} />, status)
  }
  app.get('/can-bo/:id/mien', (c) => shown(c, c.req.param('id'), untouched, 200))
  app.post('/can-bo/:id/mien', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = c.req.param('id')
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newExemption, typed)
      await asActor(staff.db, staff.door, actor, (tx) => exempt(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, id, returned, status)
    }
    return c.redirect(at(`/can-bo/${id}`, lang), 303)
  })
}

async function shownList(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const wish = parse(pageQuery, { q: c.req.query('q'), cursor: c.req.query('cursor') })
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const { items, next } = await listOfficials(tx, wish)
    return { officials: items, next, choices: await choicesOf(tx, actor) }
  })
  const more = { q: wish.q ?? '', changes: changesUnits(actor), returned }
  return c.html(<OfficialsPage {...shell} {...page} {...more} />, status)
}

async function shownOne(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
    official: await officialById(tx, id),
    exemptions: await exemptionsOf(tx, id),
    choices: await choicesOf(tx, actor),
  }))
  const exempts = actor.roles.includes('secretary')
  const more = { changes: changesUnits(actor), exempts, returned }
  return c.html(<OfficialPage {...shell} {...page} {...more} />, status)
}

async function choicesOf(tx: Tx, actor: Actor) {
  const near = await nearOrganisations(tx, actor)
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, text: name })
  return {
    areas: areaOptions((await ownAreas(tx, actor, { limit: 1000 })).items),
    bodies: near.map(option),
    fronts: fronts(near, actor).map(option),
  }
}

function changesUnits(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'secretary' || role === 'admin')
}

function officialTyped(typed: Record<string, string>) {
  const { name, code, birthYear } = typed
  return {
    name,
    code,
    birthYear: birthYear === undefined ? undefined : Number(birthYear),
    isPartyMember: typed.isPartyMember === 'yes',
    posts: [postTyped(typed)],
  }
}

function postTyped({ isHead, isLeader, ...typed }: Record<string, string>) {
  return { ...typed, isHead: isHead === 'yes', isLeader: isLeader === 'yes' }
}
