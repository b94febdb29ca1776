import { z } from '@hono/zod-openapi'
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  readerLinkEndings,
  readerLinks,
  readerLinkUses,
  workingGroupLinks,
  workingGroups,
} from '../../db/schema.ts'
import { workingGroupProblems as problems } from '../../views/words/working-groups.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { day, isId, line, wrongField } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { listBundles } from './list.ts'
import { endLink, type MadeLink, makeLinks } from './readers.ts'

const longest = 31

/** A working group as its decision names it, and from which day to which its members read. */
export const newGroup = z
  .object({
    name: line(200),
    document: line(200),
    decidedOn: day,
    members: z.array(line(200)).min(1).max(30),
    from: day,
    to: day,
  })
  .refine(({ from, to }) => to >= from, { path: ['to'] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < longest * 86_400_000, {
    path: ['to'],
  })

/**
 * Names a working group and gives each member a link to the cycle's frozen bundles, whole days in Viet
 * Nam, at most 31. What is frozen later needs links of its own. Raises Problem('forbidden') unless
 * secretary, 'not_found', 'invalid' for days that are over, 'conflict' while nothing is frozen.
 */
export async function nameGroup(
  tx: Tx,
  actor: Actor,
  cycle: string,
  given: z.output<typeof newGroup>,
): Promise<{ id: string; made: MadeLink[] }> {
  needRole(actor, 'secretary')
  await cycleById(tx, cycle)
  const { name, document, decidedOn, members, from, to } = given
  if (to < dayInVietNam()) throw wrongField('to', problems.over)
  if (decidedOn > dayInVietNam()) throw wrongField('decidedOn', problems.future)
  const bundles = await readableIn(tx, actor, cycle)
  if (bundles.length === 0) throw new Problem('conflict', problems.nothingFrozen)
  const made = await makeLinks(tx, actor, {
    ...{ names: members, bundles },
    ...{ from: `${from}T00:00:00+07:00`, to: `${to}T23:59:59+07:00` },
  })
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'working-group.named', item: id, subject: cycle },
    commitment: commitFields(name, document, decidedOn),
  })
  await tx.insert(workingGroups).values({
    ...{ id, organisationId, cycleId: cycle, name, document, decidedOn, entrySeq },
    enteredBy: actor.person,
  })
  await tx
    .insert(workingGroupLinks)
    .values(made.map((link) => ({ linkId: link.id, groupId: id, organisationId })))
  return { id, made }
}

/** The working groups of a cycle with their members' links, latest first. Raises Problem('forbidden'). */
export async function groupsOf(tx: Tx, actor: Actor, cycle: string) {
  needRole(actor, 'secretary', 'lead')
  await cycleById(tx, cycle)
  const groups = await tx
    .select({
      id: workingGroups.id,
      name: workingGroups.name,
      document: workingGroups.document,
      decidedOn: workingGroups.decidedOn,
    })
    .from(workingGroups)
    .where(eq(workingGroups.cycleId, cycle))
    .orderBy(desc(workingGroups.entrySeq))
  const links = await tx
    .select({
      group: workingGroupLinks.groupId,
      id: readerLinks.id,
      name: readerLinks.name,
      validFrom: readerLinks.validFrom,
      validTo: readerLinks.validTo,
      state: sql<'ended' | 'over' | 'open' | 'waiting'>`case
        when ${readerLinkEndings.linkId} is not null then 'ended'
        when ${readerLinks.validTo} <= now() then 'over'
        when ${readerLinkUses.linkId} is not null then 'open' else 'waiting' end`,
    })
    .from(workingGroupLinks)
    .innerJoin(workingGroups, eq(workingGroups.id, workingGroupLinks.groupId))
    .innerJoin(readerLinks, eq(readerLinks.id, workingGroupLinks.linkId))
    .leftJoin(readerLinkUses, eq(readerLinkUses.linkId, readerLinks.id))
    .leftJoin(readerLinkEndings, eq(readerLinkEndings.linkId, readerLinks.id))
    .where(eq(workingGroups.cycleId, cycle))
    .orderBy(asc(readerLinks.entrySeq))
  return groups.map((group) => ({
    ...group,
    links: links.filter((link) => link.group === group.id),
  }))
}

/**
 * Ends what the members of a group may read. Raises Problem('forbidden') unless secretary,
 * 'not_found', 'conflict' when no link is open any more.
 */
export async function endGroup(tx: Tx, actor: Actor, cycle: string, id: string): Promise<void> {
  needRole(actor, 'secretary')
  const group = isId(id)
    ? (await groupsOf(tx, actor, cycle)).find((one) => one.id === id)
    : undefined
  if (!group) throw new Problem('not_found', problems.noGroup)
  const live = group.links.filter(({ state }) => state === 'waiting' || state === 'open')
  if (live.length === 0) throw new Problem('conflict', problems.endedAlready)
  for (const link of live) await endLink(tx, actor, link.id)
}

async function readableIn(tx: Tx, actor: Actor, cycle: string): Promise<string[]> {
  const newest = new Map<string, { id: string; version: number }>()
  for (const { id, record, version, check, state } of await listBundles(tx, actor, { cycle })) {
    if (check === null || state === 'returned' || state === 'rendering') continue
    if ((newest.get(record)?.version ?? 0) < version) newest.set(record, { id, version })
  }
  return [...newest.values()].map(({ id }) => id)
}
