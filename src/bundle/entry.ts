import { timingSafeEqual } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import {
  people,
  readerLinkBundles,
  readerLinkEndings,
  readerLinks,
  readerLinkUses,
} from '../../db/schema.ts'
import { linkProblems as problems } from '../../views/words/readers.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { giveMembership } from '../staff/memberships.ts'
import { hashOf, newSecret } from '../staff/secret.ts'
import { startSession } from '../staff/session.ts'
import { lockLink } from './readers.ts'

type Link = {
  id: string
  organisation: string
  name: string
  validTo: Date
  madeBy: string
}

/** What a browser gets for opening a link: the session's secret and the one that marks this device. */
export type Entered = { session: string; device: string; link: string; bundles: string[] }

/**
 * The member a link is for, before anything opens: looking at a link (as chat programs do by
 * themselves) uses nothing up. Raises Problem('not_found') for a link that never was, 'forbidden'
 * with the sentence for one that is early, over or revoked.
 */
export function lookAt(db: Db, secret: string): Promise<Link> {
  return as(db, { role: 'ydan_signin' }, (tx) => linkBehind(tx, secret))
}

/**
 * Opens a link: the first time it makes the reader and binds the link to this device; later only
 * this device may come again. Raises as `lookAt`, and Problem('forbidden') on another device.
 */
export async function enter(db: Db, secret: string, known?: string): Promise<Entered> {
  const person = crypto.randomUUID()
  return as(db, { role: 'ydan_signin', person }, async (tx) => {
    const { id } = await linkBehind(tx, secret)
    await lockLink(tx, id)
    const link = await linkBehind(tx, secret) // it may have been revoked while we waited
    const bundles = await bundlesOf(tx, id)
    const device = known ?? newSecret()
    const [use] = await tx
      .select({ person: readerLinkUses.personId, device: readerLinkUses.deviceHash })
      .from(readerLinkUses)
      .where(eq(readerLinkUses.linkId, id))
    if (use && !(known && timingSafeEqual(hashOf(known), use.device))) {
      throw new Problem('forbidden', problems.elsewhere)
    }
    if (!use) await admit(tx, link, person, device, bundles)
    const started = { person: use?.person ?? person, organisation: link.organisation }
    const session = await startSession(tx, { ...started, door: 'desk' })
    return { session, device, link: id, bundles }
  })
}

async function linkBehind(tx: Tx, secret: string): Promise<Link> {
  const [found] = await tx
    .select({
      id: readerLinks.id,
      organisation: readerLinks.organisationId,
      name: readerLinks.name,
      validTo: readerLinks.validTo,
      madeBy: readerLinks.madeBy,
      ended: sql<boolean>`${readerLinkEndings.linkId} is not null`,
      early: sql<boolean>`${readerLinks.validFrom} > clock_timestamp()`,
      over: sql<boolean>`${readerLinks.validTo} <= clock_timestamp()`,
    })
    .from(readerLinks)
    .leftJoin(readerLinkEndings, eq(readerLinkEndings.linkId, readerLinks.id))
    .where(eq(readerLinks.tokenHash, hashOf(secret)))
  if (!found) throw new Problem('not_found', problems.unknown)
  const { ended, over, early, ...link } = found
  if (ended) throw new Problem('forbidden', problems.ended)
  if (over) throw new Problem('forbidden', problems.expired)
  if (early) throw new Problem('forbidden', problems.early)
  return link
}

async function bundlesOf(tx: Tx, link: string): Promise<string[]> {
  const rows = await tx
    .select({ id: readerLinkBundles.bundleId })
    .from(readerLinkBundles)
    .where(eq(readerLinkBundles.linkId, link))
    .orderBy(asc(readerLinkBundles.bundleId))
  return rows.map(({ id }) => id)
}

async function admit(
  tx: Tx,
  link: Link,
  person: string,
  device: string,
  bundles: readonly string[],
): Promise<void> {
  const { organisation } = link
  await tx.insert(people).values({ id: person, name: link.name })
  for (const bundle of bundles) {
    const wish = { role: 'reader', bundle } as const
    const given = { organisation, person, wish, until: link.validTo }
    await giveMembership(tx, given, { givenBy: link.madeBy, agreedBy: null })
  }
  const entrySeq = await append(tx, {
    organisation,
    kind: 'reader-link.used',
    item: link.id,
    subject: person,
  })
  await tx.insert(readerLinkUses).values({
    linkId: link.id,
    organisationId: organisation,
    personId: person,
    deviceHash: hashOf(device),
    entrySeq,
  })
}
