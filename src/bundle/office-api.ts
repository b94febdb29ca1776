import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { type Actor, actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { byToken, json, problem, refusals, staffOpenApi } from '../staff/openapi.ts'
import { askBatch, newBatch } from './batch.ts'
import { handOver, largestScan, newHandover, newReturn, sendBack } from './handover.ts'
import { consult, newConsultation, openingsOf } from './meeting.ts'
import { newOutcome, recordOutcome } from './outcome.ts'
import { makeLinks, newLinks } from './readers.ts'
import { upTo } from './shell.ts'

const inPath = { params: z.object({ id: z.uuid() }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const made = z.object({ id: z.uuid() }).openapi('Entered')
const answers = { 201: { description: 'Entered', ...json(made) }, ...refusals, 413: problem }

const scanned = newHandover.extend({
  scan: z.base64().max(Math.ceil(largestScan / 3) * 4),
})

const postTo = <S extends z.ZodType>(path: string, summary: string, shape: S) =>
  createRoute({
    method: 'post',
    path: `/api/v1/bundles/{id}/${path}`,
    summary,
    security: byToken,
    request: { ...inPath, ...body(shape) },
    responses: answers,
  })

const postHandover = postTo(
  'handovers',
  'The signed paper was handed over; scan in base64',
  scanned,
)
const postReturn = postTo(
  'returns',
  'Sent back with a reason: the next version answers it',
  newReturn,
)
const postConsultation = postTo('consultations', 'A meeting considered it', newConsultation)
const postOutcome = postTo(
  'outcomes',
  'What the competent body decided, as in its paper',
  newOutcome,
)

const postLinks = createRoute({
  method: 'post',
  path: '/api/v1/reader-links',
  summary: 'One link for each named member of a meeting; its address is given this once',
  security: byToken,
  request: body(newLinks),
  responses: {
    201: {
      description: 'Made',
      ...json(
        z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), url: z.url() })) }),
      ),
    },
    ...refusals,
  },
})

const getOpenings = createRoute({
  method: 'get',
  path: '/api/v1/bundles/{id}/openings',
  summary: 'Who opened what of a bundle, and when',
  security: byToken,
  request: inPath,
  responses: {
    200: {
      description: 'Latest first',
      ...json(
        z.object({
          items: z.array(z.object({ name: z.string(), what: z.string(), at: z.iso.datetime() })),
        }),
      ),
    },
    ...refusals,
  },
})

const postBatch = createRoute({
  method: 'post',
  path: '/api/v1/cycles/{id}/batches',
  summary: 'Ask to freeze every record of a cycle; one lead agrees to all',
  security: byToken,
  request: { ...inPath, ...body(newBatch) },
  responses: {
    202: {
      description: 'Asked; a job for each record once agreed',
      ...json(z.object({ id: z.uuid(), approval: z.uuid() })),
    },
    ...refusals,
  },
})

/** What the office and the meeting enter, for programs; the console alone. */
export function officeApi(staff: StaffDoor): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  if (staff.door !== 'console') return app
  for (const path of ['/api/v1/bundles/*', '/api/v1/reader-links', '/api/v1/cycles/:id/batches']) {
    app.use(path, staffGuard(staff), upTo(Math.ceil(largestScan / 3) * 4 + 64 * 1024))
  }
  const run = <T>(c: Context<StaffEnv>, work: (tx: Tx, actor: Actor) => Promise<T>) => {
    const actor = actorOf(c)
    needRole(actor, 'secretary', 'lead', 'auditor')
    return asActor(staff.db, staff.door, actor, (tx) => work(tx, actor))
  }
  app.openapi(postHandover, async (c) => {
    const { id } = c.req.valid('param')
    const { scan, ...given } = c.req.valid('json')
    const bytes = new Uint8Array(Buffer.from(scan, 'base64'))
    await run(c, (tx, actor) => handOver(tx, actor, id, given, bytes))
    return c.json({ id }, 201)
  })
  app.openapi(postReturn, async (c) => {
    const { id } = c.req.valid('param')
    await run(c, (tx, actor) => sendBack(tx, actor, id, c.req.valid('json')))
    return c.json({ id }, 201)
  })
  app.openapi(postConsultation, async (c) => {
    const { id } = c.req.valid('param')
    const entered = await run(c, (tx, actor) => consult(tx, actor, id, c.req.valid('json')))
    return c.json({ id: entered }, 201)
  })
  app.openapi(postOutcome, async (c) => {
    const { id } = c.req.valid('param')
    const entered = await run(c, (tx, actor) => recordOutcome(tx, actor, id, c.req.valid('json')))
    return c.json({ id: entered }, 201)
  })
  app.openapi(postLinks, async (c) => {
    const links = await run(c, (tx, actor) => makeLinks(tx, actor, c.req.valid('json')))
    const items = links.map(({ id, name, secret }) => ({
      ...{ id, name, url: `${staff.urls.desk}/hop/${secret}` },
    }))
    return c.json({ items }, 201)
  })
  app.openapi(getOpenings, async (c) => {
    const { id } = c.req.valid('param')
    const found = await run(c, (tx, actor) => openingsOf(tx, actor, id))
    const items = found.map(({ openedAt, ...one }) => ({ ...one, at: openedAt.toISOString() }))
    return c.json({ items }, 200)
  })
  app.openapi(postBatch, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await run(c, (tx, actor) => askBatch(tx, actor, id, c.req.valid('json'))), 202)
  })
  return app
}
