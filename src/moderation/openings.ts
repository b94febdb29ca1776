import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { identityOpenings } from '../../db/schema/custodians.ts'
import { dataKeys, letters, seals, texts, threads } from '../../db/schema.ts'
import { custodianProblems as problems } from '../../views/words/custodians.ts'
import { receiptNumber } from '../intake/drop.ts'
import { Problem } from '../problem.ts'
import { apartFrom } from '../seal/apart.ts'
import { halfName, pairOfKeys } from '../seal/halves.ts'
import type { Custodian, Roster } from '../seal/roster.ts'
import { type Actor, membershipsOf, needRole } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import { rosterOf } from '../staff/custodians.ts'
import { tellAll } from '../staff/notices.ts'

/** What a custodian asks to open: the receipt number as on paper, which of the two, and why. */
export const newOpening = z.object({
  number: z.string().trim().max(20),
  field: z.enum(['identity', 'raw']),
  reason: z.string().trim().max(1000),
})

/** What waits for the second custodian. The reason lies in `texts` under the opening's id. */
export const askedOpening = z.object({
  opening: z.uuid(),
  field: z.enum(['identity', 'raw']),
  key: z.uuid(),
})

/**
 * Asks another custodian to open what a letter has sealed for the two of them; gives the approval's
 * id. Raises Problem('forbidden') for who is no custodian, 'invalid' for number or reason,
 * 'not_found' when there is nothing of the kind, 'conflict' when the actor's key cannot open it.
 */
export async function askOpening(
  tx: Tx,
  actor: Actor,
  { number, field, reason }: z.infer<typeof newOpening>,
  signingKeys: readonly Uint8Array[],
): Promise<string> {
  needRole(actor, 'custodian')
  const length = [...reason].length
  if (length < 10 || length > 500) throw new Problem('invalid', problems.reason)
  const mine = listed(await rosterOf(tx, actor.organisation, signingKeys), actor.person)
  if (!mine) throw new Problem('conflict', problems.outOfRoster)
  const letter = await numbered(tx, actor, number)
  const pairs = letter ? await pairsOf(tx, apartFrom(letter, field)) : []
  if (!letter || pairs.length === 0) throw new Problem('not_found', problems.nothingSealed)
  if (!pairs.some((name) => name.endsWith(`:${mine.key}`))) {
    throw new Problem('conflict', problems.noPair)
  }
  const opening = crypto.randomUUID()
  const { organisation: organisationId } = actor
  await tx.insert(texts).values({ record: opening, field: 'reason', organisationId, body: reason })
  return ask(tx, actor, 'open_identity', letter, { opening, field, key: mine.key })
}

/**
 * What happens once another custodian agreed: both names enter the log, and only from then on are
 * the halves handed out. Raises Problem('conflict') when one of the two keys left the list meanwhile,
 * or the letter was sealed for a list without the two.
 */
export function openIdentity(signingKeys: () => readonly Uint8Array[]): ApprovalHandler {
  return {
    async agreed(tx, approval, actor) {
      const { opening, field, key } = askedOpening.parse(approval.payload)
      const { organisation } = actor
      const roster = await rosterOf(tx, organisation, signingKeys())
      const asker = roster.custodians.find((one) => one.key === key)
      const held = await membershipsOf(tx, approval.askedBy, organisation)
      const stays = asker && held.some(({ role }) => role === 'custodian')
      if (!stays) throw new Problem('conflict', problems.askerGone)
      const mine = listed(roster, actor.person)
      if (!mine) throw new Problem('conflict', problems.outOfRoster)
      const pair = pairOfKeys(key, mine.key)
      const names = await pairsOf(tx, apartFrom(approval.subject, field))
      if (![key, mine.key].every((holder) => names.includes(halfName({ pair, holder })))) {
        throw new Problem('conflict', names.length > 0 ? problems.noPair : problems.nothingSealed)
      }
      const number = await numberOf(tx, approval.subject)
      await tellAll(tx, organisation, 'custodian', 'identity-opened', { number })
      await tx.insert(identityOpenings).values({
        ...{ id: opening, organisationId: organisation, letterId: approval.subject, field },
        ...{ askedBy: approval.askedBy, agreedBy: actor.person },
        ...{ askedKey: key, agreedKey: mine.key },
        entrySeq: sql`custody_append(${organisation}::uuid, 'identity.opened', ${opening}::uuid,
          ${approval.subject}::uuid, p_second => ${approval.askedBy}::uuid, p_reason => ${field})`,
      })
    },
  }
}

/** Openings of the organisation, newest first, at most a hundred; who, when, what, why. */
export function openingsOf(tx: Tx) {
  return tx
    .select({
      id: identityOpenings.id,
      field: identityOpenings.field,
      askedBy: sql<string>`(select name from people where id = ${identityOpenings.askedBy})`,
      agreedBy: sql<string>`(select name from people where id = ${identityOpenings.agreedBy})`,
      persons: sql<
        string[]
      >`array[${identityOpenings.askedBy}, ${identityOpenings.agreedBy}]::text[]`,
      openedAt: identityOpenings.openedAt,
      number: threads.number,
      year: threads.year,
      reason: texts.body,
      over: openingOver,
    })
    .from(identityOpenings)
    .innerJoin(letters, eq(letters.id, identityOpenings.letterId))
    .innerJoin(threads, eq(threads.id, letters.threadId))
    .leftJoin(texts, and(eq(texts.record, identityOpenings.id), eq(texts.field, 'reason')))
    .orderBy(desc(identityOpenings.entrySeq))
    .limit(100)
}

/** Whether the two may not use the opening any more: it is for one sitting. */
export const openingOver = sql<boolean>`${identityOpenings.openedAt} < now() - interval '24 hours'`

/** The custodian of a person on the list. */
export function listed({ custodians }: Roster, person: string): Custodian | undefined {
  return custodians.find((one) => one.person === person)
}

async function numbered(tx: Tx, actor: Actor, typed: string): Promise<string | null> {
  const [, number, year] = /^0*(\d{1,7})\s*\/\s*(\d{4})$/.exec(typed) ?? []
  if (!number || !year) throw new Problem('invalid', problems.number)
  const [found] = await tx
    .select({ id: letters.id })
    .from(threads)
    .innerJoin(letters, and(eq(letters.threadId, threads.id), eq(letters.first, true)))
    .where(
      and(
        eq(threads.organisationId, actor.organisation),
        eq(threads.number, Number(number)),
        eq(threads.year, Number(year)),
      ),
    )
  return found?.id ?? null
}

/** The receipt number of a letter, as on paper. */
export async function numberOf(tx: Tx, letter: string): Promise<string> {
  const [row] = await tx
    .select({ number: threads.number, year: threads.year })
    .from(letters)
    .innerJoin(threads, eq(threads.id, letters.threadId))
    .where(eq(letters.id, letter))
  return row ? receiptNumber(row.number, row.year) : ''
}

async function pairsOf(tx: Tx, record: string): Promise<string[]> {
  const rows = await tx
    .select({ recipient: dataKeys.recipient })
    .from(dataKeys)
    .innerJoin(seals, eq(seals.record, dataKeys.record))
    .where(and(eq(dataKeys.record, record), sql`${dataKeys.recipient} like 'custodians:%'`))
  return rows.map(({ recipient }) => recipient)
}
