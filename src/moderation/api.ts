import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { bodyWords } from '../../views/words/body.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { byToken, json, problem, refusals, staffOpenApi } from '../staff/openapi.ts'
import { attachmentOf, fileAnswer, fileMedia } from './attachments.ts'
import { addCopies } from './copy-api.ts'
import { newDecision } from './decision.ts'
import { decide } from './decisions.ts'
import { queue } from './queue.ts'
import { queueFilterOf } from './queue-filter.ts'
import { feedbackShape, pageShape, queryShape } from './shapes.ts'
import { summarise } from './summaries.ts'
import type { Vault } from './vault.ts'
import { type FeedbackView, viewFeedback } from './view.ts'

const root = '/api/v1/feedback'
const one = { params: z.object({ id: z.string() }) }

const listFeedback = createRoute({
  method: 'get',
  path: root,
  summary: 'The queue, newest first; `next` is the cursor of the following page',
  security: byToken,
  request: { query: queryShape },
  responses: { 200: { description: 'A page', ...json(pageShape) }, ...refusals },
})

const readFeedback = createRoute({
  method: 'get',
  path: `${root}/{id}`,
  summary: 'One feedback as this role may see it, with its history',
  security: byToken,
  request: one,
  responses: { 200: { description: 'The feedback', ...json(feedbackShape) }, ...refusals },
})

const writeSummary = createRoute({
  method: 'post',
  path: `${root}/{id}/summaries`,
  summary: 'A new version of the neutral summary',
  security: byToken,
  request: {
    ...one,
    body: { required: true, ...json(z.object({ text: z.string().max(16_000) })) },
  },
  responses: {
    201: {
      description: 'Kept, and shown to the sender',
      ...json(z.object({ id: z.uuid(), version: z.number().int() })),
    },
    ...refusals,
    413: problem,
    415: problem,
  },
})

const makeDecision = createRoute({
  method: 'post',
  path: `${root}/{id}/decisions`,
  summary: 'Decide, or ask the second person the act needs',
  security: byToken,
  request: { ...one, body: { required: true, ...json(newDecision) } },
  responses: {
    201: { description: 'Decided', ...json(z.object({ decision: z.uuid() })) },
    202: { description: 'A lead is asked', ...json(z.object({ approval: z.uuid() })) },
    ...refusals,
    413: problem,
    415: problem,
  },
})

const bytes = z.string().meta({ format: 'binary' })

const readAttachment = createRoute({
  method: 'get',
  path: `${root}/{id}/attachments/{attachment}`,
  summary: 'A file of the letter, for moderators and leads',
  security: byToken,
  request: { params: z.object({ id: z.string(), attachment: z.string() }) },
  responses: {
    200: {
      description: 'The file, to be saved',
      content: Object.fromEntries(fileMedia.map((type) => [type, { schema: bytes }])),
    },
    ...refusals,
  },
})

/** The JSON API of moderation (contract: "Console and desk"); for the console alone. */
export function moderationApi(staff: StaffDoor, vault: Vault): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  const limit = bodyLimit({ maxSize: 64 * 1024, onError: tooLarge })
  app.use(`${root}/*`, staffGuard(staff), limit, jsonOnly)
  addReading(app, staff, vault)
  addActs(app, staff, vault)
  addCopies(app, staff, vault)
  return app
}

function addReading(app: OpenAPIHono<StaffEnv>, staff: StaffDoor, vault: Vault): void {
  app.openapi(listFeedback, async (c) => {
    const actor = actorOf(c)
    const filter = queueFilterOf(c.req.query())
    const page = await asActor(staff.db, staff.door, actor, (tx) => queue(tx, vault, actor, filter))
    return c.json(page, 200)
  })
  app.openapi(readFeedback, async (c) => {
    const actor = actorOf(c)
    const { id } = c.req.valid('param')
    const view = await asActor(staff.db, staff.door, actor, (tx) =>
      viewFeedback(tx, vault, actor, id),
    )
    return c.json(answered(view), 200)
  })
  app.openapi(readAttachment, async (c) => {
    const actor = actorOf(c)
    const { id, attachment } = c.req.valid('param')
    const file = await asActor(staff.db, staff.door, actor, (tx) =>
      attachmentOf(tx, vault, actor, id, attachment),
    )
    return fileAnswer(file)
  })
}

function addActs(app: OpenAPIHono<StaffEnv>, staff: StaffDoor, vault: Vault): void {
  app.openapi(writeSummary, async (c) => {
    const actor = actorOf(c)
    const { id } = c.req.valid('param')
    const { text } = c.req.valid('json')
    const summary = await asActor(staff.db, staff.door, actor, (tx) =>
      summarise(tx, vault, actor, id, text),
    )
    return c.json(summary, 201)
  })
  app.openapi(makeDecision, async (c) => {
    const actor = actorOf(c)
    const { id } = c.req.valid('param')
    const given = c.req.valid('json')
    const done = await asActor(staff.db, staff.door, actor, (tx) =>
      decide(tx, vault, actor, id, given),
    )
    return 'approval' in done ? c.json(done, 202) : c.json(done, 201)
  })
}

const jsonOnly = createMiddleware(async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (c.req.method === 'POST' && !/^application\/json\b/i.test(type)) {
    throw new Problem('unsupported', bodyWords.wantsJson)
  }
  await next()
})

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}

// What the contract promises of a feedback; places in the log stay inside.
function answered(view: FeedbackView): z.input<typeof feedbackShape> {
  const { threadId: _, organisationId: __, areaCode: area, due, rereadings: ___, ...rest } = view
  return {
    ...rest,
    area,
    ...(due !== null && { due }),
    messages: view.messages.map(({ seq: _, ...message }) => message),
    acts: view.acts.map(({ act, day }) => ({ act, day })),
    summaries: view.summaries.map(({ id, version, text, writtenBy, writtenByName, writtenAt }) => ({
      id,
      version,
      text,
      by: { id: writtenBy, name: writtenByName },
      at: writtenAt.toISOString(),
    })),
    decisions: view.decisions.map(
      ({ askedBy, askedByName, agreedBy, agreedByName, decidedAt, entrySeq: _, ...decision }) => ({
        ...decision,
        by: { id: askedBy, name: askedByName },
        agreedBy: agreedBy === null ? null : { id: agreedBy, name: agreedByName },
        at: decidedAt.toISOString(),
      }),
    ),
    approvals: view.approvals.map(({ id, act, outcome, note, ...asked }) => ({
      id,
      act,
      outcome,
      note,
      by: { id: asked.askedBy, name: asked.askedByName },
      at: asked.askedAt.toISOString(),
      expiresAt: asked.expiresAt.toISOString(),
      answeredBy:
        asked.answeredBy === null ? null : { id: asked.answeredBy, name: asked.answeredByName },
    })),
  }
}
