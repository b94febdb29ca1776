import { createRoute, z } from '@hono/zod-openapi'
import { actorOf, asActor } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { byToken, json, problem, refusals } from '../staff/openapi.ts'
import { addArea, newArea, ownAreas } from './areas.ts'
import { closeCycle, listCycles, newCycle, openCycle } from './cycles.ts'
import { exempt, newExemption } from './exemptions.ts'
import { pageQuery, unitCode } from './fields.ts'
import { askMerger, newMerger } from './mergers.ts'
import { addOfficial, addPost, listOfficials, newOfficial } from './officials.ts'
import {
  addOrganisation,
  nearOrganisations,
  newOrganisation,
  newSeat,
  seatFront,
} from './organisations.ts'
import { newPost } from './posts.ts'
import {
  areaShape,
  cycleShape,
  madeShape,
  officialShape,
  organisationShape,
  pageOf,
  type ReviewApp,
} from './shapes.ts'

const security = byToken
const listing = pageQuery.omit({ q: true })
const inPath = { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) }
const body = <S extends z.ZodType>(shape: S) => ({ body: { required: true, ...json(shape) } })
const found = <S extends z.ZodType>(shape: S) => ({
  200: { description: 'Found', ...json(shape) },
  400: problem,
  401: problem,
  403: problem,
  404: problem,
})
const made = { 201: { description: 'Made', ...json(madeShape) }, ...refusals }

const getOfficials = createRoute({
  method: 'get',
  path: '/api/v1/officials',
  summary: 'Officials with their posts, by given name',
  security,
  request: { query: pageQuery.extend({ area: unitCode.optional() }) },
  responses: found(pageOf(officialShape)),
})
const postOfficial = createRoute({
  method: 'post',
  path: '/api/v1/officials',
  summary: 'Add an official with posts; letters about leaders go to the Front above',
  security,
  request: body(newOfficial),
  responses: made,
})
const postPost = createRoute({
  method: 'post',
  path: '/api/v1/officials/{id}/posts',
  summary: 'One more post of an official',
  security,
  request: { ...inPath, ...body(newPost) },
  responses: made,
})
const postExemption = createRoute({
  method: 'post',
  path: '/api/v1/officials/{id}/exemptions',
  summary: 'Note that an official is exempt from review',
  security,
  request: { ...inPath, ...body(newExemption) },
  responses: made,
})
const getCycles = createRoute({
  method: 'get',
  path: '/api/v1/cycles',
  summary: 'Cycles, latest first',
  security,
  request: { query: listing },
  responses: found(pageOf(cycleShape)),
})
const postCycle = createRoute({
  method: 'post',
  path: '/api/v1/cycles',
  summary: 'Open a cycle',
  security,
  request: body(newCycle),
  responses: made,
})
const postClosing = createRoute({
  method: 'post',
  path: '/api/v1/cycles/{id}/closings',
  summary: 'Close a cycle for good',
  security,
  request: inPath,
  responses: made,
})
const getAreas = createRoute({
  method: 'get',
  path: '/api/v1/areas',
  summary: 'Areas whose letters come here, by code',
  security,
  request: { query: listing },
  responses: found(pageOf(areaShape)),
})
const postArea = createRoute({
  method: 'post',
  path: '/api/v1/areas',
  summary: 'Add an area',
  security,
  request: body(newArea),
  responses: {
    201: { description: 'Made', ...json(z.object({ code: z.string() })) },
    ...refusals,
  },
})
const getOrganisations = createRoute({
  method: 'get',
  path: '/api/v1/organisations',
  summary: 'The own Front, the one above, and those below',
  security,
  responses: found(pageOf(organisationShape)),
})
const postOrganisation = createRoute({
  method: 'post',
  path: '/api/v1/organisations',
  summary: 'Add an organisation below the own one',
  security,
  request: body(newOrganisation),
  responses: made,
})

const postSeat = createRoute({
  method: 'post',
  path: '/api/v1/areas/seats',
  summary: 'Say which area is the own Front’s, and in which area of the Front above it lies',
  security,
  request: body(newSeat),
  responses: {
    201: { description: 'Set', ...json(z.object({ seat: z.string() })) },
    ...refusals,
  },
})
const postMerger = createRoute({
  method: 'post',
  path: '/api/v1/areas/mergers',
  summary: 'Ask to merge an area into another; a lead must agree',
  security,
  request: body(newMerger),
  responses: {
    202: { description: 'Asked', ...json(z.object({ approval: z.uuid() })) },
    ...refusals,
  },
})

/** Officials, cycles, areas, organisations: lists for all staff, changes for secretary and admin. */
export function addUnitCalls(app: ReviewApp, staff: StaffDoor): void {
  addOfficialCalls(app, staff)
  addCycleCalls(app, staff)
  const { door, db } = staff
  app.openapi(getAreas, async (c) => {
    const [actor, query] = [actorOf(c), c.req.valid('query')]
    return c.json(await asActor(db, door, actor, (tx) => ownAreas(tx, actor, query)), 200)
  })
  app.openapi(postArea, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json({ code: await asActor(db, door, actor, (tx) => addArea(tx, actor, given)) }, 201)
  })
  app.openapi(postSeat, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    await asActor(db, door, actor, (tx) => seatFront(tx, actor, given))
    return c.json({ seat: given.seat }, 201)
  })
  app.openapi(postMerger, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    const approval = await asActor(db, door, actor, (tx) => askMerger(tx, actor, given))
    return c.json({ approval }, 202)
  })
  app.openapi(getOrganisations, async (c) => {
    const actor = actorOf(c)
    const items = await asActor(db, door, actor, (tx) => nearOrganisations(tx, actor))
    return c.json({ items, next: null }, 200)
  })
  app.openapi(postOrganisation, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json(
      { id: await asActor(db, door, actor, (tx) => addOrganisation(tx, actor, given)) },
      201,
    )
  })
}

function addOfficialCalls(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(getOfficials, async (c) => {
    const [actor, query] = [actorOf(c), c.req.valid('query')]
    return c.json(await asActor(db, door, actor, (tx) => listOfficials(tx, query)), 200)
  })
  app.openapi(postOfficial, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json(
      { id: await asActor(db, door, actor, (tx) => addOfficial(tx, actor, given)) },
      201,
    )
  })
  app.openapi(postPost, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    return c.json(
      { id: await asActor(db, door, actor, (tx) => addPost(tx, actor, id, given)) },
      201,
    )
  })
  app.openapi(postExemption, async (c) => {
    const [actor, given, { id }] = [actorOf(c), c.req.valid('json'), c.req.valid('param')]
    return c.json({ id: await asActor(db, door, actor, (tx) => exempt(tx, actor, id, given)) }, 201)
  })
}

function addCycleCalls(app: ReviewApp, { door, db }: StaffDoor): void {
  app.openapi(getCycles, async (c) => {
    const [actor, query] = [actorOf(c), c.req.valid('query')]
    return c.json(await asActor(db, door, actor, (tx) => listCycles(tx, query)), 200)
  })
  app.openapi(postCycle, async (c) => {
    const [actor, given] = [actorOf(c), c.req.valid('json')]
    return c.json({ id: await asActor(db, door, actor, (tx) => openCycle(tx, actor, given)) }, 201)
  })
  app.openapi(postClosing, async (c) => {
    const [actor, { id }] = [actorOf(c), c.req.valid('param')]
    await asActor(db, door, actor, (tx) => closeCycle(tx, actor, id))
    return c.json({ id }, 201)
  })
}
