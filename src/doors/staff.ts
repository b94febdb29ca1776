import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { z } from 'zod'
import type { Db } from '../../db/connection.ts'
import { asset } from '../../views/assets.ts'
import { variableMissing } from '../../views/words/start.ts'
import type { Config } from '../config.ts'
import { onlyHttps } from '../intake/headers.ts'
import { Problem } from '../problem.ts'
import { fromBase64 } from '../seal/bytes.ts'
import type { Actor, StaffEnv } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { staffOpenApi } from '../staff/openapi.ts'
import type { StaffDoorName } from '../staff/session.ts'
import { createThrottle } from '../staff/throttle.ts'
import { staffMissing, staffTrouble } from '../staff/trouble.tsx'
import { traced } from '../tracing.ts'
import { logger } from './serve.ts'

/** Headers of every staff answer: our own scripts and styles only, never framed, never kept. */
const safe: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'same-origin',
}

/** What the staff's pages need of a door, from the configuration. */
export function staffDoorOf(
  door: StaffDoorName,
  config: Config,
  db: Db,
  addressOf: (c: Context) => string,
): StaffDoor {
  if (!config.STAFF_KEY) throw new Problem('invalid', variableMissing('STAFF_KEY'))
  const staffKey = fromBase64(config.STAFF_KEY)
  return {
    door,
    db,
    urls: { console: config.CONSOLE_URL, desk: config.DESK_URL },
    staffKey,
    throttle: createThrottle(staffKey),
    addressOf,
    now: Date.now,
    // The demo plays a year of calls; nobody wants to read them.
    ...(config.DEMO !== '1' && { noted: logger(door, config.LOG_LEVEL) }),
    demo: config.DEMO === '1',
  }
}

// Who did what to which thing and how it ended (ASVS 16.3.2). The path's pattern, for some paths hold
// secrets, and ids alone; no query, body or address.
function noteCalls({ noted }: StaffDoor): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    await next()
    const pattern = routePath(c, -1)
    if (!noted || unnoted(pattern)) return
    const who: Actor | undefined = c.get('actor')
    const id = z.uuid().safeParse(c.req.param('id')).data
    noted(
      [c.res.status, c.req.method, pattern, id && `id=${id}`, who && `by=${who.person}`]
        .filter(Boolean)
        .join(' '),
    )
  }
}

const unnoted = (pattern: string) => /^\/(healthz|readyz)$|^\/assets\//.test(pattern)

// The pattern of the path, the method and how it ended; whose request it was stays here.
const traceCalls: MiddlewareHandler<StaffEnv> = (c, next) => {
  if (unnoted(c.req.path)) return next()
  return traced(c.req.method, 'request', async (span) => {
    await next()
    const pattern = routePath(c, -1)
    span.updateName(`${c.req.method} ${pattern}`)
    span.setAttributes({
      'http.request.method': c.req.method,
      'http.route': pattern,
      'http.response.status_code': c.res.status,
    })
  })
}

/** A staff door as one handler: its chapters' routes, assets, headers, health, error pages. */
export function staffApp(
  staff: StaffDoor,
  log: (event: string) => void,
  ready: () => Promise<boolean>,
  parts: readonly Hono<StaffEnv>[],
): OpenAPIHono<StaffEnv> {
  const app = staffOpenApi()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(safe)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    const own = staff.urls[staff.door]
    if (own.startsWith('https:')) c.res.headers.set(...onlyHttps)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
  app.use(traceCalls)
  app.use(noteCalls(staff))
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const ok = await ready().catch(() => false)
    return c.json({ ok }, ok ? 200 : 503)
  })
  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    if (!found) return c.notFound()
    return c.body(found.text, 200, { 'content-type': found.type, 'cache-control': 'no-cache' })
  })
  for (const part of parts) app.route('/', part)
  const { door, urls } = staff
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: `Ý Dân: ${door}`, version: '1' },
    servers: [{ url: urls[door] }],
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
  })
  app.notFound(staffMissing(staff.door))
  app.onError(staffTrouble(staff.door, (thrown) => log(`failed: ${nameOf(thrown)}`)))
  return app
}

// The name and place of what failed; its message may quote what somebody wrote.
function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const code = 'code' in thrown ? ` ${String(thrown.code)}` : ''
  const at = thrown.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? ''
  const cause = thrown.cause === undefined ? '' : ` < ${nameOf(thrown.cause)}`
  return `${thrown.name}${code}${at.replace(/\(?file:.*\/(src|db|views|node_modules)\//, '($1/')}${cause}`
}
