import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { TopicsPage } from '../../views/review/topics.tsx'
import { topicWords } from '../../views/words/topics.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { cycleById } from './cycles.ts'
import { parse } from './fields.ts'
import { criteriaOf } from './rules.ts'
import {
  itemsToPlace,
  mappingOf,
  mappingsOf,
  mapTopics,
  newMapping,
  newPlacement,
  placeEvidence,
  topicCounts,
} from './topics.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/ky/:id/tieu-chi`: topics mapped to criteria in bulk, single items put by hand. */
export function topicPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ky/:id/tieu-chi', (c) => shown(c, staff, untouched, 200))
  app.post('/ky/:id/tieu-chi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      const topics = Object.keys(topicWords).flatMap((topic) => {
        const criterion = typed[`criterion-${topic}`]
        return criterion === undefined ? [] : [{ topic, criterion }]
      })
      const given = parse(newMapping, { topics })
      await asActor(staff.db, staff.door, actor, (tx) => mapTopics(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at(`/ky/${id}/tieu-chi`, lang), 303)
  })
  app.post('/ky/:id/tieu-chi/:evidence', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const { id, evidence } = c.req.param()
    try {
      const given = parse(newPlacement, { criterion: typed.criterion ?? null })
      await asActor(staff.db, staff.door, actor, (tx) => placeEvidence(tx, actor, evidence, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, {})
      return shown(c, staff, returned, status)
    }
    return c.redirect(at(`/ky/${id}/tieu-chi`, lang), 303)
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
  needRole(actor, 'secretary', 'lead', 'moderator')
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const cycle = await cycleById(tx, c.req.param('id') ?? '')
    return {
      cycle,
      criteria: await criteriaOf(tx, cycle),
      mapping: await mappingOf(tx, cycle),
      counts: await topicCounts(tx, cycle.id),
      items: await itemsToPlace(tx, cycle),
      history: await mappingsOf(tx, cycle),
    }
  })
  const changes = actor.roles.includes('secretary') && !page.cycle.closed
  return c.html(<TopicsPage {...shell} {...page} changes={changes} returned={returned} />, status)
}
