import { createRoute, z } from '@hono/zod-openapi'
import { actorOf, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, problem, refusals } from '../staff/openapi.ts'
import { cycleById } from './cycles.ts'
import { newPlan, phaseNames, planOf, planPhases } from './phases.ts'
import { criteriaOf, replacementOf } from './rules.ts'
import { criterionShape, madeShape, type ReviewApp } from './shapes.ts'
import { mappingOf, mapTopics, newMapping } from './topics.ts'

const inPath = { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const made = { 201: { description: 'Made', ...json(madeShape) }, ...refusals }
const day = z.string()

const frameShape = z
  .object({
    framework: z.string(),
    replacement: z.object({ framework: z.string(), from: day }).nullable(),
    criteria: z.array(criterionShape),
    topics: z.array(z.object({ topic: z.string(), criterion: z.string() })),
    plan: z
      .object({
        ...{ id: z.uuid(), source: z.string(), own: z.boolean() },
        phases: z.array(
          z.object({ phase: z.enum(phaseNames as [string]), startsOn: day, endsOn: day }),
        ),
      })
      .nullable(),
  })
  .openapi('Frame')

const getFrame = createRoute({
  method: 'get',
  path: '/api/v1/cycles/{id}/frame',
  summary: 'What a cycle goes by: framework, criteria, what topics mean, the plan of its phases',
  security: byToken,
  request: inPath,
  responses: {
    200: { description: 'The frame', ...json(frameShape) },
    401: problem,
    403: problem,
    404: problem,
  },
})
const postPlan = createRoute({
  method: 'post',
  path: '/api/v1/cycles/{id}/phase-plans',
  summary: 'Plan the phases of a cycle; a later plan counts instead',
  security: byToken,
  request: { ...inPath, ...body(newPlan) },
  responses: made,
})
const postMapping = createRoute({
  method: 'post',
  path: '/api/v1/cycles/{id}/topic-mappings',
  summary: 'Map all topics of a cycle to criteria of its framework',
  security: byToken,
  request: { ...inPath, ...body(newMapping) },
  responses: made,
})

/** What the console serves of a cycle's frame. */
export function addFrameCalls(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(getFrame, async (c) => {
    const [actor, { id }] = [actorOf(c), c.req.valid('param')]
    const frame = await asActor(db, door, actor, async (tx) => {
      const cycle = await cycleById(tx, id)
      const topics = [...(await mappingOf(tx, cycle))]
      return {
        framework: cycle.framework,
        replacement: await replacementOf(tx, cycle),
        criteria: await criteriaOf(tx, cycle),
        topics: topics.map(([topic, criterion]) => ({ topic, criterion })),
        plan: await planOf(tx, cycle),
      }
    })
    return c.json(frame, 200)
  })
  app.openapi(postPlan, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const plan = await asActor(db, door, actor, (tx) => planPhases(tx, actor, id, given))
    return c.json({ id: plan }, 201)
  })
  app.openapi(postMapping, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    const mapping = await asActor(db, door, actor, (tx) => mapTopics(tx, actor, id, given))
    return c.json({ id: mapping }, 201)
  })
}
