import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { as } from '../../db/connection.ts'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from './actor.ts'
import { type ApprovalHandlers, answer, openApprovals } from './approvals.ts'
import { draftFields, draftOf, dropDraft, formName, saveDraft } from './autosaves.ts'
import { noteText } from './form.ts'
import { type StaffDoor, staffGuard } from './guard.ts'
import { byToken, json, problem, refusals, staffOpenApi } from './openapi.ts'

const approval = z
  .object({
    id: z.uuid(),
    act: z.string(),
    subject: z.uuid(),
    payload: z.unknown(),
    askedBy: z.object({ id: z.uuid(), name: z.string().nullable() }),
    askedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    mine: z.boolean(),
  })
  .openapi('Approval')

const listApprovals = createRoute({
  method: 'get',
  path: '/api/v1/approvals',
  summary: 'Open asks I may answer or have made',
  security: byToken,
  responses: {
    200: { description: 'Oldest first', ...json(z.object({ items: z.array(approval) })) },
    401: problem,
  },
})

const answerApproval = createRoute({
  method: 'post',
  path: '/api/v1/approvals/{id}',
  summary: 'Agree to an ask, or decline it; never one’s own',
  security: byToken,
  request: {
    params: z.object({ id: z.uuid() }),
    body: {
      required: true,
      ...json(z.object({ approve: z.boolean(), note: noteText(2000).nullish() })),
    },
  },
  responses: {
    200: {
      description: 'Answered; what was agreed to is done',
      ...json(z.object({ id: z.uuid(), outcome: z.enum(['agreed', 'declined']) })),
    },
    ...refusals,
  },
})

const draftPath = { params: z.object({ form: formName }) }
const draftBody = json(z.object({ fields: draftFields }))
const autosave = '/api/v1/autosaves/{form}'

const postDraft = createRoute({
  method: 'post',
  path: autosave,
  summary: 'Keep what I am writing, sealed, for seven days',
  security: byToken,
  request: { ...draftPath, body: { required: true, ...draftBody } },
  responses: { 204: { description: 'Kept' }, ...refusals },
})

const getDraft = createRoute({
  method: 'get',
  path: autosave,
  summary: 'What I was writing',
  security: byToken,
  request: draftPath,
  responses: {
    200: {
      description: 'The draft',
      ...json(z.object({ fields: draftFields, savedAt: z.iso.datetime() })),
    },
    ...refusals,
  },
})

const deleteDraft = createRoute({
  method: 'delete',
  path: autosave,
  summary: 'Throw my draft away',
  security: byToken,
  request: draftPath,
  responses: { 204: { description: 'Gone' }, ...refusals },
})

/** Approvals (console) and autosaves (both doors). `handlers` carry out what is agreed to. */
export function staffApi(staff: StaffDoor, handlers: ApprovalHandlers): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  const paths = staff.door === 'console' ? ['approvals', 'autosaves'] : ['autosaves']
  for (const path of paths) app.use(`/api/v1/${path}/*`, staffGuard(staff), limit)
  if (staff.door === 'console') addApprovals(app, staff, handlers)
  addAutosaves(app, staff)
  return app
}

function addApprovals(
  app: OpenAPIHono<StaffEnv>,
  staff: StaffDoor,
  handlers: ApprovalHandlers,
): void {
  app.openapi(listApprovals, async (c) => {
    const actor = actorOf(c)
    const open = await asActor(staff.db, staff.door, actor, (tx) => openApprovals(tx, actor))
    const items = open.map(({ askedBy, askedByName, askedAt, expiresAt, ...rest }) => ({
      ...rest,
      askedBy: { id: askedBy, name: askedByName },
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }))
    return c.json({ items }, 200)
  })
  app.openapi(answerApproval, async (c) => {
    const actor = actorOf(c)
    const { id } = c.req.valid('param')
    const { approve, note } = c.req.valid('json')
    const given = { approve, note: note ?? null }
    const outcome = await asActor(staff.db, staff.door, actor, (tx) =>
      answer(tx, actor, id, given, handlers),
    )
    return c.json({ id, outcome }, 200)
  })
}

function addAutosaves(app: OpenAPIHono<StaffEnv>, staff: StaffDoor): void {
  const asPerson = ({ person, organisation }: Actor) =>
    ({ role: 'ydan_signin', person, organisation }) as const
  app.openapi(postDraft, async (c) => {
    const actor = actorOf(c)
    const { form } = c.req.valid('param')
    const { fields } = c.req.valid('json')
    await as(staff.db, asPerson(actor), (tx) =>
      saveDraft(tx, staff.staffKey, actor.person, form, fields),
    )
    return c.body(null, 204)
  })
  app.openapi(getDraft, async (c) => {
    const actor = actorOf(c)
    const { form } = c.req.valid('param')
    const draft = await as(staff.db, asPerson(actor), (tx) =>
      draftOf(tx, staff.staffKey, actor.person, form),
    )
    if (draft === null) throw new Problem('not_found', staffProblems.noDraft)
    return c.json({ fields: draft.fields, savedAt: draft.savedAt.toISOString() }, 200)
  })
  app.openapi(deleteDraft, async (c) => {
    const actor = actorOf(c)
    const { form } = c.req.valid('param')
    await as(staff.db, asPerson(actor), (tx) => dropDraft(tx, actor.person, form))
    return c.body(null, 204)
  })
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
