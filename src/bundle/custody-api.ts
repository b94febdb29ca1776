import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Tx } from '../../db/connection.ts'
import { custodyWords as words } from '../../views/words/custody.ts'
import { problemWords } from '../../views/words/problems.ts'
import { newestCheckpoint } from '../custody/checkpoint.ts'
import { entriesFrom } from '../custody/entries.ts'
import { readEntry } from '../custody/entry.ts'
import { inclusionProof } from '../custody/nodes.ts'
import { proofText } from '../custody/tlog-proof.ts'
import { Problem } from '../problem.ts'
import { type Actor, actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { byToken, json, refusals, staffOpenApi } from '../staff/openapi.ts'

const text = { content: { 'text/plain': { schema: z.string() } } }
const place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 52)
const params = z.object({ organisation: z.string().max(40) })

const entry = z
  .object({
    seq: z.int(),
    leafHash: z.string(),
    entry: z
      .object({ v: z.literal(1), kind: z.string(), item: z.uuid() })
      .loose()
      .nullable(),
    bytes: z.string(),
  })
  .openapi('CustodyEntry')

const getCheckpoint = createRoute({
  method: 'get',
  path: '/api/v1/custody/{organisation}/checkpoint',
  summary: 'The newest signed checkpoint of the custody log (C2SP signed note)',
  security: byToken,
  request: { params },
  responses: { 200: { description: 'The note', ...text }, ...refusals },
})

const getProof = createRoute({
  method: 'get',
  path: '/api/v1/custody/{organisation}/proof',
  summary: 'That an entry lies under the newest checkpoint (C2SP tlog-proof, the entry as extra)',
  security: byToken,
  request: { params, query: z.object({ seq: place }) },
  responses: { 200: { description: 'The proof file', ...text }, ...refusals },
})

const getEntries = createRoute({
  method: 'get',
  path: '/api/v1/custody/{organisation}/entries',
  summary: 'Entries of the custody log in order, at most 500 at once',
  security: byToken,
  request: { params, query: z.object({ from: place.default(0) }) },
  responses: {
    200: {
      description: 'The entries; `next` is null at the end. Hash and bytes in hex and base64',
      ...json(z.object({ items: z.array(entry), next: z.int().nullable() })),
    },
    ...refusals,
  },
})

const most = 500

/** The custody log for those who watch over it: checkpoint and proof at both doors, entries inside. */
export function custodyApi(staff: StaffDoor): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  app.use('/api/v1/custody/*', staffGuard(staff))
  const read = <T>(actor: Actor, organisation: string, work: (tx: Tx) => Promise<T>) => {
    needRole(actor, 'auditor', 'lead', 'secretary')
    if (organisation !== actor.organisationCode) {
      throw new Problem('not_found', problemWords.notFound)
    }
    return asActor(staff.db, staff.door, actor, work)
  }
  app.openapi(getCheckpoint, async (c) => {
    const actor = actorOf(c)
    const { organisation } = c.req.valid('param')
    const newest = await read(actor, organisation, (tx) => mustHave(tx, actor))
    return c.text(newest.note, 200, plainText)
  })
  app.openapi(getProof, async (c) => {
    const actor = actorOf(c)
    const { seq } = c.req.valid('query')
    const { organisation } = c.req.valid('param')
    const file = await read(actor, organisation, (tx) => proofOf(tx, actor, seq))
    return c.text(file, 200, plainText)
  })
  if (staff.door === 'console') {
    app.openapi(getEntries, async (c) => {
      const actor = actorOf(c)
      const { from } = c.req.valid('query')
      const { organisation } = c.req.valid('param')
      const listed = await read(actor, organisation, (tx) => list(tx, actor, from))
      return c.json(listed, 200)
    })
  }
  return app
}

const plainText = { 'content-type': 'text/plain; charset=utf-8' }

async function mustHave(tx: Tx, actor: Actor) {
  const newest = await newestCheckpoint(tx, actor.organisation)
  if (!newest) throw new Problem('not_found', words.noneYet)
  return newest
}

async function proofOf(tx: Tx, actor: Actor, seq: number): Promise<string> {
  const [found] = await entriesFrom(tx, actor.organisation, seq, seq + 1)
  if (!found) throw new Problem('not_found', problemWords.notFound)
  const { size, note } = await mustHave(tx, actor)
  const hashes = seq < size ? await inclusionProof(tx, actor.organisation, seq, size) : null
  if (!hashes) throw new Problem('conflict', words.notCovered)
  return proofText({ index: seq, hashes, checkpoint: note, extra: found.bytes })
}

async function list(tx: Tx, actor: Actor, from: number) {
  const found = await entriesFrom(tx, actor.organisation, from, from + most + 1)
  const items = found.slice(0, most).map(({ seq, bytes, leafHash }) => ({
    seq,
    leafHash: Buffer.from(leafHash).toString('hex'),
    entry: readEntry(bytes),
    bytes: Buffer.from(bytes).toString('base64'),
  }))
  return { items, next: found[most]?.seq ?? null }
}
