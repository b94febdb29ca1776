import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { declarations, relationEndings, relations } from '../../db/schema/relations.ts'
import { cycles } from '../../db/schema/review.ts'
import { people } from '../../db/schema/staff.ts'
import { officials, organisations, posts } from '../../db/schema/units.ts'
import { byGivenName, toldApart } from '../../views/names.ts'
import { relationProblems as problems } from '../../views/words/relations.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, membershipsOf, needRole } from './actor.ts'
import { handUp } from './hand-up.ts'
import type { Role } from './roles.ts'

export const relationKinds = ['self', 'kin', 'superior', 'unit'] as const

/** Who is asked about relations at the first sign-in of each cycle. */
const asked: readonly Role[] = ['moderator', 'lead']

/** One relation to declare: to an official, or to the unit one belongs to. */
export const newRelation = z
  .object({
    kind: z.enum(relationKinds),
    official: z.uuid().optional(),
    unit: z.uuid().optional(),
    /** Somebody else; for leads. */
    person: z.uuid().optional(),
  })
  .refine(({ kind, unit }) => (kind === 'unit') === (unit !== undefined), { path: ['unit'] })
  .refine(({ kind, official }) => (kind !== 'unit') === (official !== undefined), {
    path: ['official'],
  })

/**
 * Declares a relation; from then on the database hides what is about that official or unit from the
 * person (`barred`, 0074_relations.sql). Officials whom nobody here may read about any more go to
 * the Front above. Raises Problem('forbidden') for others than oneself unless lead, 'invalid' for
 * what is not near, 'conflict' for what is declared already.
 */
export async function declareRelation(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newRelation>,
): Promise<string> {
  const { kind, official, unit, person = actor.person } = given
  await mustBeStaff(tx, actor, person)
  await mustBeNear(tx, actor, { official, unit })
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person}, 14))`)
  const held = (await relationsOf(tx)).some(
    (one) => one.person === person && one.kind === kind && one.subject === (official ?? unit),
  )
  if (held) throw new Problem('conflict', problems.declaredAlready)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'relation.declared', item: id },
    ...{ subject: person, reason: kind },
  })
  await tx.insert(relations).values({
    ...{ id, organisationId: organisation, personId: person, kind },
    ...{ officialId: official, unitId: unit, declaredBy: actor.person, entrySeq },
  })
  await handUp(tx, actor)
  return id
}

/** Says that all is declared for the present cycle; also who has nothing to declare says so. */
export async function confirmRelations(tx: Tx, actor: Actor): Promise<void> {
  const cycle = await presentCycle(tx)
  const mine = (await relationsOf(tx)).filter(({ person }) => person === actor.person)
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'relations.confirmed', item: id },
    ...{ subject: cycle ?? undefined, number: mine.length },
  })
  await tx.insert(declarations).values({
    ...{ id, organisationId: organisation, personId: actor.person },
    ...{ cycleId: cycle, relations: mine.length, entrySeq },
  })
}

/**
 * Ends a relation declared in error or gone by. Raises Problem('forbidden') unless lead, and for the
 * own relations: one does not open to oneself what one has closed. 'not_found' for none such.
 */
export async function endRelation(tx: Tx, actor: Actor, relation: string): Promise<void> {
  needRole(actor, 'lead')
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${relation}, 14))`)
  const found = (await relationsOf(tx)).find(({ id }) => id === relation)
  if (!found) throw new Problem('not_found', problems.noSuch)
  if (await isSameHuman(tx, actor.person, found.person)) {
    throw new Problem('forbidden', problems.ownRelation)
  }
  const organisation = actor.organisation
  const entrySeq = await append(tx, {
    ...{ organisation, kind: 'relation.ended', item: relation, subject: found.person },
  })
  await tx.insert(relationEndings).values({
    ...{ relationId: relation, organisationId: organisation, endedBy: actor.person, entrySeq },
  })
}

/** The relations in force that the person of this transaction may know of: the own; for leads all. */
export async function relationsOf(tx: Tx) {
  const rows = await tx
    .select({
      id: relations.id,
      person: relations.personId,
      personName: people.name,
      kind: relations.kind,
      official: relations.officialId,
      officialName: officials.name,
      unit: relations.unitId,
      unitName: organisations.name,
      declaredAt: relations.declaredAt,
    })
    .from(relations)
    .innerJoin(people, eq(people.id, relations.personId))
    .leftJoin(officials, eq(officials.id, relations.officialId))
    .leftJoin(organisations, eq(organisations.id, relations.unitId))
    .leftJoin(relationEndings, eq(relationEndings.relationId, relations.id))
    .where(isNull(relationEndings.relationId))
    .orderBy(asc(people.name), asc(relations.declaredAt))
  return rows.map(({ official, officialName, unit, unitName, ...row }) => ({
    ...row,
    subject: official ?? unit ?? '',
    subjectName: officialName ?? unitName ?? '',
  }))
}

/** Whether this actor has yet to say, for the present cycle, how they are related. */
export async function mustDeclare(tx: Tx, actor: Actor): Promise<boolean> {
  if (!asked.some((role) => actor.roles.includes(role))) return false
  const cycle = await presentCycle(tx)
  const said = await tx
    .select({ id: declarations.id })
    .from(declarations)
    .where(
      and(
        eq(declarations.personId, actor.person),
        cycle === null ? undefined : eq(declarations.cycleId, cycle),
      ),
    )
    .limit(1)
  return said.length === 0
}

/** Whether two accounts are one person's. */
export async function isSameHuman(tx: Tx, one: string, other: string): Promise<boolean> {
  const { rows } = await tx.execute<{ same: boolean }>(
    sql`select ${other}::uuid = any (humans(${one}::uuid)) as same`,
  )
  return rows[0]?.same === true
}

/** Officials and units one may be related to: those of this Front, and those it handles. */
export async function relatable(tx: Tx, actor: Actor) {
  const held = sql<string>`coalesce((select string_agg(p.title, '; ' order by p.title) from posts p
    where p.official_id = ${officials}.id and (p.valid_to is null or p.valid_to >= today())), '')`
  const named = await tx
    .select({
      ...{ id: officials.id, name: officials.name, birthYear: officials.birthYear },
      post: held,
    })
    .from(officials)
  const units = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(nearUnit(actor))
    .orderBy(asc(organisations.name))
  const listed = toldApart(named.sort(byGivenName))
  return {
    officials: listed.map(({ id, shown, post }) => ({ id, name: shown, post })),
    units,
  }
}

/** The cycle that began last; null before the first. */
async function presentCycle(tx: Tx): Promise<string | null> {
  const [cycle] = await tx
    .select({ id: cycles.id })
    .from(cycles)
    .where(sql`${cycles.startsOn} <= today()`)
    .orderBy(desc(cycles.startsOn), desc(cycles.id))
    .limit(1)
  return cycle?.id ?? null
}

// Row security shows a lead every relation and everybody else the own; here only who may be named.
async function mustBeStaff(tx: Tx, actor: Actor, person: string): Promise<void> {
  if (person === actor.person) return
  needRole(actor, 'lead')
  const held = await membershipsOf(tx, person, actor.organisation)
  if (held.length === 0) throw new Problem('not_found', problems.noSuch)
}

async function mustBeNear(
  tx: Tx,
  actor: Actor,
  { official, unit }: { official: string | undefined; unit: string | undefined },
): Promise<void> {
  const found = official
    ? await tx.select({ id: officials.id }).from(officials).where(eq(officials.id, official))
    : await tx
        .select({ id: organisations.id })
        .from(organisations)
        .where(and(eq(organisations.id, unit ?? ''), nearUnit(actor)))
  if (found.length > 0) return
  const path = official ? 'official' : 'unit'
  throw new Problem('invalid', problems.notNear, [{ path, message: problems.notNear }])
}

// Bodies under this Front, in its area, or where an official it knows holds a post.
function nearUnit(actor: Actor) {
  return or(
    eq(organisations.parentId, actor.organisation),
    sql`exists (select from areas a where a.code = ${organisations.areaCode} and a.organisation_id = ${actor.organisation}::uuid)`,
    inArray(
      organisations.id,
      sql`(select ${posts.bodyId} from ${posts} where ${posts.bodyId} is not null)`,
    ),
  )
}
