import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { requestKinds, senderActs } from './acts.ts'
import { newFeedback } from './feedback.ts'

/** A letter as programs send it: the feedback and its files in base64. */
export const letterBody = newFeedback.extend({
  attachments: z
    .array(z.object({ name: z.string().min(1).max(255), type: z.string(), data: z.string() }))
    .max(5)
    .optional(),
})

/** The key of a thread. */
export const threadBody = z.object({ receipt: z.string().max(200) })

/** A text, one act or one request on a thread, never two of them. */
export const messageBody = z.union([
  threadBody.extend({ text: z.string() }),
  threadBody.extend({ act: z.enum(senderActs) }),
  threadBody.extend({ request: z.enum(requestKinds) }),
])

const day = z.string().meta({ format: 'date' })
const areaName = z.object({ code: z.string(), kind: z.string(), name: z.string() })
const receipted = z.object({
  receipt: z.string(),
  number: z.string(),
  digest: z.string(),
  day,
  comeBack: day,
})
const thread = z.object({
  number: z.string(),
  state: z.string(),
  day,
  comeBack: day,
  digest: z.string(),
  messages: z.array(
    z.object({ from: z.enum(['sender', 'staff']), kind: z.string(), text: z.string(), day }),
  ),
  acts: z.array(z.object({ act: z.enum(senderActs), day })),
  consents: z.array(
    z.object({ purpose: z.enum(['processing', 'record', 'contact']), version: z.string(), day }),
  ),
  requests: z.array(
    z.object({
      kind: z.enum(requestKinds),
      day,
      outcome: z.enum(['noted', 'done', 'partly', 'refused']).nullable(),
    }),
  ),
  summary: z.string().optional(),
  summaryAgreed: z.boolean(),
})
const subject = z.object({
  official: z.uuid().optional(),
  collective: z.uuid().optional(),
  post: z.string(),
  name: z.string(),
  area: z.string().nullable(),
})
const areaPage = areaName.extend({
  parent: z.string().nullable(),
  path: z.array(areaName),
  children: z.array(areaName),
  closed: z.boolean(),
  successor: z.string().nullable(),
  organisation: z.object({ code: z.string(), name: z.string() }),
  cutOff: day.nullable(),
})
const areaTree = areaName.extend({
  parent: z.string().nullable(),
  children: z.array(z.unknown()),
})
const challenge = z.object({
  algorithm: z.string(),
  challenge: z.string(),
  maxnumber: z.number().optional(),
  salt: z.string(),
  signature: z.string(),
})
/** An RFC 9457 body. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

type Operation = {
  method: 'get' | 'post'
  path: string
  summary: string
  body?: z.ZodType
  query?: z.ZodObject
  params?: z.ZodObject
  headers?: z.ZodObject
  answer: z.ZodType
  status?: 200 | 201
  problems: readonly number[]
}

const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/feedback',
    summary: 'Send a letter',
    body: letterBody,
    headers: z.object({
      'Idempotency-Key': z.uuid().optional(),
      Altcha: z.string().optional(),
    }),
    answer: receipted,
    status: 201,
    problems: [400, 409, 413, 415, 503],
  },
  {
    method: 'post',
    path: '/api/v1/thread',
    summary: 'Read the thread of a receipt',
    body: threadBody,
    answer: thread,
    problems: [400, 404, 413, 415, 429, 503],
  },
  {
    method: 'post',
    path: '/api/v1/thread/messages',
    summary: 'Write to a thread, or do one act on it',
    body: messageBody,
    headers: z.object({ Altcha: z.string().optional() }),
    answer: z.object({ state: z.string() }),
    status: 201,
    problems: [400, 404, 409, 413, 415, 429, 503],
  },
  {
    method: 'get',
    path: '/api/v1/areas',
    summary: 'The area tree',
    answer: z.object({ items: z.array(areaTree) }),
    problems: [503],
  },
  {
    method: 'get',
    path: '/api/v1/areas/{code}',
    summary: 'One area',
    params: z.object({ code: z.string() }),
    answer: areaPage,
    problems: [404, 503],
  },
  {
    method: 'get',
    path: '/api/v1/officials',
    summary: 'Public names and posts near an area, post first',
    query: z.object({ area: z.string(), q: z.string().max(100).optional() }),
    answer: z.object({ items: z.array(subject) }),
    problems: [400, 404, 503],
  },
  {
    method: 'get',
    path: '/api/v1/challenge',
    summary: 'A proof of work to solve (ALTCHA, SHA-256)',
    answer: challenge,
    problems: [],
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'The process lives',
    answer: z.object({ status: z.literal('ok') }),
    problems: [],
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'The database is reachable and migrated',
    answer: z.object({ status: z.literal('ready') }),
    problems: [503],
  },
]

/**
 * Writes every operation into the OpenAPI registry. The handlers parse by themselves, because a
 * body is read under a hard limit and each wrong field has its own sentence.
 */
export function describeOperations(api: OpenAPIHono): void {
  for (const operation of operations) {
    const { method, path, summary, body, query, params, headers } = operation
    api.openAPIRegistry.registerPath({
      method,
      path,
      summary,
      request: {
        ...(body && {
          body: { required: true, content: { 'application/json': { schema: body } } },
        }),
        ...(query && { query }),
        ...(params && { params }),
        ...(headers && { headers }),
      },
      responses: responsesOf(operation),
    })
  }
}

function responsesOf({ answer, status = 200, problems }: Operation) {
  const refused = problems.map((code) => [
    code,
    { description: 'Problem', content: { 'application/problem+json': { schema: problem } } },
  ])
  return {
    [status]: { description: 'Done', content: { 'application/json': { schema: answer } } },
    ...Object.fromEntries(refused),
  }
}
