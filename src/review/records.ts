import { z } from '@hono/zod-openapi'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { officials, organisations, reviewRecords } from '../../db/schema.ts'
import { byGivenName } from '../../views/names.ts'
import { exemptSentence, reviewProblems as problems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Cycle, cycleById } from './cycles.ts'
import { exemptionIn } from './exemptions.ts'
import { isId } from './fields.ts'
import { officialById } from './officials.ts'
import { collectives } from './organisations.ts'

const shape = z.object({
  official: z.uuid().optional(),
  collective: z.uuid().optional(),
  cycle: z.uuid(),
})
export const newRecord = shape.refine(
  ({ official, collective }) => (official === undefined) !== (collective === undefined),
  { path: ['official'] },
)
export type NewRecord = z.output<typeof newRecord>

/** Whom a record is about. */
export type Subject = { kind: 'official' | 'collective'; id: string; name: string }

/** A record's cover: whom, and in which cycle. */
export type RecordCover = { id: string; subject: Subject; cycle: Cycle }

/**
 * Opens the record of one official or collective in one cycle. Raises Problem('forbidden') unless
 * secretary, 'not_found' for what is not ours, 'conflict' when the cycle is closed, the record is
 * there already, or the official is exempt (saying why).
 */
export async function openRecord(tx: Tx, actor: Actor, given: NewRecord): Promise<string> {
  needRole(actor, 'secretary')
  const cycle = await cycleById(tx, given.cycle)
  if (cycle.closed) throw new Problem('conflict', problems.cycleClosed)
  const subject = await subjectOf(tx, actor, given, cycle)
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'record.opened',
    item: id,
    subject,
  })
  const opened = await tx
    .insert(reviewRecords)
    .values({
      id,
      organisationId: actor.organisation,
      cycleId: cycle.id,
      officialId: given.official,
      collectiveId: given.collective,
      openedBy: actor.person,
      entrySeq,
    })
    .onConflictDoNothing()
    .returning({ id: reviewRecords.id })
  if (opened.length === 0) throw new Problem('conflict', problems.recordOpenAlready)
  return id
}

/**
 * The cover of a record this actor may read: secretary, lead and moderator all; an official the own
 * one; a cell those of its area. Raises Problem('forbidden') for other roles, and 'not_found' alike
 * for what is not there and what is not theirs.
 */
export async function readableRecord(tx: Tx, actor: Actor, id: string): Promise<RecordCover> {
  needRole(actor, 'secretary', 'lead', 'moderator', 'official', 'cell')
  const [found] = isId(id) ? await covers(tx, actor, eq(reviewRecords.id, id)) : []
  if (found === undefined) throw new Problem('not_found', problems.noRecord)
  const { cycleId, reopened, ...cover } = found
  const cycle = await cycleById(tx, cycleId)
  // Opened again for a new rating, it takes papers like a record of a running cycle.
  return { ...cover, cycle: { ...cycle, closed: cycle.closed && !reopened } }
}

/** The records of a cycle this actor may read: collectives first, then officials by given name. */
export async function recordsOf(tx: Tx, actor: Actor, cycle: string) {
  needRole(actor, 'secretary', 'lead', 'moderator', 'official', 'cell')
  const found = isId(cycle) ? await covers(tx, actor, eq(reviewRecords.cycleId, cycle)) : []
  const rank = ({ subject }: { subject: Subject }) => (subject.kind === 'collective' ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b) || byGivenName(a.subject, b.subject))
}

/** Whether this actor sees how the Front works on a record, not only what came of it. */
export function worksOnRecords(actor: Actor): boolean {
  return actor.roles.some((role) => ['secretary', 'lead', 'moderator'].includes(role))
}

async function subjectOf(tx: Tx, actor: Actor, given: NewRecord, cycle: Cycle): Promise<string> {
  if (given.official !== undefined) {
    const official = await officialById(tx, given.official)
    const reason = await exemptionIn(tx, official.id, cycle)
    if (reason !== null) throw new Problem('conflict', exemptSentence(reason))
    return official.id
  }
  const body = (await collectives(tx, actor)).find(({ id }) => id === given.collective)
  if (body === undefined) throw new Problem('not_found', problems.noOrganisation)
  return body.id
}

async function covers(tx: Tx, actor: Actor, which: ReturnType<typeof eq>) {
  const found = await tx
    .select({
      id: reviewRecords.id,
      cycleId: reviewRecords.cycleId,
      official: reviewRecords.officialId,
      collective: reviewRecords.collectiveId,
      officialName: officials.name,
      collectiveName: organisations.name,
      reopened: sql<boolean>`is_reopened(${reviewRecords.id})`,
    })
    .from(reviewRecords)
    .leftJoin(officials, eq(officials.id, reviewRecords.officialId))
    .leftJoin(organisations, eq(organisations.id, reviewRecords.collectiveId))
    .where(and(which, worksOnRecords(actor) ? undefined : theirs(actor)))
    .orderBy(desc(reviewRecords.openedAt))
    .limit(5000)
  return found.map(({ id, cycleId, reopened, ...row }) => ({
    id,
    cycleId,
    reopened,
    subject: {
      kind: row.official === null ? ('collective' as const) : ('official' as const),
      id: row.official ?? row.collective ?? '',
      name: row.officialName ?? row.collectiveName ?? '',
    },
  }))
}

// A cell knows who lived in its area, held a post or was reviewed there at some time in the cycle; an
// official the own record.
function theirs(actor: Actor) {
  const areas = actor.roles.includes('cell') ? [...actor.areas] : []
  const own = actor.roles.includes('official') ? actor.official : null
  const here = sql`area_code = any (${sql.param(areas)}::text[])`
  const within = sql`x.valid_from <= c.ends_on and (x.valid_to is null or x.valid_to >= c.starts_on)`
  return sql`(${reviewRecords.officialId} = ${own}::uuid
    or exists (select from cycles c where c.id = ${reviewRecords.cycleId} and (
      exists (select from residences x where x.official_id = ${reviewRecords.officialId} and x.${here} and ${within})
      or exists (select from posts x where x.official_id = ${reviewRecords.officialId} and x.${here} and ${within})
      or exists (select from review_places x join organisations o on o.id = x.place_id
        where x.official_id = ${reviewRecords.officialId} and o.${here} and ${within})))
    or ${organisations.areaCode} = any (${sql.param(areas)}::text[]))`
}
