import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Db } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem, problemResponse } from '../problem.ts'
import { type Actor, actorFor, type StaffEnv } from './actor.ts'
import { type StaffDoorName, sessionHolder, tokenHolder } from './session.ts'
import type { Throttle } from './throttle.ts'

/** What the staff's pages need of the door they are served at. */
export type StaffDoor = {
  door: StaffDoorName
  db: Db
  /** Public addresses of both doors, without a slash at the end. */
  urls: Readonly<Record<StaffDoorName, string>>
  staffKey: Uint8Array
  throttle: Throttle
  /** Where a request comes from, for counting failed sign-ins; kept only as a keyed hash. */
  addressOf: (c: Context) => string
  /** Milliseconds since 1970, for the codes of authenticator apps. */
  now: () => number
  /** Hears of each call: who, where, how it ended; never what is in it. */
  noted?: (line: string) => void
  /** Whether one-time sign-in links of the demo are taken. */
  demo: boolean
}

/**
 * Lets in who has a live session of this door or a token, and puts the actor on the context. Others:
 * programs get 401, people are led to sign in and back. A changing request with a cookie must come
 * from our own pages.
 */
export function staffGuard(staff: StaffDoor): MiddlewareHandler<StaffEnv> {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const actor = await actorBehind(staff, c)
    if (actor === null) return strangersAnswer(c)
    if (actor.via === 'session' && !isSafe(c) && !fromOwnPage(staff, c)) {
      throw new Problem('forbidden', staffProblems.foreignPage)
    }
    c.set('actor', actor)
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cache-Control', 'no-store')
    await next()
  })
}

/** Refuses changing requests that other sites start, where nobody need be signed in yet. */
export function ownPagesOnly(staff: StaffDoor): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    if (!isSafe(c) && !fromOwnPage(staff, c)) {
      throw new Problem('forbidden', staffProblems.foreignPage)
    }
    // With no-referrer browsers send `Origin: null` with our own forms, too.
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cache-Control', 'no-store')
    await next()
  })
}

/** The secret of the session cookie, if the browser sent one. */
export function sessionSecret(staff: StaffDoor, c: Context): string | undefined {
  return getCookie(c, cookieName(staff))
}

/** Gives the browser the session's secret; it ends with the browser, the server ends it sooner. */
export function giveSession(staff: StaffDoor, c: Context, secret: string): void {
  setCookie(c, cookieName(staff), secret, cookieRules(staff))
}

/** Takes the session's secret back. */
export function takeSession(staff: StaffDoor, c: Context): void {
  deleteCookie(c, cookieName(staff), cookieRules(staff))
}

/** A path of our own to go on to after signing in; anything else leads to the start page. */
export function ownPath(asked: string | undefined): string {
  return asked !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(asked) ? asked : '/'
}

async function actorBehind(staff: StaffDoor, c: Context): Promise<Actor | null> {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const cookie = sessionSecret(staff, c)
  const named = c.req.header('authorization') !== undefined
  if (named ? bearer === undefined : cookie === undefined) return null
  return as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    const holder = named
      ? await tokenHolder(tx, bearer ?? '')
      : await sessionHolder(tx, staff.door, cookie ?? '')
    return holder && actorFor(tx, holder)
  })
}

function strangersAnswer(c: Context): Response {
  const wantsPage = c.req.header('authorization') === undefined && !c.req.path.startsWith('/api/')
  if (!wantsPage) return problemResponse(new Problem('unauthenticated', staffProblems.signInNeeded))
  return c.redirect(`/dang-nhap?next=${encodeURIComponent(cameFor(c))}`, 303)
}

// After a form that came too late one returns to the page that held it, not to where it was sent.
function cameFor(c: Context): string {
  const here = new URL(c.req.url)
  if (isSafe(c)) return here.pathname + here.search
  const referer = c.req.header('referer')
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer) : null
  return from?.host === (c.req.header('host') ?? here.host) ? from.pathname + from.search : '/'
}

// SameSite alone is not enough: other ports of this machine are the same site. Browsers that say
// nothing about where a request comes from are refused.
function fromOwnPage(staff: StaffDoor, c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  return origin === new URL(staff.urls[staff.door]).origin || origin === new URL(c.req.url).origin
}

function isSafe(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
}

function cookieName(staff: StaffDoor): string {
  // With the prefix a browser takes it from this very host alone (ASVS 3.3.3); it needs https.
  return `${isSecure(staff) ? '__Host-' : ''}ydan_${staff.door}`
}

function cookieRules(staff: StaffDoor) {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure(staff) } as const
}

function isSecure({ urls, door }: StaffDoor): boolean {
  return urls[door].startsWith('https:')
}
