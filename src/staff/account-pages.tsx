import { and, eq, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { memberships, sessions } from '../../db/schema/staff.ts'
import { organisations } from '../../db/schema/units.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { AccountPage } from '../../views/staff/account.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { actorOf, currentMembership, type StaffEnv } from './actor.ts'
import { parsedForm, typedForm } from './form.ts'
import { type StaffDoor, sessionSecret, staffGuard } from './guard.ts'
import { readNotices } from './notices.ts'
import { passkeysOf } from './passkeys.ts'
import { recoveryCodesLeft } from './recovery.ts'
import { hashOf } from './secret.ts'

const switchForm = z.object({ organisation: z.uuid() })
const aboutWords = z.record(z.string(), z.string())

/** One's own account, and the switch between organisations one works for. */
export function accountPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/tai-khoan/*', staffGuard(staff))
  app.get('/tai-khoan', async (c) => {
    const { person, name, organisation, roles, only } = actorOf(c)
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
      const waysIn = only ? null : await waysInOf(tx, person)
      return { organisations: [...present, ...others], notices, waysIn }
    })
    const lang = langOf(c.req.query('lang'))
    const page = { lang, door: staff.door, actorName: name, roles }
    return c.html(<AccountPage {...page} {...shown} />)
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

async function waysInOf(tx: Tx, person: string) {
  const passkeys = (await passkeysOf(tx, person)).map(({ id, name, createdAt }) => ({
    ...{ id, name, createdAt },
  }))
  return { passkeys, codesLeft: await recoveryCodesLeft(tx, person) }
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
