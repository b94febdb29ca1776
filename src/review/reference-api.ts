import { createRoute, z } from '@hono/zod-openapi'
import { actorOf, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, refusals } from '../staff/openapi.ts'
import { enterReference, newReference } from './references.ts'
import { madeShape, type ReviewApp } from './shapes.ts'

const postReference = createRoute({
  method: 'post',
  path: '/api/v1/review-records/{id}/references',
  summary: 'Note what another body has on paper: number, day, issuer; of petitions three counts',
  security: byToken,
  request: {
    params: z.object({ id: z.string().openapi({ format: 'uuid' }) }),
    body: { required: true, ...json(newReference) },
  },
  responses: { 201: { description: 'Made', ...json(madeShape) }, ...refusals },
})

/** What the console serves of other sources; reading them is part of the record. */
export function addReferenceCalls(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(postReference, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const made = await asActor(db, door, actor, (tx) => enterReference(tx, actor, id, given))
    return c.json({ id: made }, 201)
  })
}
