import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Door } from '../../db/door.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { problem } from './openapi.ts'

const refusal = {
  description: 'Problem',
  content: { 'application/problem+json': { schema: problem } },
}

const getCheckpoint = createRoute({
  method: 'get',
  path: '/checkpoints/{organisation}',
  summary: "The newest signed checkpoint of an organisation's custody log (C2SP signed note)",
  request: { params: z.object({ organisation: z.string() }) },
  responses: {
    200: { description: 'The note', content: { 'text/plain': { schema: z.string() } } },
    404: refusal,
    503: refusal,
  },
})

/** `GET /checkpoints/:organisation`, for everyone: who keeps a copy can later hold us to it. */
export function checkpointRoute(api: OpenAPIHono, door: Door): void {
  api.openapi(getCheckpoint, async (c) => {
    const { organisation } = c.req.valid('param')
    const isCode = /^[A-Za-z0-9._-]{1,40}$/.test(organisation)
    const note = isCode ? await door.checkpoint(organisation) : null
    if (note === null) throw new Problem('not_found', problemWords.notFound)
    return c.text(note, 200, { 'content-type': 'text/plain; charset=utf-8' })
  })
}
