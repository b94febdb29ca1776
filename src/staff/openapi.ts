import { OpenAPIHono, z } from '@hono/zod-openapi'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import type { StaffEnv } from './actor.ts'

/** A refusal as OpenAPI describes it: an RFC 9457 body. */
export const problem = {
  description: 'Refused',
  content: {
    'application/problem+json': {
      schema: z
        .object({
          type: z.string(),
          title: z.string(),
          status: z.number().int(),
          code: z.string(),
          detail: z.string(),
          errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
        })
        .openapi('Problem'),
    },
  },
}
/** The refusals any staff operation may answer. */
export const refusals = { 400: problem, 401: problem, 403: problem, 404: problem, 409: problem }
/** A JSON body of this shape. */
export const json = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
})
/** How programs sign in. */
export const byToken = [{ bearer: [] }]

/** A staff API whose refused bodies are problems with a path for each field. */
export function staffOpenApi(): OpenAPIHono<StaffEnv> {
  return new OpenAPIHono<StaffEnv>({
    defaultHook: (result) => {
      if (result.success) return
      const errors = result.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: staffFieldErrors.unusable,
      }))
      throw new Problem('invalid', staffProblems.fields, errors)
    },
  })
}
