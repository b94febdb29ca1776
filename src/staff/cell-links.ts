import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { memberships, people } from '../../db/schema/staff.ts'
import { areas } from '../../db/schema/units.ts'
import { cellLinkMailings, cellLinks, cellMails } from '../../db/schema/ways-in.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { later } from '../later.ts'
import { Problem } from '../problem.ts'
import { type Actor, currentMembership, membershipsOf, needRole } from './actor.ts'
import type { StaffDoor } from './guard.ts'
import { tell } from './notices.ts'
import { hashOf, newSecret } from './secret.ts'
import { startSession } from './session.ts'

/** How long a cell works by one link, in minutes, however busy. */
export const cellMinutes = 60

/** The people of residence cells here, by name, with the area, the address and their latest link. */
export async function cellPeople(tx: Tx, actor: Actor) {
  needRole(actor, 'clerk', 'secretary', 'admin')
  const ours = actor.organisation
  const rows = await tx
    .selectDistinctOn([people.name, people.id, areas.code], {
      person: people.id,
      name: people.name,
      area: areas.name,
      mail: cellMails.mail,
      madeAt: cellLinks.madeAt,
      usedAt: cellLinks.usedAt,
      mailed: cellLinkMailings.outcome,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(areas, eq(areas.code, memberships.areaCode))
    .leftJoin(cellLinks, eq(cellLinks.personId, people.id))
    .leftJoin(cellLinkMailings, eq(cellLinkMailings.linkId, cellLinks.id))
    .leftJoin(cellMails, and(eq(cellMails.personId, people.id), eq(cellMails.organisationId, ours)))
    .where(
      and(eq(memberships.organisationId, ours), eq(memberships.role, 'cell'), currentMembership),
    )
    .orderBy(people.name, people.id, areas.code, desc(cellLinks.madeAt))
  return rows
}

/**
 * A link to hand over on paper: one use within seven days, at the desk, as residence cell alone. It
 * closes the one before. Gives its secret, shown once. Raises Problem('forbidden') unless clerk,
 * secretary or administrator, 'not_found' for who is not with a cell here.
 */
export async function makeCellLink(tx: Tx, actor: Actor, person: string): Promise<string> {
  needRole(actor, 'clerk', 'secretary', 'admin')
  const { organisation, person: madeBy } = actor
  return (await newCellLink(tx, { organisation, person, madeBy, days: 7 })).secret
}

/** The same for the job that mails it; the transaction works for `madeBy`. Raises 'not_found'. */
export async function newCellLink(
  tx: Tx,
  given: { organisation: string; person: string; madeBy: string; days: number },
): Promise<{ id: string; secret: string }> {
  const { organisation, person, madeBy, days } = given
  await mustBeOfCell(tx, organisation, person)
  const secret = newSecret()
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'cell-link.made', item: id, subject: person },
  })
  await tx.insert(cellLinks).values({
    ...{ id, tokenHash: hashOf(secret), organisationId: organisation, personId: person },
    ...{ madeBy, expiresAt: sql`now() + ${days} * interval '1 day'`, entrySeq },
  })
  return { id, secret }
}

/** An address as the administrator types it; empty takes it away. */
export const cellMail = z
  .string()
  .trim()
  .regex(/^$|^[^\s@<>,;:"]{1,64}@[A-Za-z0-9.-]{1,250}$/)

/**
 * Notes where this organisation mails a cell's links, or nowhere any more; the person is told. Raises
 * Problem('forbidden') unless administrator, 'not_found' for who is not with a cell here.
 */
export async function setCellMail(
  tx: Tx,
  actor: Actor,
  given: { person: string; mail: string },
): Promise<void> {
  needRole(actor, 'admin')
  const { organisation, person: setBy } = actor
  const { person, mail } = given
  await mustBeOfCell(tx, organisation, person)
  const row = { organisationId: organisation, personId: person, mail, setBy }
  const here = and(eq(cellMails.organisationId, organisation), eq(cellMails.personId, person))
  if (mail === '') await tx.delete(cellMails).where(here)
  else {
    await tx
      .insert(cellMails)
      .values(row)
      .onConflictDoUpdate({
        target: [cellMails.organisationId, cellMails.personId],
        set: { mail, setBy, setAt: sql`now()` },
      })
  }
  await tell(tx, organisation, person, 'cell-mail-set', {})
  await append(tx, { organisation, kind: 'cell-mail.set', item: person })
}

/**
 * Leaves a link to be made and mailed. Raises Problem('forbidden') unless clerk, secretary or
 * administrator, 'not_found' for who is not with a cell here, 'conflict' without an address.
 */
export async function sendCellLink(tx: Tx, actor: Actor, person: string): Promise<void> {
  needRole(actor, 'clerk', 'secretary', 'admin')
  const { organisation, person: by } = actor
  await mustBeOfCell(tx, organisation, person)
  if ((await cellMailOf(tx, organisation, person)) === null) {
    throw new Problem('conflict', staffProblems.noCellMail)
  }
  await later(tx, 'cell-link.mail', { organisation, person, by }, `${organisation}/${person}`)
}

/** Where an organisation mails a cell's links; null for nowhere. */
export async function cellMailOf(tx: Tx, organisation: string, person: string) {
  const [row] = await tx
    .select({ mail: cellMails.mail })
    .from(cellMails)
    .where(and(eq(cellMails.organisationId, organisation), eq(cellMails.personId, person)))
  return row?.mail ?? null
}

async function mustBeOfCell(tx: Tx, organisation: string, person: string): Promise<void> {
  const held = await membershipsOf(tx, person, organisation)
  if (!held.some(({ role }) => role === 'cell')) {
    throw new Problem('not_found', staffProblems.notCell)
  }
}

/** Whose link this is, before it is used. Raises Problem('not_found') alike for any that will not do. */
export function cellLinkBehind(staff: StaffDoor, secret: string): Promise<{ name: string }> {
  return as(staff.db, { role: 'ydan_signin' }, (tx) => linkBehind(tx, secret))
}

/**
 * Uses a link up and signs in for an hour at the desk, as residence cell alone; the person is told.
 * Gives the session's secret. Raises as `cellLinkBehind`.
 */
export async function enterAsCell(staff: StaffDoor, secret: string): Promise<string> {
  return as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    const { id, person, organisation } = await linkBehind(tx, secret)
    const used = await tx
      .update(cellLinks)
      .set({ usedAt: sql`now()` })
      .where(and(eq(cellLinks.id, id), isNull(cellLinks.usedAt)))
      .returning({ id: cellLinks.id })
    if (used.length === 0) throw new Problem('not_found', staffProblems.linkGone)
    await tell(tx, organisation, person, 'cell-link-used', {})
    const started = { person, organisation, door: 'desk', minutes: cellMinutes } as const
    const session = await startSession(tx, { ...started, only: 'cell' })
    await tx.execute(sql`select set_config('ydan.person', ${person}, true)`)
    await append(tx, { organisation, kind: 'cell-link.used', item: id, subject: person })
    return session
  })
}

async function linkBehind(tx: Tx, secret: string) {
  const [found] = await tx
    .select({
      id: cellLinks.id,
      person: cellLinks.personId,
      organisation: cellLinks.organisationId,
      name: people.name,
    })
    .from(cellLinks)
    .innerJoin(people, and(eq(people.id, cellLinks.personId), isNull(people.disabledAt)))
    .where(
      and(
        eq(cellLinks.tokenHash, hashOf(secret)),
        isNull(cellLinks.usedAt),
        gt(cellLinks.expiresAt, sql`now()`),
        sql`not exists (select from cell_links later where later.person_id = ${cellLinks.personId}
          and later.organisation_id = ${cellLinks.organisationId} and later.made_at > ${cellLinks.madeAt})`,
      ),
    )
  if (found === undefined) throw new Problem('not_found', staffProblems.linkGone)
  const held = await membershipsOf(tx, found.person, found.organisation)
  if (!held.some(({ role }) => role === 'cell'))
    throw new Problem('not_found', staffProblems.linkGone)
  return found
}
