import { and, asc, desc, eq, gte, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { cycles, posts, reviewRecords } from '../../db/schema.ts'
import { foldedSummary } from '../../views/words/hearings.ts'
import type { Actor } from '../staff/actor.ts'
import { attachable } from './attachable.ts'
import { balanceOf } from './balance.ts'
import { type EvidenceItem, evidenceOf, isUnheard } from './evidence.ts'
import { explanationsOf, mayExplain } from './explanations.ts'
import { placesCounted, seenHere } from './places-counted.ts'
import { postsOf } from './posts.ts'
import { provenanceOf } from './provenance.ts'
import { marksOf } from './raised-again.ts'
import { type RecordCover, readableRecord, worksOnRecords } from './records.ts'
import { referencesOf } from './references.ts'
import { promisedOf, remediesOf } from './remedies.ts'
import { reopeningsOf } from './reopenings.ts'
import { residenceOf } from './residence-sheets.ts'
import { type Criterion, criteriaOf, rulesOf } from './rules.ts'
import { sheetsOf } from './sheets.ts'

/** Evidence under one criterion; `criterion` is null for what is not mapped yet. */
export type EvidenceGroup = {
  criterion: Criterion | null
  items: EvidenceItem[]
}

/**
 * All that a record shows this actor. Balance, exclusions, items set aside and what could still be
 * attached are for those who work on records: an official must not learn what else arrived, nor
 * that a denunciation went elsewhere. Raises what `readableRecord` raises.
 */
export async function viewRecord(tx: Tx, actor: Actor, id: string) {
  const cover = await readableRecord(tx, actor, id)
  const inside = worksOnRecords(actor)
  const items = await evidenceOf(tx, cover)
  const own = mayExplain(actor, cover) === 'own'
  const ids = items.map((item) => item.id)
  const here = await seenHere(tx, actor, cover, ids)
  const shown = items
    .filter((item) => item.holds && here.has(item.id) && (inside || !isUnheard(item)))
    .map((item) => (own ? item : foldedItem(item)))
  const written = (await explanationsOf(tx, cover.id)).map((one) =>
    own || readsAnswers(actor) ? one : { ...one, original: null },
  )
  const counted = inside ? await balanceOf(tx, cover) : null
  return {
    ...cover,
    posts: cover.subject.kind === 'official' ? await postsIn(tx, cover) : [],
    places: inside ? await placesCounted(tx, cover, holding(items)) : [],
    rules: (await rulesOf(tx, cover.cycle)).map(({ number, issuedOn, issuer, title, tag }) => {
      return { number, issuedOn, issuer, title, tag }
    }),
    evidence: byCriterion(await criteriaOf(tx, cover.cycle), shown),
    explanations: written
      .filter(({ evidence }) => shown.some((item) => item.id === evidence))
      .map((one) => ({ ...one, text: one.printed ?? one.original })),
    residence:
      cover.subject.kind === 'official'
        ? await residenceOf(tx, cover.subject.id, cover.cycle)
        : null,
    earlierIssues: await earlierIssues(tx, cover),
    remedies: await remediesOf(tx, cover.id),
    promised: await promisedOf(tx, cover),
    // A prompt is for who is prompted and who works on records; a cell has its own paper.
    sheets: own || inside ? await sheetsOf(tx, actor, cover) : [],
    references: own || inside ? await referencesOf(tx, cover.id) : null,
    reopenings: await reopeningsOf(tx, cover.id),
    balance: counted?.balance ?? null,
    excluded: counted?.excluded ?? null,
    provenance: inside ? await provenanceOf(tx, cover.id) : null,
    raisedAgain: await marksOf(
      tx,
      shown.map((item) => item.id),
    ),
    setAside: inside ? items.filter(({ holds }) => !holds).map(foldedItem) : [],
    attachable: inside ? await attachable(tx, cover) : [],
  }
}

function holding(items: readonly EvidenceItem[]): string[] {
  return items.filter(({ holds }) => holds).map(({ id }) => id)
}

/** An item as it is shown to others than whom it is about: what is folded by its mark alone. */
export function foldedItem(item: EvidenceItem): EvidenceItem {
  return item.fold === null ? item : { ...item, summary: foldedSummary(item.fold) }
}

/** Whether this actor reads an answer as it was written; others read what is printed. */
function readsAnswers(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'moderator' || role === 'lead')
}

/** Posts held at some time in the cycle's period. */
export function postsIn(tx: Tx, { subject, cycle }: RecordCover) {
  const held = and(
    eq(posts.officialId, subject.id),
    lte(posts.validFrom, cycle.endsOn),
    or(isNull(posts.validTo), gte(posts.validTo, cycle.startsOn)),
  )
  return postsOf(tx, held ?? sql`false`)
}

/** Criteria with evidence, ethics and lifestyle also without; last what has no criterion yet. */
export function byCriterion(
  criteria: readonly Criterion[],
  items: readonly EvidenceItem[],
): EvidenceGroup[] {
  const listed = criteria
    .map((criterion) => ({
      criterion,
      items: items.filter((item) => item.criterion === criterion.code),
    }))
    .filter((group) => group.criterion.ethics || group.items.length > 0)
  const loose = items.filter(
    (item) => !criteria.some((criterion) => criterion.code === item.criterion),
  )
  return loose.length === 0 ? listed : [...listed, { criterion: null, items: loose }]
}

/** Evidence of the same subject's earlier cycles, latest cycle first, with its answers' number. */
export async function earlierIssues(tx: Tx, { subject, cycle }: RecordCover) {
  const whose = subject.kind === 'official' ? reviewRecords.officialId : reviewRecords.collectiveId
  const earlier = await tx
    .select({ id: reviewRecords.id, cycle: cycles })
    .from(reviewRecords)
    .innerJoin(cycles, eq(cycles.id, reviewRecords.cycleId))
    .where(and(eq(whose, subject.id), ne(cycles.id, cycle.id), lt(cycles.endsOn, cycle.endsOn)))
    .orderBy(desc(cycles.endsOn), asc(reviewRecords.id))
    .limit(10)
  const issues = []
  for (const record of earlier) {
    const cover = { id: record.id, subject, cycle: { ...record.cycle, closed: true } }
    const items = await evidenceOf(tx, cover)
    for (const { id, summary, polarity, topic, standing, month } of items
      .filter(({ holds }) => holds)
      .map(foldedItem)) {
      issues.push({ id, cycle: record.cycle.name, summary, polarity, topic, standing, month })
    }
  }
  return issues
}
