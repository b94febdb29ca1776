import { Hono } from 'hono'
import { langOf, say } from '../../views/lang.ts'
import { ErrorPage } from '../../views/letterbox/done.tsx'
import { problemTitles, problemWords } from '../../views/words/problems.ts'
import { Problem, problemOf, problemResponse, statusOf } from '../problem.ts'
import { intakeApi } from './api.ts'
import { eventOf } from './form-pages.tsx'
import { publicHeaders } from './headers.ts'
import { intakePages } from './pages.tsx'
import { roomy } from './room.ts'
import type { Intake } from './take.ts'
import { webhooks } from './webhooks.ts'

/**
 * The public door as one fetch handler: JSON API, pages and headers. Errors are problem+json for
 * programs and a page for people; what is not ours is logged by name alone.
 */
export function intakeApp(intake: Intake): Hono {
  const app = new Hono()
  app.use(publicHeaders(intake.baseUrl))
  app.use(roomy())
  app.route('/', intakeApi(intake))
  app.route('/', webhooks(intake))
  app.route('/', intakePages(intake))
  app.notFound((c) => refused(c.req.raw, new Problem('not_found', problemWords.notFound)))
  app.onError((thrown, c) => {
    const problem = problemOf(thrown)
    if (problem.code === 'internal') intake.log(eventOf(thrown))
    return refused(c.req.raw, problem)
  })
  return app
}

const forPrograms = /^\/(api\/|healthz|readyz|openapi\.json|webhooks\/|checkpoints\/)/

function refused(request: Request, problem: Problem): Response | Promise<Response> {
  const url = new URL(request.url)
  if (forPrograms.test(url.pathname)) return problemResponse(problem)
  const lang = langOf(url.searchParams.get('lang') ?? undefined)
  const page = (
    <ErrorPage
      lang={lang}
      title={say(problemTitles[problem.code], lang)}
      detail={say(problem.sentence, lang)}
      nothingStored={request.method === 'POST' && problem.code !== 'internal'}
    />
  )
  const headers = new Headers({ 'content-type': 'text/html; charset=UTF-8' })
  if (problem.retryAfter !== undefined) headers.set('retry-after', String(problem.retryAfter))
  return new Response(String(page), { status: statusOf[problem.code], headers })
}
