import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, problem, refusals } from '../staff/openapi.ts'
import { blacken, newBoxes } from './boxes.ts'
import { pictureAnswer, shownPicture } from './copy-view.ts'
import { askRelease, newRelease, withdrawRelease } from './release.ts'
import type { Vault } from './vault.ts'

const root = '/api/v1/feedback/{id}'
const file = z.object({ id: z.string(), attachment: z.string() })

const readPage = createRoute({
  method: 'get',
  path: `${root}/attachments/{attachment}/pages/{page}`,
  summary: 'A page of the safe copy of a file, for moderators and leads',
  security: byToken,
  request: {
    params: file.extend({ page: z.coerce.number().int().min(1) }),
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  },
  responses: {
    200: {
      description: 'The picture',
      content: { 'image/jpeg': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...refusals,
  },
})

const drawBoxes = createRoute({
  method: 'post',
  path: `${root}/attachments/{attachment}/boxes`,
  summary: 'Blacken boxes on one page: a new version of the safe copy',
  security: byToken,
  request: { params: file, body: { required: true, ...json(newBoxes) } },
  responses: {
    201: { description: 'The new version', ...json(z.object({ version: z.int() })) },
    ...refusals,
    413: problem,
    415: problem,
  },
})

const postRelease = createRoute({
  method: 'post',
  path: `${root}/releases`,
  summary: 'Ask a lead to let a safe copy, or words as they stand, leave moderation',
  security: byToken,
  request: {
    params: z.object({ id: z.string() }),
    body: { required: true, ...json(newRelease) },
  },
  responses: {
    202: { description: 'A lead is asked', ...json(z.object({ approval: z.uuid() })) },
    ...refusals,
    413: problem,
    415: problem,
  },
})

const postWithdrawal = createRoute({
  method: 'post',
  path: `${root}/releases/{release}/withdrawals`,
  summary: 'Take a release back',
  security: byToken,
  request: {
    params: z.object({ id: z.string(), release: z.string() }),
    body: {
      required: true,
      ...json(z.object({ reason: z.string().trim().min(1).max(500) })),
    },
  },
  responses: {
    201: { description: 'Taken back', ...json(z.object({ release: z.uuid() })) },
    ...refusals,
    413: problem,
    415: problem,
  },
})

/** Adds the calls about safe copies and releases to the moderation API, behind its guard. */
export function addCopies(app: OpenAPIHono<StaffEnv>, staff: StaffDoor, vault: Vault): void {
  app.openapi(readPage, async (c) => {
    const actor = actorOf(c)
    const given = { ...c.req.valid('param'), version: c.req.valid('query').version }
    const bytes = await asActor(staff.db, staff.door, actor, (tx) =>
      shownPicture(tx, vault, actor, given),
    )
    return pictureAnswer(bytes)
  })
  app.openapi(drawBoxes, async (c) => {
    const actor = actorOf(c)
    const { id, attachment } = c.req.valid('param')
    const made = await blacken(
      (work) => asActor(staff.db, staff.door, actor, work),
      vault,
      actor,
      { feedback: id, attachment },
      c.req.valid('json'),
    )
    return c.json(made, 201)
  })
  app.openapi(postRelease, async (c) => {
    const actor = actorOf(c)
    const { id } = c.req.valid('param')
    const asked = await asActor(staff.db, staff.door, actor, (tx) =>
      askRelease(tx, vault, actor, id, c.req.valid('json')),
    )
    return c.json(asked, 202)
  })
  app.openapi(postWithdrawal, async (c) => {
    const actor = actorOf(c)
    const { id: feedback, release } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    await asActor(staff.db, staff.door, actor, (tx) =>
      withdrawRelease(tx, actor, { feedback, release }, reason),
    )
    return c.json({ release }, 201)
  })
}
