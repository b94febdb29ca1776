import { DrizzleQueryError } from 'drizzle-orm'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { langOf } from '../../views/lang.ts'
import { StaffProblemPage } from '../../views/staff/sign-in.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { Problem, problemOf, problemResponse, statusOf } from '../problem.ts'
import type { StaffEnv } from './actor.ts'
import type { StaffDoorName } from './session.ts'

/**
 * What a staff door answers to anything thrown: a problem for programs, a page for people. What is
 * not ours goes to `log` and is "internal" outside.
 */
export function staffTrouble(
  door: StaffDoorName,
  log: (thrown: unknown) => void,
): ErrorHandler<StaffEnv> {
  return (thrown, c) => {
    const problem = thrown instanceof HTTPException ? problemOfHttp(thrown) : problemOf(thrown)
    // Drizzle's own error repeats the parameters, fingerprints and sealed bytes among them.
    if (problem.code === 'internal')
      log(thrown instanceof DrizzleQueryError ? thrown.cause : thrown)
    if (isForProgram(c)) return problemResponse(problem)
    if (problem.retryAfter) c.header('Retry-After', String(problem.retryAfter))
    return c.html(
      <StaffProblemPage {...pageOf(door, c)} sentence={problem.sentence} />,
      statusOf[problem.code],
    )
  }
}

/** What a staff door answers where it has no page: the same in both forms. */
export function staffMissing(door: StaffDoorName): NotFoundHandler<StaffEnv> {
  return (c) => {
    const problem = new Problem('not_found', problemWords.notFound)
    if (isForProgram(c)) return problemResponse(problem)
    return c.html(<StaffProblemPage {...pageOf(door, c)} sentence={problem.sentence} />, 404)
  }
}

function pageOf(door: StaffDoorName, c: Context<StaffEnv>) {
  const lang = langOf(c.req.query('lang'))
  return { lang, door, path: c.req.path, actor: c.get('actor') }
}

function isForProgram(c: Context): boolean {
  return c.req.path.startsWith('/api/') || c.req.header('authorization') !== undefined
}

// Hono's own refusals: malformed JSON and the like.
function problemOfHttp({ status }: HTTPException): Problem {
  if (status === 413) return new Problem('too_large', problemWords.tooLarge)
  if (status === 404) return new Problem('not_found', problemWords.notFound)
  return status < 500
    ? new Problem('invalid', problemWords.notJson)
    : new Problem('internal', problemWords.internal)
}
