import { z } from '@hono/zod-openapi'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { officials, organisations, register } from '../../db/schema.ts'
import type { Paper } from '../../views/papers/paper.ts'
import { commentPaper } from '../../views/words/sheets.ts'
import { evidenceOf } from '../review/evidence.ts'
import { day, line } from '../review/fields.ts'
import type { RecordCover } from '../review/records.ts'
import { issuable, issueSheet, newSheetIssue, sheetById } from '../review/sheets.ts'
import { postsIn } from '../review/view.ts'
import type { Actor } from '../staff/actor.ts'
import { ownFront } from './facts.ts'
import { enterLine } from './register.ts'
import { paperOfSheet } from './sheet-paper.ts'
import { placeOf } from './transfer-pages.tsx'

/** A comment of the Front takes its number in the book of outgoing papers. */
export const newCommentIssue = z.object({
  number: z.coerce.number().int().min(1).max(999_999).optional(),
  signedOn: day,
  signer: line(200),
})

/**
 * Enters number, day and signer of a signed sheet: a prompt as its body numbered it, a comment with
 * a line in the Front's own book. Raises what `issueSheet` raises, 'conflict' for a number taken.
 */
export async function signSheet(
  tx: Tx,
  actor: Actor,
  id: string,
  given: Record<string, unknown>,
  parsed: <S extends z.ZodType>(shape: S, given: unknown) => z.output<S>,
): Promise<void> {
  const { sheet, cover } = await sheetById(tx, actor, id)
  if (sheet.kind === 'prompt') {
    return issueSheet(tx, actor, id, parsed(newSheetIssue, given))
  }
  const { number, signedOn, signer } = parsed(newCommentIssue, given)
  await issuable(tx, actor, id)
  const lineId = await enterLine(tx, actor, {
    ...{ direction: 'out', correspondent: cover.subject.name, day: signedOn, signer },
    ...{ abstract: commentPaper.abstract(cover.subject.name), ...(number && { number }) },
  })
  const [entered] = await tx
    .select({ number: register.number })
    .from(register)
    .where(eq(register.id, lineId))
  const shown = `${entered?.number ?? ''}${commentPaper.suffix}`
  await issueSheet(tx, actor, id, { number: shown, signedOn, signer, register: lineId })
}

/** A sheet as a paper. Raises what `sheetById` raises. */
export async function sheetPaperFor(tx: Tx, actor: Actor, id: string): Promise<Paper> {
  const { sheet, cover } = await sheetById(tx, actor, id)
  const items = (await evidenceOf(tx, cover)).filter((item) => sheet.evidence.includes(item.id))
  const front = await ownFront(tx, actor)
  const bodies = await bodiesAround(tx, actor)
  const isCollective = cover.subject.kind === 'collective'
  return paperOfSheet(sheet, items, {
    ...bodies,
    front: front.name,
    place: await placeOf(tx, front.area),
    cycle: cover.cycle.name,
    who: isCollective ? cover.subject.name : await officialIn(tx, cover),
    isCollective,
  })
}

async function officialIn(tx: Tx, cover: RecordCover): Promise<string> {
  const [one] = await tx
    .select({ member: officials.isPartyMember })
    .from(officials)
    .where(eq(officials.id, cover.subject.id))
  const posts = (await postsIn(tx, cover)).map(({ title }) => title).join('; ')
  const said = one?.member === false ? 'ông/bà' : 'đồng chí'
  return `${said} ${cover.subject.name}${posts === '' ? '' : `, ${posts}`}`
}

/** The body above the own Front, and the party committee of the same area. */
export async function bodiesAround(
  tx: Tx,
  actor: Actor,
): Promise<{ above: string | null; party: string | null; partyAbove: string | null }> {
  const own = organisations
  const [mine] = await tx.select().from(own).where(eq(own.id, actor.organisation))
  const [above] = mine?.parentId
    ? await tx.select({ name: own.name }).from(own).where(eq(own.id, mine.parentId))
    : []
  const [party] = mine?.areaCode
    ? await tx
        .select({ name: own.name, parent: own.parentId })
        .from(own)
        .where(
          and(eq(own.kind, 'party'), eq(own.areaCode, mine.areaCode), eq(own.level, mine.level)),
        )
        .orderBy(own.code)
        .limit(1)
    : []
  const [partyAbove] = party?.parent
    ? await tx.select({ name: own.name }).from(own).where(eq(own.id, party.parent))
    : []
  return {
    above: above?.name ?? null,
    party: party?.name ?? null,
    partyAbove: partyAbove?.name ?? null,
  }
}
