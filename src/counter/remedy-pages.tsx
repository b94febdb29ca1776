import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { RemediesPage, RemedyPage } from '../../views/counter/remedies.tsx'
import { ReopeningPage } from '../../views/counter/reopening.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { readableRecord } from '../review/records.ts'
import { followedRemedies, remedyById } from '../review/remedies.ts'
import { askableFor, askSenders, newRemedyAsk, remedyAnswers } from '../review/remedy-asks.ts'
import { askReopening, newReopening, reopeningsOf } from '../review/reopenings.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { foldedItem } from '../review/view.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { parsed } from './sheet-pages.tsx'

type Status = 200 | 400 | 409

/** `/khac-phuc`: what is to be put right; `/ho-so/:id/mo-lai`: a record rated again. */
export function remedyPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 64 * 1024, onError: tooLarge })
  for (const path of ['/khac-phuc', '/khac-phuc/*', '/ho-so/:id/mo-lai']) {
    app.use(path, staffGuard(staff), limit)
  }
  app.get('/khac-phuc', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const remedies = await asActor(staff.db, staff.door, actor, (tx) => followedRemedies(tx, actor))
    return c.html(<RemediesPage {...shell} remedies={remedies} />)
  })
  app.get('/khac-phuc/:id', (c) => shownRemedy(c, staff, untouched, 200))
  app.post('/khac-phuc/:id/hoi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = c.req.param('id')
    const typed = filled(await typedForm(c))
    try {
      const given = parsed(newRemedyAsk, { evidence: typed.evidence?.split(',') ?? [] })
      await asActor(staff.db, staff.door, actor, (tx) => askSenders(tx, vault, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownRemedy(c, staff, returned, status)
    }
    return c.redirect(at(`/khac-phuc/${id}`, lang), 303)
  })
  addReopening(app, staff)
  return app
}

function addReopening(app: Hono<StaffEnv>, staff: StaffDoor): void {
  app.get('/ho-so/:id/mo-lai', (c) => shownReopening(c, staff, untouched, 200))
  app.post('/ho-so/:id/mo-lai', async (c) => {
    const { actor } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parsed(newReopening, typed)
      const record = c.req.param('id')
      await asActor(staff.db, staff.door, actor, (tx) => askReopening(tx, actor, record, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownReopening(c, staff, returned, status)
    }
    return shownReopening(c, staff, untouched, 200, true)
  })
}

async function shownRemedy(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const { remedy, cover } = await remedyById(tx, actor, id)
    const items = (await askableFor(tx, actor, id)).map(foldedItem)
    const record = { id: cover.id, name: cover.subject.name, cycle: cover.cycle.name }
    return { remedy, record, items, answers: await remedyAnswers(tx, actor, id) }
  })
  const asks = actor.roles.some((role) => role === 'secretary' || role === 'lead')
  return c.html(<RemedyPage {...shell} {...page} asks={asks} returned={returned} />, status)
}

async function shownReopening(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
  asked = false,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    needRole(actor, 'secretary')
    const { id, subject, cycle } = await readableRecord(tx, actor, c.req.param('id') ?? '')
    const record = { id, name: subject.name, cycle: cycle.name, closed: cycle.closed }
    return { record, reopenings: await reopeningsOf(tx, id) }
  })
  return c.html(<ReopeningPage {...shell} {...page} asked={asked} returned={returned} />, status)
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
