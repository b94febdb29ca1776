import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { OpeningPage, OpeningsPage } from '../../views/moderation/openings.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { browserScript } from '../staff/browser-script.ts'
import { parsedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { heardFrom, newMessage, sayTo, sittingOf } from './opening.ts'
import { askOpening, newOpening, openingsOf } from './openings.ts'

const script = new URL('opening-page.ts', import.meta.url)

/**
 * `/mo-danh-tinh`: custodians ask for an opening; the two of one sit at `/mo-danh-tinh/:id`, and their
 * browsers talk through here in ciphertexts. `signingKeys` (raw): whose lists are believed.
 */
export function openingPages(staff: StaffDoor, signingKeys: readonly Uint8Array[]): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 16 * 1024, onError: tooLarge })
  app.use('/mo-danh-tinh/*', staffGuard(staff), limit)
  app.get('/mo-danh-tinh', (c) => list(staff, c))
  app.post('/mo-danh-tinh', async (c) => {
    const actor = actorOf(c)
    const typed = await typedForm(c)
    try {
      const given = parsedForm(newOpening, typed)
      await asActor(staff.db, staff.door, actor, (tx) => askOpening(tx, actor, given, signingKeys))
      return c.redirect(at('/mo-danh-tinh?done=asked', langOf(c.req.query('lang'))), 303)
    } catch (thrown) {
      const { code, sentence } = problemOf(thrown)
      if (code === 'internal' || code === 'forbidden') throw thrown
      return list(staff, c, { trouble: sentence, typed, status: statusOf[code] })
    }
  })
  app.get('/mo-danh-tinh/ma.js', async (c) =>
    c.body(await browserScript(script), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.get('/mo-danh-tinh/:id', async (c) => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    const { field, theirs } = await asActor(staff.db, staff.door, actor, (tx) =>
      sittingOf(tx, actor, id, signingKeys),
    )
    const { name: actorName, roles } = actor
    const lang = langOf(c.req.query('lang'))
    const other = { name: theirs.name, fingerprint: theirs.fingerprint }
    return c.html(<OpeningPage {...{ lang, actorName, roles, id, field, other }} />)
  })
  app.get('/mo-danh-tinh/:id/phan', async (c) => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    return c.json(
      await asActor(staff.db, staff.door, actor, (tx) => sittingOf(tx, actor, id, signingKeys)),
    )
  })
  app.get('/mo-danh-tinh/:id/tin', async (c) => {
    const actor = actorOf(c)
    const heard = await asActor(staff.db, staff.door, actor, (tx) =>
      heardFrom(tx, actor, c.req.param('id')),
    )
    return c.json({ messages: heard })
  })
  app.post('/mo-danh-tinh/:id/tin', async (c) => {
    const actor = actorOf(c)
    const given = newMessage.safeParse(await c.req.json().catch(() => null)).data
    if (!given) throw new Problem('invalid', staffProblems.fields)
    await asActor(staff.db, staff.door, actor, (tx) => sayTo(tx, actor, c.req.param('id'), given))
    return c.body(null, 204)
  })
  return app
}

type Refused = {
  trouble: Sentence
  typed: Record<string, string | string[]>
  status: (typeof statusOf)[keyof typeof statusOf]
}

async function list(staff: StaffDoor, c: Context<StaffEnv>, refused?: Refused): Promise<Response> {
  const actor = actorOf(c)
  needRole(actor, 'custodian', 'auditor', 'lead')
  const rows = await asActor(staff.db, staff.door, actor, (tx) => openingsOf(tx))
  const openings = rows.map(({ number, year, persons, over, ...row }) => ({
    ...row,
    number: receiptNumber(number, year),
    mine: persons.includes(actor.person) && !over,
  }))
  const text = (name: string) => {
    const given = refused?.typed[name]
    return typeof given === 'string' ? given : ''
  }
  return c.html(
    <OpeningsPage
      lang={langOf(c.req.query('lang'))}
      actorName={actor.name}
      roles={actor.roles}
      openings={openings}
      typed={{ number: text('number'), field: text('field'), reason: text('reason') }}
      done={c.req.query('done') === 'asked'}
      trouble={refused?.trouble}
    />,
    refused?.status ?? 200,
  )
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
