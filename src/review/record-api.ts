import { createRoute, z } from '@hono/zod-openapi'
import { actorOf, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, problem, refusals } from '../staff/openapi.ts'
import { editExplanation, newEdition, newObjection, objectToEdition } from './editions.ts'
import { attach, newEvidence, newWithdrawal, withdraw } from './evidence.ts'
import { explain, newExplanation } from './explanations.ts'
import { newRecord, openRecord, recordsOf } from './records.ts'
import { completeRemedy, newCompletion, newRemedy, setRemedy } from './remedies.ts'
import { askSecondLook, newSecondLook } from './second-looks.ts'
import { coverShape, madeShape, type ReviewApp, recordShape } from './shapes.ts'
import { askUnfolding } from './unfolding.ts'
import { viewRecord } from './view.ts'

const security = byToken
const inPath = { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const made = { 201: { description: 'Made', ...json(madeShape) }, ...refusals }

const getRecords = createRoute({
  method: 'get',
  path: '/api/v1/review-records',
  summary: 'The records of a cycle that I may read',
  security,
  request: { query: z.object({ cycle: z.string() }) },
  responses: {
    200: { description: 'Collectives first', ...json(z.object({ items: z.array(coverShape) })) },
    400: problem,
    401: problem,
    403: problem,
  },
})
const postRecord = createRoute({
  method: 'post',
  path: '/api/v1/review-records',
  summary: 'Open the record of one official or collective in a cycle',
  security,
  request: body(newRecord),
  responses: made,
})
const getRecord = createRoute({
  method: 'get',
  path: '/api/v1/review-records/{id}',
  summary: 'A record: posts, rules, evidence by criterion, explanations, earlier issues, balance',
  security,
  request: inPath,
  responses: {
    200: { description: 'The record', ...json(recordShape) },
    401: problem,
    403: problem,
    404: problem,
  },
})
const postExplanation = createRoute({
  method: 'post',
  path: '/api/v1/evidence/{id}/explanations',
  summary: 'By the official, or for the official',
  security,
  request: { ...inPath, ...body(newExplanation) },
  responses: made,
})
const postObjection = createRoute({
  method: 'post',
  path: '/api/v1/explanations/{id}/objections',
  summary: 'The official does not agree with what would be printed',
  security,
  request: { ...inPath, ...body(newObjection) },
  responses: made,
})
const postEdition = createRoute({
  method: 'post',
  path: '/api/v1/explanations/{id}/editions',
  summary: 'Make an answer ready for print: which words are folded away',
  security,
  request: { ...inPath, ...body(newEdition) },
  responses: made,
})
const asked = {
  202: { description: 'A lead was asked', ...json(z.object({ approval: z.string() })) },
  ...refusals,
}
const postSecondLook = createRoute({
  method: 'post',
  path: '/api/v1/explanations/{id}/second-looks',
  summary: 'What comes of an answer that asks to look again',
  security,
  request: { ...inPath, ...body(newSecondLook) },
  responses: asked,
})
const postUnfolding = createRoute({
  method: 'post',
  path: '/api/v1/evidence/{id}/unfoldings',
  summary: 'Open an item of private life, family or third persons',
  security,
  request: inPath,
  responses: asked,
})
const postEvidence = createRoute({
  method: 'post',
  path: '/api/v1/review-records/{id}/evidence',
  summary: 'Attach an accepted feedback; criterion by id or code',
  security,
  request: { ...inPath, ...body(newEvidence) },
  responses: made,
})
const postWithdrawal = createRoute({
  method: 'post',
  path: '/api/v1/evidence/{id}/withdrawals',
  summary: 'Take evidence out of its record, with a reason',
  security,
  request: { ...inPath, ...body(newWithdrawal) },
  responses: made,
})

const postRemedy = createRoute({
  method: 'post',
  path: '/api/v1/review-records/{id}/remedies',
  summary: 'A shortcoming to be put right: how, by when, by whom',
  security,
  request: { ...inPath, ...body(newRemedy) },
  responses: made,
})
const postCompletion = createRoute({
  method: 'post',
  path: '/api/v1/remedies/{id}/completions',
  summary: 'A remedy is done; what shows it',
  security,
  request: { ...inPath, ...body(newCompletion) },
  responses: made,
})

/** What both doors serve of records: open, read, explain. */
export function addRecordCallsOfTheDesk(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(getRecords, async (c) => {
    const [actor, { cycle }] = [actorOf(c), c.req.valid('query')]
    const found = await asActor(db, door, actor, (tx) => recordsOf(tx, actor, cycle))
    const items = found.map(({ id, subject, cycleId }) => ({ id, subject, cycle: cycleId }))
    return c.json({ items }, 200)
  })
  app.openapi(postRecord, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json({ id: await asActor(db, door, actor, (tx) => openRecord(tx, actor, given)) }, 201)
  })
  app.openapi(getRecord, async (c) => {
    const [actor, { id }] = [actorOf(c), c.req.valid('param')]
    const { attachable: _, ...view } = await asActor(db, door, actor, (tx) =>
      viewRecord(tx, actor, id),
    )
    return c.json({ ...view, comments: view.residence?.given ?? [] }, 200)
  })
  app.openapi(postExplanation, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    return c.json(
      { id: await asActor(db, door, actor, (tx) => explain(tx, actor, id, given)) },
      201,
    )
  })
  app.openapi(postObjection, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => objectToEdition(tx, actor, id, given))
    return c.json({ id }, 201)
  })
}

/** What only the console serves: evidence in and out, answers made ready for print. */
export function addRecordCalls(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(postEdition, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, (tx) => editExplanation(tx, actor, id, given))
    return c.json({ id: made }, 201)
  })
  app.openapi(postSecondLook, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    return c.json(await asActor(db, door, actor, (tx) => askSecondLook(tx, actor, id, given)), 202)
  })
  app.openapi(postUnfolding, async (c) => {
    const [actor, { id }] = [actorOf(c), c.req.valid('param')]
    return c.json(await asActor(db, door, actor, (tx) => askUnfolding(tx, actor, id)), 202)
  })
  app.openapi(postEvidence, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    return c.json({ id: await asActor(db, door, actor, (tx) => attach(tx, actor, id, given)) }, 201)
  })
  app.openapi(postWithdrawal, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => withdraw(tx, actor, id, given))
    return c.json({ id }, 201)
  })
  app.openapi(postRemedy, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, (tx) => setRemedy(tx, actor, id, given))
    return c.json({ id: made }, 201)
  })
  app.openapi(postCompletion, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => completeRemedy(tx, actor, id, given))
    return c.json({ id }, 201)
  })
}
