import { and, eq, sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { memberships, sessions } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { AccountPage } from '../../views/staff/account.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf } from '../problem.ts'
import { actorOf, currentMembership, type StaffEnv } from './actor.ts'
import { parsedForm, typedForm } from './form.ts'
import { giveSession, type StaffDoor, sessionSecret, staffGuard } from './guard.ts'
import { readNotices } from './notices.ts'
import { endOwnSession, ownSessions } from './own-sessions.ts'
import { passkeysOf } from './passkeys.ts'
import { changePassword, passwordForm } from './password-change.ts'
import { recoveryCodesLeft } from './recovery.ts'
import { hashOf } from './secret.ts'

const switchForm = z.object({ organisation: z.uuid() })
const aboutWords = z.record(z.string(), z.string())

/** One's own account, and the switch between organisations one works for. */
export function accountPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/tai-khoan/*', staffGuard(staff))
  app.get('/tai-khoan', (c) => shownAccount(staff, c))
  app.post('/tai-khoan/mat-khau', async (c) => {
    const typed = await typedForm(c)
    try {
      const form = passwordForm.parse(typed)
      giveSession(staff, c, await changePassword(staff, actorOf(c), form, staff.addressOf(c)))
    } catch (thrown) {
      const { code, errors } = problemOf(thrown)
      if (code !== 'invalid') throw thrown
      return shownAccount(staff, c, errors)
    }
    return c.redirect(at('/tai-khoan?changed=1#mat-khau', langOf(c.req.query('lang'))), 303)
  })
  app.post('/tai-khoan/phien/:id/ket-thuc', async (c) => {
    const id = c.req.param('id')
    const which = id === 'khac' ? 'others' : z.uuid().safeParse(id).data
    if (!which) throw new Problem('not_found', staffProblems.noSuchSession)
    await endOwnSession(staff, actorOf(c), sessionSecret(staff, c), which)
    return c.redirect(at('/tai-khoan', langOf(c.req.query('lang'))), 303)
  })
  app.post('/tai-khoan/to-chuc', async (c) => {
    const { person } = actorOf(c)
    const { organisation } = parsedForm(switchForm, await typedForm(c))
    await as(staff.db, { role: 'ydan_signin', person }, (tx) =>
      switchOrganisation(tx, person, organisation, sessionSecret(staff, c) ?? ''),
    )
    return c.redirect(at('/tai-khoan', langOf(c.req.query('lang'))), 303)
  })
  return app
}

async function shownAccount(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  errors?: Problem['errors'],
): Promise<Response> {
  const { person, name, organisation, roles, only } = actorOf(c)
  const secret = sessionSecret(staff, c)
  const shown = await as(staff.db, { role: 'ydan_signin', person, organisation }, async (tx) => {
    const works = await organisationsOf(tx, person)
    const notices = (await readNotices(tx, person)).map(({ kind, about, createdAt, seenAt }) => ({
      kind,
      about: aboutWords.parse(about),
      at: createdAt,
      seen: seenAt !== null,
    }))
    const present = works.filter(({ id }) => id === organisation)
    const others = works.filter(({ id }) => id !== organisation)
    const waysIn = only ? null : await waysInOf(tx, person, secret)
    return { organisations: [...present, ...others], notices, waysIn }
  })
  const lang = langOf(c.req.query('lang'))
  const page = { lang, door: staff.door, actorName: name, roles }
  const waysIn = shown.waysIn && {
    ...shown.waysIn,
    errors,
    changed: c.req.query('changed') === '1',
  }
  return c.html(<AccountPage {...page} {...shown} waysIn={waysIn} />, errors ? 400 : 200)
}

async function waysInOf(tx: Tx, person: string, secret: string | undefined) {
  const passkeys = (await passkeysOf(tx, person)).map(({ id, name, createdAt }) => ({
    ...{ id, name, createdAt },
  }))
  const sessions = await ownSessions(tx, person, secret)
  return { passkeys, sessions, codesLeft: await recoveryCodesLeft(tx, person) }
}

function organisationsOf(tx: Tx, person: string) {
  return tx
    .selectDistinct({ id: organisations.id, name: organisations.name })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(and(eq(memberships.personId, person), currentMembership))
    .orderBy(organisations.name)
}

async function switchOrganisation(
  tx: Tx,
  person: string,
  organisation: string,
  secret: string,
): Promise<void> {
  const works = await organisationsOf(tx, person)
  if (!works.some(({ id }) => id === organisation)) {
    throw new Problem('not_found', problemWords.notFound)
  }
  await tx
    .update(sessions)
    .set({ organisationId: organisation, seenAt: sql`now()` })
    .where(eq(sessions.tokenHash, hashOf(secret)))
}
