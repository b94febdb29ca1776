import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { officials, organisations, targets } from '../../db/schema.ts'
import type { Actor } from '../staff/actor.ts'

/** Whom a feedback may be about: an official with the posts held, or a collective. */
export type Subject = {
  id: string
  kind: 'official' | 'collective'
  name: string
  /** Posts held now, the leading ones first; empty for a collective. */
  post: string
}

/** A subject of a feedback with its running number there, for life. */
export type Target = {
  subject: string
  kind: 'official' | 'collective' | 'organisation'
  name: string
  number: number
}

const heldNow = sql<string>`coalesce((select string_agg(p.title, '; ' order by p.is_head desc, p.is_leader desc, p.title)
  from posts p where p.official_id = ${officials}.id and p.valid_from <= today()
    and (p.valid_to is null or p.valid_to >= today())), '')`

/**
 * Officials and collectives of the actor's organisation whose name or post matches `q` (with or
 * without accents), post first; `limit` of each. An empty `q` matches all.
 */
export async function findSubjects(
  tx: Tx,
  actor: Actor,
  { q, limit }: { q: string; limit: number },
): Promise<Subject[]> {
  const wanted = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
  const people = await tx
    .select({ id: officials.id, name: officials.name, post: heldNow })
    .from(officials)
    .where(sql`plain(${officials.name} || ' ' || ${heldNow}) like plain(${wanted})`)
    .orderBy(heldNow, officials.name)
    .limit(limit)
  const bodies = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(and(ownCollective(actor), sql`plain(${organisations.name}) like plain(${wanted})`))
    .orderBy(organisations.name)
    .limit(limit)
  return [
    ...people.map((one) => ({ ...one, kind: 'official' as const })),
    ...bodies.map((one) => ({ ...one, kind: 'collective' as const, post: '' })),
  ]
}

/** Those of the given ids that are officials or collectives of the actor's organisation. */
export async function subjectsById(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Subject[]> {
  if (ids.length === 0) return []
  const people = await tx
    .select({ id: officials.id, name: officials.name, post: heldNow })
    .from(officials)
    .where(inArray(officials.id, [...ids]))
  const bodies = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(and(ownCollective(actor), inArray(organisations.id, [...ids])))
  return [
    ...people.map((one) => ({ ...one, kind: 'official' as const })),
    ...bodies.map((one) => ({ ...one, kind: 'collective' as const, post: '' })),
  ]
}

/** The running numbers of several feedback, with the names as they are today. */
export async function targetsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Target[]>> {
  const found = new Map<string, Target[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({
      feedback: targets.feedbackId,
      subject: targets.subject,
      kind: targets.subjectKind,
      number: targets.number,
      official: officials.name,
      body: organisations.name,
    })
    .from(targets)
    .leftJoin(officials, eq(officials.id, targets.subject))
    .leftJoin(organisations, eq(organisations.id, targets.subject))
    .where(inArray(targets.feedbackId, [...ids]))
    .orderBy(targets.entrySeq)
  for (const { feedback, official, body, ...target } of rows) {
    const named = { ...target, name: official ?? body ?? '' }
    found.set(feedback, [...(found.get(feedback) ?? []), named])
  }
  return found
}

// Fronts are not reviewed by themselves; other bodies belong to the Front above them or, without
// one, to the Front whose area they work in.
function ownCollective(actor: Actor) {
  return and(
    ne(organisations.kind, 'front'),
    or(
      eq(organisations.parentId, actor.organisation),
      sql`exists (select from areas a where a.code = ${organisations.areaCode}
        and a.organisation_id = ${actor.organisation}::uuid)`,
    ),
    or(isNull(organisations.validTo), sql`${organisations.validTo} >= today()`),
  )
}
