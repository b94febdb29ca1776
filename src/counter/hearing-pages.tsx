import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Tx } from '../../db/connection.ts'
import { officials, organisations } from '../../db/schema.ts'
import { HearingPage } from '../../views/counter/hearing.tsx'
import { HearingsPage } from '../../views/counter/hearings.tsx'
import { at } from '../../views/links.ts'
import type { Paper } from '../../views/papers/paper.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { hearingFields } from '../../views/words/hearings.ts'
import { problemWords } from '../../views/words/problems.ts'
import { bundlePdf } from '../bundle/papers.ts'
import { Problem } from '../problem.ts'
import { listCycles } from '../review/cycles.ts'
import { parse } from '../review/fields.ts'
import {
  hearingCalendarOn,
  newHearingCalendar,
  nextBatchDay,
  setHearingCalendar,
} from '../review/hearing-calendar.ts'
import { draftOutOfTurn, hearingById, listHearings, newBatch } from '../review/hearings.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { postsIn } from '../review/view.ts'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { ownFront } from './facts.ts'
import { issueHearing, listOf, newIssue, newReceipt, receiveHearing } from './hearing.ts'
import { hearingPaper } from './hearing-paper.ts'
import { docxAnswer, pdfAnswer } from './press.ts'
import { placeOf } from './transfer-pages.tsx'

type Status = 200 | 400 | 409
type Typed = Record<string, string>

/** `/xin-y-kien`: letters to officials. What they raise is for the door's error page. */
export function hearingPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const place of ['/xin-y-kien', '/xin-y-kien/*']) app.use(place, staffGuard(staff), limit)
  app.get('/xin-y-kien', (c) => shownList(c, staff, untouched, 200))
  app.post('/xin-y-kien', (c) =>
    actedOnList(c, staff, (tx, actor, typed) => draftOutOfTurn(tx, actor, parsed(newBatch, typed))),
  )
  app.post('/xin-y-kien/lich', (c) =>
    actedOnList(c, staff, (tx, actor, typed) =>
      setHearingCalendar(tx, actor, parsed(newHearingCalendar, typed)),
    ),
  )
  app.get('/xin-y-kien/:id', (c) => shownOne(c, staff, c.req.param('id'), untouched, 200))
  const acts = {
    'ban-hanh': (tx: Tx, actor: Actor, id: string, typed: Typed) =>
      issueHearing(tx, actor, id, parsed(newIssue, typed)),
    'ky-nhan': (tx: Tx, actor: Actor, id: string, typed: Typed) =>
      receiveHearing(tx, actor, id, parsed(newReceipt, typed)),
  }
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/xin-y-kien/:id/${name}`, async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const id = c.req.param('id') ?? ''
      const typed = filled(await typedForm(c))
      try {
        await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, id, typed))
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shownOne(c, staff, id, returned, status)
      }
      return c.redirect(at(`/xin-y-kien/${id}`, lang), 303)
    })
  }
  app.get('/xin-y-kien/:id/thu.docx', async (c) => {
    const paper = await paperFor(c, staff, c.req.param('id'))
    return docxAnswer(paper, 'thu-xin-y-kien')
  })
  app.get('/xin-y-kien/:id/thu.pdf', async (c) => {
    const paper = await paperFor(c, staff, c.req.param('id'))
    return pdfAnswer(new Uint8Array(bundlePdf(paper)), 'thu-xin-y-kien')
  })
  return app
}

function paperFor(c: Context<StaffEnv>, staff: StaffDoor, id: string): Promise<Paper> {
  const { actor } = shellOf(c, staff)
  return asActor(staff.db, staff.door, actor, async (tx) => {
    const { hearing, cover, items } = await hearingById(tx, actor, id)
    const front = await ownFront(tx, actor)
    const { term } = await hearingCalendarOn(tx, dayInVietNam())
    const official = cover.subject.kind === 'official'
    const posts = official ? await postsIn(tx, cover) : []
    return hearingPaper(hearing, items, {
      ...{ above: await aboveOf(tx, actor), front: front.name, term },
      place: await placeOf(tx, front.area),
      cycle: cover.cycle.name,
      posts: posts.map(({ title }) => title).join('; '),
      address: official ? await addressOf(tx, cover.subject.id) : 'collective',
    })
  })
}

async function addressOf(tx: Tx, id: string): Promise<'comrade' | 'person'> {
  const [one] = await tx
    .select({ member: officials.isPartyMember })
    .from(officials)
    .where(eq(officials.id, id))
  return one?.member === false ? 'person' : 'comrade'
}

async function aboveOf(tx: Tx, actor: Actor): Promise<string | null> {
  const own = organisations
  const [mine] = await tx.select().from(own).where(eq(own.id, actor.organisation))
  if (!mine?.parentId) return null
  const [above] = await tx.select({ name: own.name }).from(own).where(eq(own.id, mine.parentId))
  return above?.name ?? null
}

async function actedOnList(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  act: (tx: Tx, actor: Actor, typed: Typed) => Promise<unknown>,
): Promise<Response> {
  const { actor, lang } = shellOf(c, staff)
  const typed = filled(await typedForm(c))
  try {
    await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, typed))
  } catch (thrown) {
    const { returned, status } = refused(thrown, typed)
    return shownList(c, staff, returned, status)
  }
  return c.redirect(at('/xin-y-kien', lang), 303)
}

async function shownList(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const today = dayInVietNam()
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const hearings = await listHearings(tx, actor)
    const calendar = await hearingCalendarOn(tx, today)
    const { items: cycles } = await listCycles(tx, { limit: 200 })
    return { hearings, calendar, cycles: cycles.filter(({ closed }) => !closed) }
  })
  const next = nextBatchDay(page.calendar, today)
  return c.html(<HearingsPage {...shell} {...page} {...{ today, next, returned }} />, status)
}

async function shownOne(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned,
  status: Status,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, (tx) => hearingById(tx, actor, id))
  const more = { list: listOf(page.items), today: dayInVietNam(), returned }
  return c.html(
    <HearingPage {...shell} hearing={page.hearing} items={page.items} {...more} />,
    status,
  )
}

// The sentences of these forms are their own.
function parsed<Shape extends Parameters<typeof parse>[0]>(shape: Shape, typed: Typed) {
  try {
    return parse(shape, typed)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const errors = thrown.errors.map(({ path, message }) => ({
      path,
      message: hearingFields[path] ?? message,
    }))
    throw new Problem('invalid', errors[0]?.message ?? thrown.sentence, errors)
  }
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
