import type { Sentence } from '../views/lang.ts'
import { both } from '../views/lang.ts'
import { problemTitles, problemWords } from '../views/words/problems.ts'

/** The ten ways a request can fail, and the one table from code to HTTP status (RFC 9110). */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof statusOf

/** What is wrong with one field: `path` as the sender named it, and a sentence that says what to do. */
export type FieldError = { path: string; message: Sentence }

/** The one error of the house: a code, a sentence for people, and what to do field by field. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly sentence: Sentence
  readonly errors: readonly FieldError[]
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode,
    sentence: Sentence,
    errors: readonly FieldError[] = [],
    retryAfter?: number,
  ) {
    super(`${code}: ${sentence.en}`)
    this.code = code
    this.sentence = sentence
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

/** Turns anything thrown into a Problem; what is not ours is `internal` outside (the caller logs it). */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (isDatabaseAway(thrown)) {
    return new Problem('unavailable', problemWords.databaseAway, [], 30)
  }
  return new Problem('internal', problemWords.internal)
}

/** The RFC 9457 body of a problem; `detail` carries both languages. */
export function problemBody(problem: Problem) {
  return {
    type: 'about:blank',
    title: problemTitles[problem.code].en,
    status: statusOf[problem.code],
    code: problem.code,
    detail: both(problem.sentence),
    ...(problem.errors.length > 0 && {
      errors: problem.errors.map((e) => ({ path: e.path, message: both(e.message) })),
    }),
  }
}

/** The response programs get: status, `application/problem+json`, `Retry-After` where it applies. */
export function problemResponse(problem: Problem): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (problem.retryAfter !== undefined) headers.set('retry-after', String(problem.retryAfter))
  return new Response(JSON.stringify(problemBody(problem)), {
    status: statusOf[problem.code],
    headers,
  })
}

// SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown), 57014 and 25P03 (it took too
// long), 25006 (read-only), and the errors node and pg raise when the socket goes or nobody answers;
// drizzle puts the original in `cause`.
const awayStates = /^(08|53|57P|57014|25P03|25006)/
const awayErrors =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|Connection terminated|not queryable|timeout (exceeded|expired)|read timeout/i

function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  if (awayStates.test(code) || awayErrors.test(code) || awayErrors.test(thrown.message)) return true
  return thrown.cause !== undefined && isDatabaseAway(thrown.cause)
}
