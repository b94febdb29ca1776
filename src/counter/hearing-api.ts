import { createRoute, z } from '@hono/zod-openapi'
import { draftOutOfTurn, listHearings, newBatch } from '../review/hearings.ts'
import { actorOf, asActor } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { byToken, json, problem, refusals, staffOpenApi } from '../staff/openapi.ts'
import { issueHearing, newIssue, newReceipt, receiveHearing } from './hearing.ts'

const id = z.string().openapi({ format: 'uuid' })
const inPath = { params: z.object({ id }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const maybe = <S extends z.ZodType>(shape: S) => shape.nullable()
const done = { 201: { description: 'Entered', ...json(z.object({ id })) }, ...refusals }

const hearing = z
  .object({
    id,
    record: id,
    subject: z.string(),
    batchDay: z.string(),
    reason: maybe(z.string()),
    superseded: z.boolean(),
    issued: maybe(
      z.object({
        number: z.int(),
        day: z.string(),
        signer: maybe(z.string()),
        term: z.int(),
      }),
    ),
    received: maybe(z.object({ on: z.string(), receiver: z.string(), dueOn: z.string() })),
  })
  .openapi('Hearing')

const getHearings = createRoute({
  method: 'get',
  path: '/api/v1/hearings',
  summary: 'Letters to officials: drafted, issued, received',
  security: byToken,
  responses: {
    200: { description: 'Drafts first', ...json(z.object({ items: z.array(hearing) })) },
    401: problem,
    403: problem,
  },
})
const postHearings = createRoute({
  method: 'post',
  path: '/api/v1/hearings',
  summary: 'Draft a batch out of turn for a whole cycle, with a reason',
  security: byToken,
  request: body(newBatch),
  responses: {
    201: { description: 'Drafted', ...json(z.object({ id, hearings: z.array(id) })) },
    ...refusals,
  },
})
const postIssue = createRoute({
  method: 'post',
  path: '/api/v1/hearings/{id}/issues',
  summary: 'Issue a draft: number, day, signer; its list is fixed',
  security: byToken,
  request: { ...inPath, ...body(newIssue) },
  responses: done,
})
const postReceipt = createRoute({
  method: 'post',
  path: '/api/v1/hearings/{id}/receipts',
  summary: 'Who received it and when; the term runs from there',
  security: byToken,
  request: { ...inPath, ...body(newReceipt) },
  responses: done,
})

/** `/api/v1/hearings`, for programs of the office. */
export function hearingApi(staff: StaffDoor) {
  const app = staffOpenApi()
  const { db, door } = staff
  app.use('/api/v1/hearings', staffGuard(staff))
  app.use('/api/v1/hearings/*', staffGuard(staff))
  app.openapi(getHearings, async (c) => {
    const actor = actorOf(c)
    return c.json({ items: await asActor(db, door, actor, (tx) => listHearings(tx, actor)) }, 200)
  })
  app.openapi(postHearings, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json(await asActor(db, door, actor, (tx) => draftOutOfTurn(tx, actor, given)), 201)
  })
  app.openapi(postIssue, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => issueHearing(tx, actor, one, given))
    return c.json({ id: one }, 201)
  })
  app.openapi(postReceipt, async (c) => {
    const [actor, given, { id: one }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => receiveHearing(tx, actor, one, given))
    return c.json({ id: one }, 201)
  })
  return app
}
