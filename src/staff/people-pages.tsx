import { asc, eq } from 'drizzle-orm'
import { type Context, type Handler, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { areas, officials } from '../../db/schema/units.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { byGivenName, toldApart } from '../../views/names.ts'
import { LinkPage, PeoplePage, type PeoplePageProps } from '../../views/staff/people.tsx'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, asActor, needRole, type StaffEnv } from './actor.ts'
import { parsedForm, type TypedForm, typedForm } from './form.ts'
import { type StaffDoor, staffGuard } from './guard.ts'
import { invite, type MadeLink, openInvitations, resetLink } from './invitations.ts'
import {
  hasLead,
  heldMemberships,
  type RoleWish,
  requestRoleChange,
  roleWish,
} from './memberships.ts'
import { linkPeople, linksOf } from './person-links.ts'
import { type Role, roles } from './roles.ts'
import { openTokens, revokeToken } from './tokens.ts'

const scope = { area: z.string().max(40).optional(), official: z.string().max(40).optional() }
const inviteForm = z.object({
  name: z.string().trim().min(1).max(200),
  roles: z
    .union([z.enum(roles), z.array(z.enum(roles))])
    .transform((ticked) => [ticked].flat())
    .default([]),
  ...scope,
})
const giveForm = z.object({ person: z.uuid(), role: z.enum(roles), ...scope })
const endForm = z.object({ membership: z.uuid() })
const resetForm = z.object({ person: z.uuid() })
const pairForm = z.object({ person: z.uuid(), as: z.uuid() })
const revokeForm = z.object({ token: z.uuid() })

/** People and roles: for administrators, at the console. */
export function peoplePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/nguoi/*', staffGuard(staff), adminsOnly)
  app.get('/nguoi', (c) => shownPeople(staff, c, {}))
  app.post(
    '/nguoi/moi',
    fromForm(staff, async (tx, actor, typed, c) => {
      const { name, roles: ticked, ...bound } = parsedForm(inviteForm, typed)
      const wishes = ticked.map((role) => wishOf(role, bound))
      const made = await invite(tx, actor, { name: name.normalize('NFC'), roles: wishes })
      return shownLink(staff, c, made)
    }),
  )
  app.post(
    '/nguoi/dat-lai',
    fromForm(staff, async (tx, actor, typed, c) =>
      shownLink(staff, c, await resetLink(tx, actor, parsedForm(resetForm, typed).person)),
    ),
  )
  app.post(
    '/nguoi/vai-tro',
    fromForm(staff, async (tx, actor, typed, c) => {
      const { person, role, ...bound } = parsedForm(giveForm, typed)
      const wish = wishOf(role, bound)
      return backTo(c, await requestRoleChange(tx, actor, { kind: 'give', person, wish }))
    }),
  )
  app.post(
    '/nguoi/thoi',
    fromForm(staff, async (tx, actor, typed, c) => {
      const { membership } = parsedForm(endForm, typed)
      return backTo(c, await requestRoleChange(tx, actor, { kind: 'end', membership }))
    }),
  )
  app.post(
    '/nguoi/cung-nguoi',
    fromForm(staff, async (tx, actor, typed, c) => {
      await linkPeople(tx, actor, parsedForm(pairForm, typed))
      return backTo(c, null)
    }),
  )
  app.post(
    '/nguoi/khac-nguoi',
    fromForm(staff, async (tx, actor, typed, c) => {
      const pair = parsedForm(pairForm, typed)
      return backTo(c, await requestRoleChange(tx, actor, { kind: 'unlink', ...pair }))
    }),
  )
  app.post(
    '/nguoi/huy-ma',
    fromForm(staff, async (tx, actor, typed, c) => {
      await revokeToken(tx, actor.organisation, parsedForm(revokeForm, typed).token)
      return backTo(c, null)
    }),
  )
  return app
}

const adminsOnly = createMiddleware<StaffEnv>(async (c, next) => {
  needRole(actorOf(c), 'admin')
  await next()
})

type FormWork = (tx: Tx, actor: Actor, typed: TypedForm, c: Context<StaffEnv>) => Promise<Response>

// One transaction a form; what was wrong with it is shown on the page it came from.
function fromForm(staff: StaffDoor, work: FormWork): Handler<StaffEnv> {
  return async (c) => {
    const typed = await typedForm(c)
    const actor = actorOf(c)
    try {
      return await asActor(staff.db, staff.door, actor, (tx) => work(tx, actor, typed, c))
    } catch (thrown) {
      const { code, sentence, errors } = problemOf(thrown)
      if (code !== 'invalid' && code !== 'conflict') throw thrown
      const ticked = [typed.roles ?? []].flat()
      const name = typeof typed.name === 'string' ? typed.name : ''
      const trouble = { trouble: sentence, errors, typed: { name, roles: ticked } }
      return shownPeople(staff, c, trouble, statusOf[code])
    }
  }
}

async function shownPeople(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  trouble: Pick<PeoplePageProps, 'trouble' | 'errors' | 'typed'>,
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const actor = actorOf(c)
  const page = await asActor(staff.db, staff.door, actor, (tx) => peopleOf(tx, actor.organisation))
  const lang = langOf(c.req.query('lang'))
  const asked = c.req.query('asked') !== undefined
  const props = { ...page, ...trouble, lang, asked, actorName: actor.name, roles: actor.roles }
  return c.html(<PeoplePage {...props} />, status)
}

async function peopleOf(tx: Tx, organisation: string) {
  const held = await heldMemberships(tx, organisation)
  const links = await openInvitations(tx, organisation)
  return {
    held: held.map((one) => ({ ...one, scope: one.official ?? one.area ?? '' })),
    links: links.map((link) => ({ ...link, name: link.name ?? '' })),
    tokens: await openTokens(tx, organisation),
    same: await linksOf(tx),
    needsLead: await hasLead(tx, organisation),
    areas: await tx
      .select({ value: areas.code, text: areas.name })
      .from(areas)
      .where(eq(areas.organisationId, organisation))
      .orderBy(asc(areas.name)),
    officials: await officialsOf(tx, organisation),
  }
}

async function officialsOf(tx: Tx, organisation: string) {
  const { id, name, birthYear } = officials
  const found = await tx
    .select({ id, name, birthYear })
    .from(officials)
    .where(eq(officials.organisationId, organisation))
  const listed = toldApart(found.sort(byGivenName))
  return listed.map((one) => ({ value: one.id, text: one.shown }))
}

function shownLink(staff: StaffDoor, c: Context<StaffEnv>, made: MadeLink) {
  const lang = langOf(c.req.query('lang'))
  const link = `${staff.urls[made.door]}/moi/${made.secret}`
  const waits = made.approval !== null
  const { name, roles } = actorOf(c)
  return c.html(<LinkPage {...{ lang, link, waits, roles }} actorName={name} />)
}

function backTo(c: Context<StaffEnv>, approval: string | null): Response {
  const path = approval === null ? '/nguoi' : '/nguoi?asked=1'
  return c.redirect(at(path, langOf(c.req.query('lang'))), 303)
}

function wishOf(role: Role, bound: { area?: string; official?: string }): RoleWish {
  const [area, official] = [bound.area || undefined, bound.official || undefined]
  const wish = roleWish.safeParse({
    role,
    ...(role === 'cell' && { area }),
    ...(role === 'official' && { official }),
  })
  if (wish.success) return wish.data
  const path = role === 'cell' ? 'area' : 'official'
  throw new Problem('invalid', staffProblems.fields, [{ path, message: staffFieldErrors.required }])
}
