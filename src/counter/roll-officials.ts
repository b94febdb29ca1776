import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas, officials, organisations, posts, residences } from '../../db/schema.ts'
import { rollProblems as problems, rollTerms as terms } from '../../views/words/rolls.ts'
import { tierProblems } from '../../views/words/tiers.ts'
import type { Organisation } from '../review/organisations.ts'
import { rowOf, usualHandler } from '../review/posts.ts'
import { ceilingOf, isWithin, type Tier } from '../review/tiers.ts'
import type { Actor } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { WrongLine } from './import.ts'
import { birthYearIn, type Cell, dayIn, personIn, yesIn } from './roll-cells.ts'
import { knownOfficials } from './roll-known.ts'
import {
  isSamePost,
  type OfficialLine,
  peopleIn,
  type RollPerson,
  type RollPost,
  shown,
} from './roll-people.ts'
import { type Answers, areaFinder, type Change, type RollPlan, reader } from './roll-plan.ts'
import type { RollLine, RollTable } from './roll-table.ts'
import { bodyFinder, pieces, termIn, wordsIn } from './roll-units.ts'

const tierIn = termIn<Tier>(terms.tiers, problems.tier)

/** What a list of officials would do: people, their dated posts, where they live. */
export async function planOfficials(
  tx: Tx,
  actor: Actor,
  table: RollTable,
  answers: Answers,
): Promise<RollPlan> {
  const units = await unitsOf(tx, actor, table)
  const errors = [...table.errors]
  const lines = table.lines.flatMap((row) => readOfficial(row, units, errors))
  const found = peopleIn(lines, await knownOfficials(tx, actor), answers)
  const writing = emptyWriting()
  for (const person of found.people) writeDown(writing, actor, units.near, person)
  return {
    changes: writing.changes,
    unchanged: writing.unchanged,
    errors: [...errors, ...found.errors],
    questions: found.questions,
    apply: async (within) => {
      await write(within, writing)
      return []
    },
  }
}

type Units = Awaited<ReturnType<typeof unitsOf>>

async function unitsOf(tx: Tx, actor: Actor, table: RollTable) {
  const [own] = await tx
    .select({ area: organisations.areaCode })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  const { near, bodyOf } = await bodyFinder(tx, actor)
  const ids = new Map(near.map(({ code, id }) => [code, id]))
  const areaOf = await areaFinder(tx, actor)
  const elsewhere = await elsewhereIn(tx, table)
  const homeOf = (text: string) => (elsewhere.has(text) ? { value: text } : areaOf(text))
  const ceiling = await ceilingOf(tx, actor)
  return { near, bodyOf, ids, areaOf, homeOf, ceiling, ownArea: own?.area ?? undefined }
}

// Who works here may live in another commune; its areas are named by their codes.
async function elsewhereIn(tx: Tx, table: RollTable): Promise<Set<string>> {
  const codes = table.lines.map(({ cell }) => cell('residence')).filter((code) => code !== '')
  const found = await tx
    .select({ code: areas.code })
    .from(areas)
    .where(and(inArray(areas.code, [...new Set(codes)]), isNull(areas.validTo)))
  return new Set(found.map(({ code }) => code))
}

function readOfficial(row: RollLine, units: Units, errors: WrongLine[]): OfficialLine[] {
  const at = reader(row, errors)
  const name = at.need('name', (text) => personIn(at.text('family'), text))
  const line = {
    line: row.line,
    code: at.read('code', officialCodeIn),
    birthYear: at.read('birthYear', birthYearIn),
    isPartyMember: at.read('partyMember', yesIn) ?? true,
    post: readPost(at, row.line, units),
    residence: readResidence(at, row.line, units),
    same: at.text('same'),
  }
  return at.isRight && name !== undefined ? [{ ...line, name }] : []
}

type At = ReturnType<typeof reader>

function readPost(at: At, line: number, units: Units): RollPost | undefined {
  const [validFrom, validTo] = [at.read('validFrom', dayIn), at.read('validTo', dayIn)]
  const title = at.read('title', wordsIn(200, problems.title))
  const body = at.read('body', units.bodyOf)
  const area = at.read('area', units.areaOf) ?? units.ownArea
  const isHead = at.read('isHead', yesIn) ?? false
  const isLeader = at.read('isLeader', yesIn) ?? isHead
  const tier = at.read('tier', tierIn) ?? 'commune'
  if (!isWithin(tier, units.ceiling)) {
    at.wrong(tierProblems.above)
    return undefined
  }
  if (at.text('title') === '') {
    const orphaned = (['area', 'body', 'validFrom', 'validTo'] as const).some(
      (one) => at.text(one) !== '',
    )
    if (orphaned) at.wrong(problems.noTitle)
    return undefined
  }
  if (area === undefined && at.text('area') === '') at.wrong(problems.noOwnArea)
  if (validFrom && validTo && validTo < validFrom) at.wrong(problems.backwards)
  if (title === undefined || area === undefined) return undefined
  const bodyId = body === undefined ? undefined : units.ids.get(body)
  return { line, title, area, body: bodyId, isHead, isLeader, tier, validFrom, validTo }
}

function readResidence(at: At, line: number, units: Units) {
  const area = at.read('residence', units.homeOf)
  const from = at.read('residentFrom', dayIn)
  return area === undefined ? undefined : { line, area, from }
}

function officialCodeIn(text: string): Cell<string> {
  return /^[A-Za-z0-9._/-]{1,60}$/.test(text) ? { value: text } : { wrong: problems.code }
}

const emptyWriting = () => ({
  changes: [] as Change[],
  unchanged: 0,
  officials: [] as (typeof officials.$inferInsert)[],
  completed: [] as { id: string; code?: string; birthYear?: number }[],
  posts: [] as (typeof posts.$inferInsert)[],
  ended: [] as { id: string; validTo: string }[],
  residences: [] as (typeof residences.$inferInsert)[],
  left: [] as { id: string; validTo: string }[],
})
type Writing = ReturnType<typeof emptyWriting>

function writeDown(
  writing: Writing,
  actor: Actor,
  near: readonly Organisation[],
  person: RollPerson,
): void {
  const before = writing.changes.length
  const id = person.who?.id ?? crypto.randomUUID()
  if (person.who) completeOfficial(writing, person, person.who)
  else addOfficial(writing, actor, id, person)
  for (const post of person.posts) writePost(writing, actor, near, id, post, person)
  writeResidence(writing, actor, id, person)
  if (writing.changes.length === before) writing.unchanged += 1
}

function addOfficial(writing: Writing, actor: Actor, id: string, person: RollPerson): void {
  const { code, name, birthYear, isPartyMember } = person
  const organisationId = actor.organisation
  writing.officials.push({ ...{ id, organisationId, code, name, birthYear, isPartyMember } })
  const whom = [shown(person), ...person.posts.slice(0, 1).map(({ title }) => title)].join(', ')
  writing.changes.push({ line: person.line, deed: 'added', whom })
}

// A list may know what we do not yet; it never overwrites what we have.
function completeOfficial(
  writing: Writing,
  person: RollPerson,
  who: NonNullable<RollPerson['who']>,
): void {
  const code = who.code === null ? person.code : undefined
  const birthYear = who.birthYear === null ? person.birthYear : undefined
  if (code === undefined && birthYear === undefined) return
  writing.completed.push({ id: who.id, ...(code && { code }), ...(birthYear && { birthYear }) })
  const added = [code, birthYear].filter(Boolean).join(', ')
  writing.changes.push({ line: person.line, deed: 'changed', whom: `${shown(who)}: ${added}` })
}

function writePost(
  writing: Writing,
  actor: Actor,
  near: readonly Organisation[],
  official: string,
  { line, ...post }: RollPost,
  person: RollPerson,
): void {
  const whom = `${shown(person)}, ${post.title}`
  const held = person.who?.posts.find(
    (one) =>
      isSamePost(one, post) &&
      (post.validFrom === undefined ? one.validTo === null : one.validFrom === post.validFrom),
  )
  if (held && (post.validTo === undefined || held.validTo === post.validTo)) return
  if (held && post.validTo !== undefined) {
    writing.ended.push({ id: held.id, validTo: post.validTo })
    writing.changes.push({ line, deed: 'ended', whom })
    return
  }
  const handledBy = usualHandler(near, actor, post)
  writing.posts.push(rowOf(actor, official, { ...post, handledBy }))
  if (person.who || line !== person.posts[0]?.line) {
    writing.changes.push({ line, deed: 'post', whom })
  }
}

function writeResidence(
  writing: Writing,
  actor: Actor,
  officialId: string,
  person: RollPerson,
): void {
  const { residence, who } = person
  if (!residence) return
  const now = who?.residences.filter(({ validTo }) => validTo === null) ?? []
  if (now.some(({ area }) => area === residence.area)) return
  const from = residence.from ?? dayInVietNam()
  for (const { id } of now) writing.left.push({ id, validTo: dayBefore(from) })
  const organisationId = actor.organisation
  writing.residences.push({ organisationId, officialId, areaCode: residence.area, validFrom: from })
  if (!who) return
  const deed = now.length > 0 ? 'moved' : 'residence'
  writing.changes.push({ line: residence.line, deed, whom: `${shown(person)}: ${residence.area}` })
}

async function write(tx: Tx, writing: Writing): Promise<void> {
  for (const some of pieces(writing.officials)) await tx.insert(officials).values(some)
  for (const { id, ...set } of writing.completed) {
    await tx.update(officials).set(set).where(eq(officials.id, id))
  }
  for (const some of pieces(writing.posts)) await tx.insert(posts).values(some)
  for (const { id, validTo } of writing.ended) {
    await tx.update(posts).set({ validTo }).where(eq(posts.id, id))
  }
  for (const { id, validTo } of writing.left) {
    const last = sql`greatest(${validTo}::date, ${residences.validFrom})`
    await tx.update(residences).set({ validTo: last }).where(eq(residences.id, id))
  }
  for (const some of pieces(writing.residences)) await tx.insert(residences).values(some)
}

function dayBefore(day: string): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)
}
