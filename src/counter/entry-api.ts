import { createRoute, z } from '@hono/zod-openapi'
import { maxAttachmentBytes } from '../intake/feedback.ts'
import { attachmentsOf } from '../intake/files.ts'
import { actorOf } from '../staff/actor.ts'
import { staffGuard } from '../staff/guard.ts'
import { byToken, json, refusals, staffOpenApi } from '../staff/openapi.ts'
import type { Counter } from './counter.ts'
import { enter, newEntry } from './entry.ts'

const scan = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  data: z.base64().max(Math.ceil((maxAttachmentBytes * 4) / 3) + 4),
})

const entered = z
  .object({
    register: z.object({ number: z.int(), year: z.int() }),
    letters: z.array(
      z.object({
        receipt: z.string(),
        number: z.string(),
        digest: z.string(),
        day: z.string(),
        comeBack: z.string(),
      }),
    ),
  })
  .openapi('Entered')

const postLetters = createRoute({
  method: 'post',
  path: '/api/v1/letters',
  summary: 'Enter what came on paper, by telephone, at a meeting or on a reception day',
  security: byToken,
  request: {
    headers: z.object({ 'idempotency-key': z.uuid().optional() }),
    body: {
      required: true,
      ...json(newEntry.safeExtend({ attachments: z.array(scan).max(5).optional() })),
    },
  },
  responses: { 201: { description: 'Stored', ...json(entered) }, ...refusals },
})

/** `POST /api/v1/letters`, for programs that stand at the clerk's table. */
export function entryApi(counter: Counter) {
  const app = staffOpenApi()
  app.use('/api/v1/letters', staffGuard(counter.staff))
  app.openapi(postLetters, async (c) => {
    const { attachments = [], ...entry } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key'] ?? crypto.randomUUID()
    const scans = attachmentsOf(
      attachments.map(({ name, type, data }) => ({
        name,
        type,
        bytes: Buffer.from(data, 'base64'),
      })),
    )
    return c.json(await enter(counter, actorOf(c), key, entry, scans), 201)
  })
  return app
}
