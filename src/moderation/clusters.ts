import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { clusters, feedbackState } from '../../db/schema.ts'
import {
  joinReasons,
  clusterProblems as problems,
  splitReasons,
} from '../../views/words/clusters.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { feedbackById } from './feedback.ts'
import { lockFeedback } from './summaries.ts'

type Reason = NonNullable<typeof clusters.$inferSelect.reason>
const reasonsOf = (named: object) => Object.keys(named) as [Reason, ...Reason[]]

export const newJoin = z.object({ into: z.uuid(), reason: z.enum(reasonsOf(joinReasons)) })
export const newSplit = z.object({ reason: z.enum(reasonsOf(splitReasons)) })

/** Fewest voices of one class of channels that are told as a number. */
export const fewest = 5

/** Of which claim each of these is a voice, and how many voices it has; those alone are missing. */
export async function claimsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { claim: string; voices: number }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; claim: string; voices: number }>(sql`
    with asked as (select id, claim_of(id) as claim from unnest(${sql.param([...ids])}::uuid[]) as id),
      counted as (select claim, (select count(*)::int from claim_voices(claim)) as voices
        from (select distinct claim from asked) one)
    select id, claim, voices from asked join counted using (claim) where voices > 1`)
  return new Map(rows.map(({ id, claim, voices }) => [id, { claim, voices }]))
}

/** Where a letter came in, as far as it is told: how many wrote online, with help, from elsewhere. */
export type ChannelClass = 'online' | 'assisted' | 'imported'

/**
 * The paper tells online, assisted and imported apart and no more: a channel may point at a person.
 */
export function channelClass(channel: string): ChannelClass {
  if (channel === 'import') return 'imported'
  return ['paper', 'phone', 'meeting', 'reception'].includes(channel) ? 'assisted' : 'online'
}

/** The voices of one claim as moderators see them, the first letter first. */
export type Claim = {
  claim: string
  voices: { id: string; state: typeof feedbackState.$inferSelect.state; likeness: number | null }[]
  count: number
  /** By class of channels; null where a number below five could be worked out. */
  classes: { name: ChannelClass; count: number | null }[]
}

const mostShown = 200

/** The claim a feedback is a voice of, itself alone if it is the only one. */
export async function claimOf(tx: Tx, id: string): Promise<Claim> {
  const { rows } = await tx.execute<{ id: string; claim: string; channel: string }>(sql`
    select f.id, c.claim, f.channel from (select claim_of(${id}::uuid) as claim) c,
      claim_voices(c.claim) as v(id) join feedback f on f.id = v.id
      join letters l on l.thread_id = f.thread_id and l.first order by f.id <> c.claim, l.entry_seq`)
  const claim = rows[0]?.claim ?? id
  const shown = rows.slice(0, mostShown).map((row) => row.id)
  const known = await tx
    .select({
      id: feedbackState.feedbackId,
      state: feedbackState.state,
      likeness: sql<number | null>`(select c.likeness from clusters c
        where c.feedback_id = ${feedbackState.feedbackId} order by c.entry_seq desc limit 1)`,
    })
    .from(feedbackState)
    .where(inArray(feedbackState.feedbackId, shown.length > 0 ? shown : [id]))
  const byId = new Map(known.map((one) => [one.id, one]))
  return {
    claim,
    voices: shown.flatMap((one) => byId.get(one) ?? []),
    count: rows.length,
    classes: classesOf(rows.map(({ channel }) => channel)),
  }
}

/** How many voices came by each class of channels. Below five none is told, nor what would tell it. */
export function classesOf(channels: readonly string[]): Claim['classes'] {
  const counts = new Map<ChannelClass, number>()
  for (const channel of channels) {
    const name = channelClass(channel)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  const small = sorted.filter(([, count]) => count < fewest)
  const least = sorted.findLast(([, count]) => count >= fewest)
  // The whole is known: with one small number hidden, the next one must be hidden, too.
  const hidden = new Set(small.map(([name]) => name))
  if (small.length === 1 && least) hidden.add(least[0])
  return sorted.map(([name, count]) => ({ name, count: hidden.has(name) ? null : count }))
}

/** What was said about a feedback's claim, newest first. */
export function clusterHistory(tx: Tx, id: string) {
  return tx
    .select({
      how: clusters.how,
      into: clusters.intoFeedback,
      likeness: clusters.likeness,
      reason: clusters.reason,
      by: people.name,
      day: clusters.day,
    })
    .from(clusters)
    .leftJoin(people, eq(people.id, clusters.decidedBy))
    .where(eq(clusters.feedbackId, id))
    .orderBy(desc(clusters.entrySeq))
    .limit(50)
}

/**
 * Makes a feedback, with all voices it has, a voice of another one's claim. Raises
 * Problem('forbidden') unless moderator or lead, 'not_found', 'conflict' when they are one already.
 */
export async function join(
  tx: Tx,
  actor: Actor,
  id: string,
  { into, reason }: z.output<typeof newJoin>,
): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  await lockClusters(tx, actor.organisation)
  const [own, theirs] = [await feedbackById(tx, id), await feedbackById(tx, into)]
  const [from, to] = [await claimId(tx, own.id), await claimId(tx, theirs.id)]
  if (from === to) throw new Problem('conflict', problems.together)
  await write(tx, actor, { feedbackId: from, intoFeedback: to, how: 'joined', reason })
}

/**
 * Takes a feedback out of its claim: it stands alone again, and counts by itself. Raises
 * Problem('forbidden') unless moderator or lead, 'not_found', 'conflict' when it stands alone or is
 * the claim's first letter (then the others are to be taken out).
 */
export async function split(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason }: z.output<typeof newSplit>,
): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  await lockClusters(tx, actor.organisation)
  const own = await feedbackById(tx, id)
  if ((await claimId(tx, own.id)) === own.id) throw new Problem('conflict', problems.alone)
  await write(tx, actor, { feedbackId: own.id, intoFeedback: own.id, how: 'split', reason })
}

/** One at a time changes the claims of an organisation, or two could join in a circle. */
export async function lockClusters(tx: Tx, organisation: string): Promise<void> {
  await lockFeedback(tx, `clusters ${organisation}`)
}

/** For the jobs: writes that a feedback was found to be nearly a copy of another, once. */
export async function found(
  tx: Tx,
  organisation: string,
  pair: { id: string; other: string; likeness: number },
): Promise<void> {
  const claim = await claimId(tx, pair.other)
  if (claim === pair.id || (await claimId(tx, pair.id)) !== pair.id) return
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, entryOf(organisation, id, 'alike', pair.id, claim))
  await tx.insert(clusters).values({
    ...{ id, organisationId: organisation, feedbackId: pair.id, intoFeedback: claim },
    ...{ how: 'alike', likeness: pair.likeness, entrySeq },
  })
}

async function claimId(tx: Tx, id: string): Promise<string> {
  const { rows } = await tx.execute<{ claim: string }>(sql`select claim_of(${id}::uuid) as claim`)
  return rows[0]?.claim ?? id
}

async function write(
  tx: Tx,
  actor: Actor,
  row: { feedbackId: string; intoFeedback: string; how: 'joined' | 'split'; reason: Reason },
): Promise<void> {
  const id = crypto.randomUUID()
  const { organisation, person } = actor
  const entrySeq = await append(
    tx,
    entryOf(organisation, id, row.how, row.feedbackId, row.intoFeedback),
  )
  await tx.insert(clusters).values({
    ...{ ...row, id, organisationId: organisation, decidedBy: person, decidedAt: sql`now()` },
    entrySeq,
  })
}

// The log has no second subject: the claim's id is bound by its hash.
function entryOf(organisation: string, item: string, how: string, subject: string, into: string) {
  const commitment = bytesToHex(sha256(utf8ToBytes(into)))
  return { organisation, kind: `cluster.${how}`, item, subject, commitment }
}

/** Feedback that waits behind the claim of `id`: open voices, without its first letter. */
export async function openVoices(tx: Tx, id: string, most: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select s.feedback_id as id from claim_voices(claim_of(${id}::uuid)) as v(id)
      join feedback_state s on s.feedback_id = v.id
    where s.state in ('received', 'screening', 'reopened') and v.id <> claim_of(${id}::uuid)
      and not exists (select from approvals a where a.subject = v.id
        and not exists (select from approval_answers r where r.approval_id = a.id))
    order by v.id limit ${most}`)
  return rows.map((row) => row.id)
}
