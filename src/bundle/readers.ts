import { z } from '@hono/zod-openapi'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  readerLinkBundles,
  readerLinkEndings,
  readerLinks,
  readerLinkUses,
} from '../../db/schema.ts'
import { meetingProblems } from '../../views/words/meeting.ts'
import { linkProblems as problems } from '../../views/words/readers.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { isId, line } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { hashOf, newSecret } from '../staff/secret.ts'
import { bundleById } from './list.ts'

const longest = 7 * 24 * 3_600_000

/** Who may read which bundles, and from when to when (moments in UTC). */
export const newLinks = z
  .object({
    names: z.array(line(200)).min(1).max(100),
    bundles: z.array(z.uuid()).min(1).max(200),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
  })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), { path: ['to'] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= longest, { path: ['to'] })

/** A link just made; its secret is shown this once. */
export type MadeLink = { id: string; name: string; secret: string }

/**
 * Makes one link for each named member of a meeting. Raises Problem('forbidden') unless secretary,
 * 'not_found' for a bundle that is not ours, 'conflict' for one that is not frozen or was returned,
 * 'invalid' when the end has passed.
 */
export async function makeLinks(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newLinks>,
): Promise<MadeLink[]> {
  needRole(actor, 'secretary')
  if (Date.parse(given.to) <= Date.now()) {
    throw new Problem('invalid', problems.over, [{ path: 'to', message: problems.over }])
  }
  const bundles = [...new Set(given.bundles)]
  for (const bundle of bundles) await mustBeReadable(tx, actor, bundle)
  const made: MadeLink[] = []
  for (const name of given.names) {
    made.push(await makeLink(tx, actor, { ...given, bundles, name }))
  }
  return made
}

/** A bundle's links, latest first, and how far each has come. */
export async function linksOf(tx: Tx, actor: Actor, bundle: string) {
  needRole(actor, 'secretary')
  return tx
    .select({
      id: readerLinks.id,
      name: readerLinks.name,
      validFrom: readerLinks.validFrom,
      validTo: readerLinks.validTo,
      usedAt: readerLinkUses.usedAt,
      state: sql<'ended' | 'over' | 'open' | 'waiting'>`case
        when ${readerLinkEndings.linkId} is not null then 'ended'
        when ${readerLinks.validTo} <= now() then 'over'
        when ${readerLinkUses.linkId} is not null then 'open' else 'waiting' end`,
    })
    .from(readerLinkBundles)
    .innerJoin(readerLinks, eq(readerLinks.id, readerLinkBundles.linkId))
    .leftJoin(readerLinkUses, eq(readerLinkUses.linkId, readerLinks.id))
    .leftJoin(readerLinkEndings, eq(readerLinkEndings.linkId, readerLinks.id))
    .where(eq(readerLinkBundles.bundleId, bundle))
    .orderBy(desc(readerLinks.entrySeq))
    .limit(500)
}

/**
 * Revokes a link; who reads by it is out at the next click. Raises Problem('forbidden') unless
 * secretary, 'not_found', 'conflict' when it was revoked before.
 */
export async function endLink(tx: Tx, actor: Actor, id: string): Promise<void> {
  needRole(actor, 'secretary')
  await lockLink(tx, id)
  const [link] = isId(id)
    ? await tx.select({ id: readerLinks.id }).from(readerLinks).where(eq(readerLinks.id, id))
    : []
  if (!link) throw new Problem('not_found', problems.noLink)
  const [ended] = await tx
    .select({ id: readerLinkEndings.linkId })
    .from(readerLinkEndings)
    .where(eq(readerLinkEndings.linkId, id))
  if (ended) throw new Problem('conflict', problems.endedAlready)
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'reader-link.ended',
    item: id,
  })
  await tx
    .insert(readerLinkEndings)
    .values({ linkId: id, organisationId, endedBy: actor.person, entrySeq })
  await tx.execute(sql`select end_reader(${id}::uuid)`)
}

/** Two who open a link, or one who opens and one who revokes it, come one after the other. */
export async function lockLink(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 11))`)
}

async function mustBeReadable(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { state } = await bundleById(tx, actor, id)
  if (state === 'returned') throw new Problem('conflict', meetingProblems.returned)
  if (['asked', 'declined', 'rendering'].includes(state)) {
    throw new Problem('conflict', meetingProblems.notFrozen)
  }
}

async function makeLink(
  tx: Tx,
  actor: Actor,
  given: { name: string; bundles: readonly string[]; from: string; to: string },
): Promise<MadeLink> {
  const id = crypto.randomUUID()
  const secret = newSecret()
  const organisationId = actor.organisation
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'reader-link.made',
    item: id,
  })
  await tx.insert(readerLinks).values({
    id,
    organisationId,
    name: given.name,
    tokenHash: hashOf(secret),
    validFrom: new Date(given.from),
    validTo: new Date(given.to),
    madeBy: actor.person,
    entrySeq,
  })
  await tx
    .insert(readerLinkBundles)
    .values(given.bundles.map((bundleId) => ({ linkId: id, bundleId, organisationId })))
  return { id, name: given.name, secret }
}
