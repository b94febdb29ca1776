import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { byToken, json, refusals, staffOpenApi } from '../staff/openapi.ts'
import { askBundle, newBundle } from './freeze.ts'
import { type InTx, type KeptFile, streamOf } from './kept.ts'
import { bundleById, bundleFile, bundleStates, listBundles } from './list.ts'
import { opened } from './meeting.ts'
import { type FileKind, type FileName, fileNamed, kindOf } from './render.ts'

const bundle = z
  .object({
    id: z.uuid(),
    record: z.uuid(),
    cycle: z.uuid(),
    cycleName: z.string(),
    name: z.string(),
    version: z.int(),
    cutOff: z.iso.date(),
    reason: z.string().nullable(),
    state: z.enum(bundleStates),
    files: z.array(z.string()),
    check: z.string().nullable(),
  })
  .openapi('Bundle')

const postBundle = createRoute({
  method: 'post',
  path: '/api/v1/review-records/{id}/bundles',
  summary: 'Ask for a bundle of this record; a lead must agree',
  security: byToken,
  request: {
    params: z.object({ id: z.uuid() }),
    body: { required: true, ...json(newBundle) },
  },
  responses: {
    200: { description: 'Nothing changed: the existing one', ...json(z.object({ id: z.uuid() })) },
    202: {
      description: 'Asked; frozen once agreed',
      ...json(z.object({ id: z.uuid(), approval: z.uuid() })),
    },
    ...refusals,
  },
})

const getBundles = createRoute({
  method: 'get',
  path: '/api/v1/bundles',
  summary: 'Bundles of a cycle or an official',
  security: byToken,
  request: {
    query: z.object({ cycle: z.uuid().optional(), official: z.uuid().optional() }),
  },
  responses: {
    200: { description: 'Newest first', ...json(z.object({ items: z.array(bundle) })) },
    ...refusals,
  },
})

/** Media type and download name of each rendered file. */
export const fileTypes: Record<FileKind, string> = {
  zip: 'application/zip',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const bytes = z.string().meta({ format: 'binary' })

const getBundle = createRoute({
  method: 'get',
  path: '/api/v1/bundles/{id}',
  summary:
    'One bundle and what is ready of it; with .zip, .pdf, .docx or .xlsx the file itself; a long PDF has more volumes: .pdf-2 …',
  security: byToken,
  request: { params: z.object({ id: z.string().max(50) }) },
  responses: {
    200: {
      description: 'The bundle, or the file asked for',
      content: {
        'application/json': { schema: bundle },
        ...Object.fromEntries(Object.values(fileTypes).map((type) => [type, { schema: bytes }])),
      },
    },
    ...refusals,
  },
})

/** Bundles: asking at the console, reading at both doors. */
export function bundleApi(staff: StaffDoor): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  const limit = bodyLimit({
    maxSize: 64 * 1024,
    onError: () => {
      throw new Problem('too_large', problemWords.tooLarge)
    },
  })
  app.use('/api/v1/review-records/:id/bundles', staffGuard(staff), limit)
  app.use('/api/v1/bundles', staffGuard(staff))
  app.use('/api/v1/bundles/*', staffGuard(staff))
  if (staff.door === 'console') {
    app.openapi(postBundle, async (c) => {
      const actor = actorOf(c)
      const { id } = c.req.valid('param')
      const asked = await asActor(staff.db, staff.door, actor, (tx) =>
        askBundle(tx, actor, id, c.req.valid('json')),
      )
      if (asked.existing || !asked.approval) return c.json({ id: asked.id }, 200)
      return c.json({ id: asked.id, approval: asked.approval }, 202)
    })
  }
  app.openapi(getBundles, async (c) => {
    const actor = actorOf(c)
    needRole(actor, 'secretary', 'lead', 'reader')
    const items = await asActor(staff.db, staff.door, actor, (tx) =>
      listBundles(tx, actor, c.req.valid('query')),
    )
    return c.json({ items }, 200)
  })
  app.openapi(getBundle, async (c) => {
    const actor = actorOf(c)
    needRole(actor, 'secretary', 'lead', 'reader')
    const { id, file } = asked(c.req.valid('param').id)
    if (!file) {
      return c.json(
        await asActor(staff.db, staff.door, actor, (tx) => bundleById(tx, actor, id)),
        200,
      )
    }
    const inTx: InTx = (work) => asActor(staff.db, staff.door, actor, work)
    const kept = await inTx(async (tx) => {
      const found = await bundleFile(tx, actor, id, file)
      await opened(tx, actor, id, kindOf(file))
      return found
    })
    return download(inTx, kept, file) as never
  })
  return app
}

/** A rendered file as a download, sent while it is read. */
export function download(inTx: InTx, kept: KeptFile, file: FileName): Response {
  return new Response(streamOf(inTx, kept), {
    headers: {
      'content-type': fileTypes[kindOf(file)],
      'content-length': String(kept.size),
      'content-disposition': `attachment; filename="ydan-${kept.bundle.slice(0, 8)}${endingOf(file)}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

// `.pdf` of the first volume, `-tap-2.pdf` of the second.
function endingOf(file: FileName): string {
  const [kind, volume] = file.split('-')
  return volume ? `-tap-${volume}.${kind}` : `.${kind}`
}

function asked(given: string): { id: string; file: FileName | undefined } {
  const [id = '', ending] = given.split('.')
  const file = fileNamed(ending)
  if (!z.uuid().safeParse(id).success || (ending !== undefined && !file)) {
    throw new Problem('not_found', problemWords.notFound)
  }
  return { id, file }
}
