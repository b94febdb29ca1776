import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { residenceComments, residencePapers, texts } from '../../db/schema.ts'
import { residenceProblems as problems } from '../../views/words/residence.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { commitWords } from '../seal/commitment.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { day, line, paragraphs, wrongField } from './fields.ts'
import { answer, note } from './residence-answers.ts'
import { meetingOf } from './residence-meetings.ts'
import {
  itemsOn,
  memberOf,
  membersOf,
  type ResidenceForm,
  type ResidenceMember,
  type SheetWords,
} from './residence-members.ts'
import type { ResidenceRound } from './residence-rounds.ts'

const sheet = { official: z.uuid(), answers: z.array(answer).min(3).max(6), note: note.default('') }

/** Which sheets are signed; without names all that are complete. */
export const newSignatures = z.object({ officials: z.array(z.uuid()).max(1_000).optional() })
/** A sheet in place of a confirmed one, or one that is needed of an exempt member, with its reason. */
export const newReplacement = z.object({ ...sheet, reason: paragraphs(1_000) })
/** A signed sheet from the national portal; `paper` is the PDF in base64. */
export const newPortalSheet = z.object({
  ...sheet,
  number: line(60),
  commentedOn: day,
  appliedBy: z.enum(['member', 'workplace', 'other']),
  paper: z.base64().max(14_000_000),
})

/** Most bytes of a signed PDF. */
export const mostPaperBytes = 10 << 20

/**
 * Signs what is complete in the table: a sheet a member, with the day the committees met. Answers the
 * sheets. Raises Problem('forbidden') unless the cell or secretary, 'conflict' without a meeting, when
 * nothing is complete, or for a closed cycle, 'not_found' for a name that has nothing to sign.
 */
export async function signComments(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  { officials }: z.output<typeof newSignatures>,
): Promise<string[]> {
  mustBeOpen(actor, round)
  const meeting = await meetingOf(tx, round.id)
  if (!meeting) throw new Problem('conflict', problems.noMeeting)
  await lockRound(tx, round)
  const ready = (await membersOf(tx, round)).filter(({ state }) => state === 'ready')
  const wanted = officials ? ready.filter(({ id }) => officials.includes(id)) : ready
  if (officials?.some((id) => !wanted.some((one) => one.id === id))) {
    throw new Problem('not_found', problems.noMember)
  }
  if (wanted.length === 0) throw new Problem('conflict', problems.nothingToSign)
  const signed: string[] = []
  for (const member of wanted) {
    const words = { answers: member.answers, note: member.note }
    signed.push(await keep(tx, actor, round, member, 'full', words, { meeting }))
  }
  return signed
}

/**
 * A sheet in place of a confirmed one, which stays where it is; or of a member exempt from activity,
 * because it is needed. Raises Problem('conflict') when there is nothing to replace, without a meeting,
 * for who was never introduced; 'invalid' for missing answers; 'not_found'.
 */
export async function replaceComment(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newReplacement>,
): Promise<string> {
  mustBeOpen(actor, round)
  const meeting = await meetingOf(tx, round.id)
  if (!meeting) throw new Problem('conflict', problems.noMeeting)
  await lockRound(tx, round)
  const member = await memberOf(tx, round, given.official)
  const form = formFor(member)
  const answers = complete(given.answers, form)
  if (form === 'full' && !member.comment?.confirmed) {
    throw new Problem('conflict', problems.nothingToReplace)
  }
  const words = { answers, note: given.note, reason: given.reason }
  return keep(tx, actor, round, member, form, words, { meeting })
}

/**
 * Takes in a sheet signed on the national portal, with its PDF. Raises what `replaceComment` raises but
 * for the meeting, 'invalid' when it is no PDF or dated in the future, 'conflict' for a number taken in before.
 */
export async function takePortalSheet(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newPortalSheet>,
): Promise<string> {
  mustBeOpen(actor, round)
  const bytes = new Uint8Array(Buffer.from(given.paper, 'base64'))
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
  if (!isPdf || bytes.length > mostPaperBytes) throw wrongField('file', problems.notPdf)
  if (given.commentedOn > dayInVietNam()) throw wrongField('commentedOn', problems.future)
  await lockRound(tx, round)
  const member = await memberOf(tx, round, given.official)
  const form = formFor(member)
  const answers = complete(given.answers, form)
  const [known] = await tx
    .select({ id: residenceComments.id })
    .from(residenceComments)
    .where(and(eq(residenceComments.roundId, round.id), eq(residenceComments.number, given.number)))
  if (known) throw new Problem('conflict', problems.numberTaken)
  const sha256 = createHash('sha256').update(bytes).digest()
  const words = { answers, note: given.note, paper: sha256.toString('hex') }
  const comment = await keep(tx, actor, round, member, form, words, { portal: given })
  const organisationId = actor.organisation
  await tx.insert(residencePapers).values({ commentId: comment, organisationId, bytes, sha256 })
  return comment
}

/** The PDF a sheet came with. Raises Problem('not_found'). */
export async function portalPaper(
  tx: Tx,
  round: ResidenceRound,
  official: string,
): Promise<Uint8Array> {
  const { comment } = await memberOf(tx, round, official)
  const [found] = !comment
    ? []
    : await tx
        .select({ bytes: residencePapers.bytes })
        .from(residencePapers)
        .where(eq(residencePapers.commentId, comment.id))
  if (!found) throw new Problem('not_found', problems.noPaper)
  return found.bytes
}

type Origin =
  | { meeting: { id: string; heldOn: string } }
  | { portal: Pick<z.output<typeof newPortalSheet>, 'number' | 'commentedOn' | 'appliedBy'> }

async function keep(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  member: ResidenceMember,
  form: ResidenceForm,
  words: SheetWords,
  origin: Origin,
): Promise<string> {
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  const body = JSON.stringify(words)
  // The answers are few enough to be guessed from a hash: hence the salt.
  const { salt, commitment } = await commitWords(body)
  await tx.insert(texts).values({ record: id, field: 'residence', organisationId, body, salt })
  const version = (member.comment?.version ?? 0) + 1
  const source = 'meeting' in origin ? 'cell' : 'portal'
  const entrySeq = await append(tx, {
    ...{ organisation: organisationId, kind: 'residence.commented', item: id },
    ...{ subject: member.id, number: version, reason: source, commitment },
  })
  await tx.insert(residenceComments).values({
    ...{ id, organisationId, roundId: round.id, officialId: member.id, version, form, source },
    ...('meeting' in origin
      ? { meetingId: origin.meeting.id, commentedOn: origin.meeting.heldOn }
      : {
          number: origin.portal.number,
          commentedOn: origin.portal.commentedOn,
          appliedBy: origin.portal.appliedBy,
        }),
    ...{ enteredBy: actor.person, entrySeq },
  })
  return id
}

function formFor(member: ResidenceMember): ResidenceForm {
  if (member.status === 'not_introduced') throw new Problem('conflict', problems.notIntroduced)
  return member.status === 'introduced_exempt' ? 'short' : 'full'
}

function complete(answers: readonly number[], form: ResidenceForm): number[] {
  const given = answers.slice(0, itemsOn[form])
  if (given.length < itemsOn[form] || given.some((one) => one === 0)) {
    throw wrongField('answers', problems.incomplete)
  }
  return given
}

function mustBeOpen(actor: Actor, { cycle }: ResidenceRound): void {
  needRole(actor, 'cell', 'secretary')
  if (cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
}

/** One writer a round at a time. */
export async function lockRound(tx: Tx, { id }: ResidenceRound): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 17))`)
}
