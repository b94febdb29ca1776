import { and, asc, desc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import {
  areas,
  custodyEntries,
  custodyHeads,
  officials,
  organisations,
  posts,
} from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { paperSentences } from '../../views/words/bundle.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import type { RecordCover } from '../review/records.ts'
import { promisedOf } from '../review/remedies.ts'
import { residenceOf } from '../review/residence-sheets.ts'
import { criteriaOf, rulesOf } from '../review/rules.ts'
import { type SheetKind, signedSheets } from '../review/sheets.ts'
import { balanceOf, counted, numberedFor, numbersBefore } from './balancing.ts'
import { type BundleDraft, bundleFormat } from './contents.ts'
import { asHead, referencesIn } from './heads.ts'
import { itemsOf } from './items.ts'

/** What freezing adds to the gathered rows: who, when, which version, and the end of the log. */
type Added = 'version' | 'reason' | 'frozenAt' | 'frozenBy' | 'agreedBy' | 'custody'
export type Gathered = Omit<BundleDraft, Added>

/**
 * All of a bundle that comes from the record's rows as they stand, and the evidence it used. Raises
 * Problem('conflict') when its pictures are too many for one bundle.
 */
export async function gather(
  tx: Tx,
  cover: RecordCover,
  organisationId: string,
  cutOff: string,
): Promise<{ draft: Gathered; evidence: string[] }> {
  const [organisation] = await tx
    .select()
    .from(organisations)
    .where(eq(organisations.id, organisationId))
  const numbered = await numberedFor(tx, cover.subject.id)
  const { items, evidence, residents } = await itemsOf(tx, cover, numbered, cutOff)
  mustFit(items)
  const before = numbersBefore(numbered, cover.cycle.startsOn)
  const inBundle = new Set(items.map(({ number }) => number))
  const answered = counted(numbered, before, inBundle)
  const { name, year, kind, framework } = cover.cycle
  const criteria = await criteriaOf(tx, cover.cycle)
  const draft: Gathered = {
    format: bundleFormat,
    organisation: organisation?.name ?? '',
    above: await nameOf(tx, organisation?.parentId ?? null),
    place: (await areaName(tx, organisation?.areaCode ?? null)) ?? organisation?.name ?? '',
    record: await subjectOf(tx, cover, cutOff),
    cycle: { name, year, kind, framework, rules: await rulesFor(tx, cover) },
    cutOff,
    residenceComment: await residenceComment(tx, cover),
    ...(await papersOn(tx, cover)),
    ...(await referencesIn(tx, cover)),
    ...(await asHead(tx, cover, cutOff, items)),
    criteria: criteria.map(({ code, name: title }) => ({ code, name: title })),
    items,
    ...(residents !== undefined && { residents }),
    ...balanceOf(answered, inBundle),
    numbersBefore: before,
    numbers: answered.map(({ number }) => number),
  }
  return { draft, evidence }
}

// As confirmed on the day of freezing: the cut-off is that of residents' letters, cells have their own
// term. Who lives in two places has two cells; their comments follow one another, each under its name.
async function residenceComment(
  tx: Tx,
  { subject, cycle }: RecordCover,
): Promise<BundleDraft['residenceComment']> {
  if (subject.kind === 'collective') return { state: 'not_applicable' }
  const { given, lack } = await residenceOf(tx, subject.id, cycle)
  const [first, ...others] = given
  if (first) {
    const more = others.map(({ cell, commentedOn, text }) =>
      [paperSentences.cell(cell, shownDay(commentedOn)), text].join('\n'),
    )
    const text = [first.text, ...more].join('\n')
    return { state: 'given', text, cell: first.cell, day: first.commentedOn }
  }
  if (lack === 'exempt') return { state: 'exempt' }
  return { state: lack === 'waiting' || lack === 'late' ? 'not_received' : 'not_asked' }
}

/** What was signed about the record before the freeze, and what was promised in earlier cycles. */
async function papersOn(
  tx: Tx,
  cover: RecordCover,
): Promise<Pick<BundleDraft, 'frontComment' | 'prompts' | 'promised'>> {
  const signed = await signedSheets(tx, cover.id)
  const of = (kind: SheetKind) =>
    signed
      .filter((sheet) => sheet.kind === kind)
      .map(({ text, number, signedOn, signer }) => ({ text, day: signedOn, number, signer }))
  const prompts = of('prompt')
  const promised = (await promisedOf(tx, cover)).map(
    ({ cycle, shortcoming, measure, responsible, dueOn, doneOn, proof }) => ({
      ...{ cycle, shortcoming, measure, responsible, dueOn },
      done: doneOn && proof ? { day: doneOn, proof } : null,
    }),
  )
  return {
    frontComment: of('front_comment').at(-1) ?? null,
    ...(prompts.length > 0 && { prompts }),
    ...(promised.length > 0 && { promised }),
  }
}

const most = { pictures: 40_000, bytes: 2 ** 30 }

// What a ZIP of the old format holds, and an old laptop reads.
function mustFit(items: Gathered['items']): void {
  const pages = items.flatMap(({ attachments }) =>
    (attachments.files ?? []).flatMap((file) => file.pages),
  )
  const bytes = pages.reduce((sum, { size }) => sum + size, 0)
  if (pages.length > most.pictures || bytes > most.bytes) {
    throw new Problem('conflict', words.tooMuch)
  }
}

/** Length and last leaf (hex) of the organisation's custody log as this transaction sees it. */
export async function logEnd(
  tx: Tx,
  organisation: string,
): Promise<{ size: number; leaf: string }> {
  const [head] = await tx
    .select({ size: custodyHeads.size, leaf: custodyEntries.leafHash })
    .from(custodyHeads)
    .innerJoin(
      custodyEntries,
      and(
        eq(custodyEntries.organisationId, custodyHeads.organisationId),
        eq(custodyEntries.seq, sql`${custodyHeads.size} - 1`),
      ),
    )
    .where(eq(custodyHeads.organisationId, organisation))
  const leaf = Buffer.from(head?.leaf ?? new Uint8Array(32)).toString('hex')
  return { size: head?.size ?? 0, leaf }
}

async function rulesFor(tx: Tx, cover: RecordCover) {
  const found = await rulesOf(tx, cover.cycle)
  return found.flatMap(({ number, issuedOn, issuer, title, printed }) =>
    printed && issuedOn ? [{ number, date: issuedOn, issuer, title }] : [],
  )
}

async function subjectOf(
  tx: Tx,
  { subject, cycle }: RecordCover,
  cutOff: string,
): Promise<BundleDraft['record']> {
  if (subject.kind === 'collective')
    return { kind: 'collective', id: subject.id, name: subject.name }
  const [person] = await tx.select().from(officials).where(eq(officials.id, subject.id))
  const held = await tx
    .select({ title: posts.title, organisation: organisations.name })
    .from(posts)
    .leftJoin(organisations, eq(organisations.id, posts.bodyId))
    .where(
      and(
        eq(posts.officialId, subject.id),
        lte(posts.validFrom, cutOff),
        or(isNull(posts.validTo), sql`${posts.validTo} >= ${cycle.startsOn}`),
      ),
    )
    .orderBy(desc(posts.isHead), asc(posts.title))
  return {
    kind: 'official',
    id: subject.id,
    name: subject.name,
    birthYear: person?.birthYear ?? null,
    posts: held.length > 0 ? held : [{ title: '—', organisation: null }],
  }
}

async function nameOf(tx: Tx, id: string | null): Promise<string | null> {
  if (!id) return null
  const [row] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, id))
  return row?.name ?? null
}

async function areaName(tx: Tx, code: string | null): Promise<string | null> {
  if (!code) return null
  const [row] = await tx.select({ name: areas.name }).from(areas).where(eq(areas.code, code))
  return row?.name ?? null
}
