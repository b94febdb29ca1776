import { createRoute, z } from '@hono/zod-openapi'
import { actorOf, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, problem, refusals } from '../staff/openapi.ts'
import { draftVersion, newAnswers, saveAnswers } from './residence-answers.ts'
import {
  newPortalSheet,
  newReplacement,
  newSignatures,
  replaceComment,
  signComments,
  takePortalSheet,
} from './residence-comments.ts'
import {
  gatheringsOf,
  meetingOf,
  newGathering,
  newMeeting,
  recordGathering,
  recordMeeting,
} from './residence-meetings.ts'
import { membersOf } from './residence-members.ts'
import { askRounds, listRounds, newRounds, roundById } from './residence-rounds.ts'
import { confirmComments, newConfirmation, sheetsOf } from './residence-sheets.ts'
import { madeShape, type ReviewApp } from './shapes.ts'

const id = z.uuid()
const security = byToken
const inPath = { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const made = { 201: { description: 'Made', ...json(madeShape) }, ...refusals }
const several = z.object({ items: z.array(id) })
const maybe = <S extends z.ZodType>(shape: S) => shape.nullable()
const path = '/api/v1/residence-rounds'

const head = {
  id,
  area: z.string(),
  areaName: z.string(),
  cell: z.string(),
  party: z.string(),
  place: z.string(),
  dueOn: z.string(),
  late: z.boolean(),
}
const count = z.int()
const listed = z
  .object({ ...head, members: count, exempt: count, done: count, confirmed: count })
  .openapi('ResidenceRoundListed')
const member = z.object({
  id,
  name: z.string(),
  birthYear: maybe(z.int()),
  workplace: z.string(),
  status: z.enum(['normal', 'introduced_exempt', 'not_introduced']),
  since: z.string(),
  until: maybe(z.string()),
  came: count,
  answers: z.array(count),
  note: z.string(),
  state: z.string(),
})
const sheet = z
  .object({
    id,
    official: id,
    version: count,
    form: z.enum(['full', 'short']),
    source: z.enum(['cell', 'portal']),
    commentedOn: z.string(),
    number: maybe(z.string()),
    answers: z.array(count),
    note: z.string(),
    reason: maybe(z.string()),
    confirmed: maybe(z.object({ on: z.string(), signer: z.string() })),
    replaced: z.boolean(),
  })
  .openapi('ResidenceSheet')
const whole = z
  .object({
    ...head,
    version: count,
    meeting: maybe(z.object({ id, heldOn: z.string(), present: z.string() })),
    gatherings: z.array(z.object({ heldOn: z.string(), present: z.array(id) })),
    members: z.array(member),
    sheets: z.array(sheet),
  })
  .openapi('ResidenceRound')

const getRounds = createRoute({
  method: 'get',
  path,
  summary: 'Cells asked in a cycle, each with how far it is',
  security,
  request: { query: z.object({ cycle: z.string() }) },
  responses: {
    200: { description: 'By place', ...json(z.object({ items: z.array(listed) })) },
    400: problem,
    401: problem,
    403: problem,
  },
})
const postRounds = createRoute({
  method: 'post',
  path,
  summary: 'Ask one cell, or every cell where members live',
  security,
  request: body(newRounds),
  responses: { 201: { description: 'Asked', ...json(several) }, ...refusals },
})
const getRound = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  summary: 'A cell’s list: who lives there, answers as they stand, meeting, sheets',
  security,
  request: inPath,
  responses: {
    200: { description: 'The round', ...json(whole) },
    401: problem,
    403: problem,
    404: problem,
  },
})
const postMeeting = createRoute({
  method: 'post',
  path: `${path}/{id}/meetings`,
  summary: 'The cell committee met the Front’s committee; who was present',
  security,
  request: { ...inPath, ...body(newMeeting) },
  responses: made,
})
const postGathering = createRoute({
  method: 'post',
  path: `${path}/{id}/gatherings`,
  summary: 'Who came to a half-yearly meeting',
  security,
  request: { ...inPath, ...body(newGathering) },
  responses: made,
})
const postAnswers = createRoute({
  method: 'post',
  path: `${path}/{id}/answers`,
  summary: 'Answers as they are typed, of one or several members',
  security,
  request: { ...inPath, ...body(newAnswers) },
  responses: {
    200: { description: 'Kept', ...json(z.object({ version: count, saved: count })) },
    ...refusals,
  },
})
const postComments = createRoute({
  method: 'post',
  path: `${path}/{id}/comments`,
  summary: 'Sign what is complete',
  security,
  request: { ...inPath, ...body(newSignatures) },
  responses: { 201: { description: 'Signed', ...json(several) }, ...refusals },
})
const postReplacement = createRoute({
  method: 'post',
  path: `${path}/{id}/replacements`,
  summary: 'A sheet in place of a confirmed one, or one needed of an exempt member',
  security,
  request: { ...inPath, ...body(newReplacement) },
  responses: made,
})
const postPortalSheet = createRoute({
  method: 'post',
  path: `${path}/{id}/portal-sheets`,
  summary: 'A signed sheet from the national portal',
  security,
  request: { ...inPath, ...body(newPortalSheet) },
  responses: made,
})
const postConfirmation = createRoute({
  method: 'post',
  path: `${path}/{id}/confirmations`,
  summary: 'The commune’s Party committee confirmed',
  security,
  request: { ...inPath, ...body(newConfirmation) },
  responses: {
    201: { description: 'Confirmed', ...json(z.object({ confirmed: count })) },
    ...refusals,
  },
})

/** `/api/v1/residence-rounds` at either door; asking and confirming at the console alone. */
export function addResidenceCalls(app: ReviewApp, staff: StaffDoor): void {
  const { db, door } = staff
  app.openapi(getRounds, async (c) => {
    const [actor, { cycle }] = [actorOf(c), c.req.valid('query')]
    return c.json(
      { items: await asActor(db, door, actor, (tx) => listRounds(tx, actor, cycle)) },
      200,
    )
  })
  app.openapi(getRound, async (c) => {
    const [actor, { id: one }] = [actorOf(c), c.req.valid('param')]
    const shown = await asActor(db, door, actor, async (tx) => {
      const { cycle: _, ...round } = await roundById(tx, actor, one)
      return {
        ...round,
        version: await draftVersion(tx, one),
        meeting: await meetingOf(tx, one),
        gatherings: await gatheringsOf(tx, one),
        members: await membersOf(tx, { ...round, cycle: _ }),
        sheets: await sheetsOf(tx, one),
      }
    })
    return c.json(whole.parse(shown), 200)
  })
  app.openapi(postMeeting, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, async (tx) =>
      recordMeeting(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ id: made }, 201)
  })
  app.openapi(postGathering, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, async (tx) =>
      recordGathering(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ id: made }, 201)
  })
  app.openapi(postAnswers, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const kept = await asActor(db, door, actor, async (tx) =>
      saveAnswers(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json(kept, 200)
  })
  addSheetCalls(app, staff)
  if (door === 'console') addOfficeCalls(app, staff)
}

function addSheetCalls(app: ReviewApp, { db, door }: StaffDoor): void {
  app.openapi(postComments, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const items = await asActor(db, door, actor, async (tx) =>
      signComments(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ items }, 201)
  })
  app.openapi(postReplacement, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, async (tx) =>
      replaceComment(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ id: made }, 201)
  })
  app.openapi(postPortalSheet, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, async (tx) =>
      takePortalSheet(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ id: made }, 201)
  })
}

function addOfficeCalls(app: ReviewApp, { db, door }: StaffDoor): void {
  app.openapi(postRounds, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    const items = await asActor(db, door, actor, (tx) => askRounds(tx, actor, given))
    return c.json({ items }, 201)
  })
  app.openapi(postConfirmation, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const confirmed = await asActor(db, door, actor, async (tx) =>
      confirmComments(tx, actor, await roundById(tx, actor, one), given),
    )
    return c.json({ confirmed }, 201)
  })
}
