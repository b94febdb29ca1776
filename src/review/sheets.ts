import { z } from '@hono/zod-openapi'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { sheetIssues, sheetItems, sheets, texts } from '../../db/schema.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { sheetProblems as problems } from '../../views/words/sheets.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isSameHuman } from '../staff/relations.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { evidenceOf } from './evidence.ts'
import { day, isId, line, paragraphs, wrongField } from './fields.ts'
import { type RecordCover, readableRecord, worksOnRecords } from './records.ts'

export const sheetKinds = ['prompt', 'front_comment'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** What somebody drafted; a prompt rests on items of the record. */
export const newSheet = z
  .object({
    kind: z.enum(sheetKinds),
    text: paragraphs(8_000),
    evidence: z.array(z.uuid()).max(100).default([]),
  })
  .refine(({ kind, evidence }) => kind !== 'prompt' || evidence.length > 0, { path: ['evidence'] })

/** Number, day and signer of the signed paper. */
export const newSheetIssue = z.object({ number: line(60), signedOn: day, signer: line(200) })

/** One sheet. `issued` is null while it is a draft; `replaced`: a newer draft of its kind is there. */
export type Sheet = {
  id: string
  kind: SheetKind
  text: string
  draftedBy: string
  draftedOn: string
  evidence: string[]
  issued: { number: string; signedOn: string; signer: string } | null
  replaced: boolean
}

/**
 * Drafts a prompt or a comment of the Front; its words may be erased, the log keeps a commitment.
 * Raises Problem('forbidden') unless secretary or lead, 'not_found', 'conflict' when the cycle is
 * closed, the comment comes after the outcome, or an item is not on the record.
 */
export async function draftSheet(
  tx: Tx,
  actor: Actor,
  record: string,
  given: z.output<typeof newSheet>,
): Promise<string> {
  needRole(actor, 'secretary', 'lead')
  const cover = await readableRecord(tx, actor, record)
  if (cover.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  if (given.kind === 'front_comment') await mustNotBeDecided(tx, cover.id)
  const held = (await evidenceOf(tx, cover)).filter(({ holds }) => holds).map(({ id }) => id)
  const chosen = [...new Set(given.evidence)]
  if (chosen.some((id) => !held.includes(id))) throw new Problem('conflict', problems.otherItems)
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const { salt, commitment } = await commitWords(given.text)
  await tx
    .insert(texts)
    .values({ record: id, field: 'sheet', organisationId, body: given.text, salt })
  const act = { kind: 'sheet.drafted', item: id, subject: cover.id, reason: given.kind }
  const entrySeq = await append(tx, { organisation: organisationId, ...act, commitment })
  const row = { id, organisationId, recordId: cover.id, kind: given.kind, entrySeq }
  await tx.insert(sheets).values({ ...row, draftedBy: actor.person })
  if (chosen.length > 0) {
    await tx.insert(sheetItems).values(
      chosen.map((evidenceId, place) => ({
        ...{ sheetId: id, evidenceId, organisationId },
        position: place + 1,
      })),
    )
  }
  return id
}

/** The sheets of a record, oldest first; whoever does not work on records sees signed ones alone. */
export async function sheetsOf(tx: Tx, actor: Actor, cover: RecordCover): Promise<Sheet[]> {
  const found = await selected(tx, eq(sheets.recordId, cover.id))
  return worksOnRecords(actor) ? found : found.filter(({ issued }) => issued !== null)
}

/** One sheet with its record's cover. Raises Problem('not_found') when it is not theirs. */
export async function sheetById(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ sheet: Sheet; cover: RecordCover }> {
  needRole(actor, 'secretary', 'lead')
  const [row] = isId(id)
    ? await tx.select({ record: sheets.recordId }).from(sheets).where(eq(sheets.id, id))
    : []
  if (!row) throw new Problem('not_found', problems.noSheet)
  const cover = await readableRecord(tx, actor, row.record)
  const sheet = (await sheetsOf(tx, actor, cover)).find((one) => one.id === id)
  if (!sheet) throw new Problem('not_found', problems.noSheet)
  return { sheet, cover }
}

/**
 * Enters number, day and signer; from then on it stands in the record and the next bundle. The
 * person is another than who drafted. Raises Problem('forbidden'), 'not_found', 'invalid' for a day
 * to come, 'conflict' when it was issued or replaced, or the comment comes after the outcome.
 */
export async function issueSheet(
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof newSheetIssue> & { register?: string },
): Promise<void> {
  const { sheet, cover } = await issuable(tx, actor, id)
  if (given.signedOn > dayInVietNam()) throw wrongField('signedOn', problems.future)
  if (cover.cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  const organisationId = actor.organisation
  const { number, signedOn, signer, register } = given
  const items = sheet.evidence.join(' ') || null
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'sheet.issued', item: id, subject: cover.id },
    commitment: commitFields(number, signedOn, signer, items),
  })
  await tx.insert(sheetIssues).values({
    ...{ sheetId: id, organisationId, number, signedOn, signer, entrySeq },
    ...{ registerId: register, enteredBy: actor.person },
  })
}

/** A sheet that this person may issue now, held until commit. Raises as `issueSheet`. */
export async function issuable(tx: Tx, actor: Actor, id: string) {
  const { cover } = await sheetById(tx, actor, id)
  // The lock that freezes and outcomes of this record take too.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${cover.id}, 8))`)
  const found = await sheetById(tx, actor, id)
  const { sheet } = found
  if (sheet.issued) throw new Problem('conflict', problems.issuedAlready)
  if (sheet.replaced) throw new Problem('conflict', problems.replaced)
  if (await isSameHuman(tx, sheet.draftedBy, actor.person)) {
    throw new Problem('forbidden', problems.ownDraft)
  }
  if (sheet.kind === 'front_comment') await mustNotBeDecided(tx, cover.id)
  return found
}

/** What was signed about a record, oldest first; what its bundles print. */
export async function signedSheets(tx: Tx, record: string) {
  const found = await selected(tx, eq(sheets.recordId, record))
  return found.flatMap(({ kind, text, issued }) =>
    issued && text !== '' ? [{ kind, text, ...issued }] : [],
  )
}

/** Whether the Front's comment on a record is signed. */
export async function isCommented(tx: Tx, record: string): Promise<boolean> {
  const found = await tx
    .select({ id: sheets.id })
    .from(sheets)
    .innerJoin(sheetIssues, eq(sheetIssues.sheetId, sheets.id))
    .where(and(eq(sheets.recordId, record), eq(sheets.kind, 'front_comment')))
    .limit(1)
  return found.length > 0
}

// The comment comes before recognition (seed 001): once an outcome stands it would be an afterthought.
async function mustNotBeDecided(tx: Tx, record: string): Promise<void> {
  const { rows } = await tx.execute<{ decided: boolean }>(sql`
    select exists (select from outcomes o join bundles b on b.id = o.bundle_id
      where b.record_id = ${record}::uuid) and not is_reopened(${record}::uuid) as decided`)
  if (rows[0]?.decided) throw new Problem('conflict', problems.decided)
}

async function selected(tx: Tx, which: ReturnType<typeof eq>): Promise<Sheet[]> {
  const rows = await tx
    .select({
      id: sheets.id,
      kind: sheets.kind,
      text: texts.body,
      draftedBy: sheets.draftedBy,
      draftedAt: sheets.draftedAt,
      number: sheetIssues.number,
      signedOn: sheetIssues.signedOn,
      signer: sheetIssues.signer,
      record: sheets.recordId,
      seq: sheets.entrySeq,
    })
    .from(sheets)
    .leftJoin(sheetIssues, eq(sheetIssues.sheetId, sheets.id))
    .leftJoin(texts, and(eq(texts.record, sheets.id), eq(texts.field, 'sheet')))
    .where(which)
    .orderBy(asc(sheets.entrySeq))
  const items = await itemsIn(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ number, signedOn, signer, record, seq, draftedAt, ...row }) => ({
    ...row,
    text: row.text ?? '',
    draftedOn: dayInVietNam(draftedAt),
    evidence: items.get(row.id) ?? [],
    issued: number && signedOn && signer ? { number, signedOn, signer } : null,
    replaced:
      number === null &&
      rows.some((one) => one.record === record && one.kind === row.kind && one.seq > seq),
  }))
}

async function itemsIn(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const bySheet = new Map<string, string[]>()
  if (ids.length === 0) return bySheet
  const rows = await tx
    .select({ sheet: sheetItems.sheetId, evidence: sheetItems.evidenceId })
    .from(sheetItems)
    .where(inArray(sheetItems.sheetId, [...ids]))
    .orderBy(asc(sheetItems.position))
  for (const { sheet, evidence } of rows) {
    bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), evidence])
  }
  return bySheet
}
