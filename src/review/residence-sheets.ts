import { z } from '@hono/zod-openapi'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { residenceConfirmations } from '../../db/schema.ts'
import {
  answersInWords,
  residenceProblems as problems,
  type ResidenceLack,
} from '../../views/words/residence.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Cycle } from './cycles.ts'
import { day, line, wrongField } from './fields.ts'
import { lockRound } from './residence-comments.ts'
import type { ResidenceForm, SheetWords } from './residence-members.ts'
import { homes, type ResidenceRound } from './residence-rounds.ts'

/** That the commune's Party committee confirmed; without names all sheets that wait. */
export const newConfirmation = z.object({
  confirmedOn: day,
  signer: line(200),
  officials: z.array(z.uuid()).max(1_000).optional(),
})

/** A sheet as it was signed. Days `YYYY-MM-DD`. */
export type ResidenceSheet = {
  id: string
  round: string
  official: string
  version: number
  form: ResidenceForm
  source: 'cell' | 'portal'
  commentedOn: string
  number: string | null
  answers: number[]
  note: string
  reason: string | null
  confirmed: { on: string; signer: string } | null
  /** A later sheet stands in its place. */
  replaced: boolean
}

/** The sheets of a round, or of one member in it, oldest first. */
export function sheetsOf(tx: Tx, round: string, official?: string): Promise<ResidenceSheet[]> {
  const whose = official === undefined ? sql`true` : sql`c.official_id = ${official}::uuid`
  return sheets(tx, sql`c.round_id = ${round}::uuid and ${whose}`)
}

/**
 * Notes that the commune's Party committee confirmed sheets. Answers how many. Raises
 * Problem('forbidden') unless secretary, 'invalid' for a day to come or before the sheet, 'conflict'
 * when nothing waits, 'not_found' for a name without a sheet that waits.
 */
export async function confirmComments(
  tx: Tx,
  actor: Actor,
  round: ResidenceRound,
  given: z.output<typeof newConfirmation>,
): Promise<number> {
  needRole(actor, 'secretary')
  if (given.confirmedOn > dayInVietNam()) throw wrongField('confirmedOn', problems.future)
  await lockRound(tx, round)
  const waiting = (await sheetsOf(tx, round.id)).filter(
    ({ source, confirmed, replaced }) => source === 'cell' && !confirmed && !replaced,
  )
  const { officials } = given
  const wanted = officials ? waiting.filter((one) => officials.includes(one.official)) : waiting
  if (officials?.some((id) => !wanted.some((one) => one.official === id))) {
    throw new Problem('not_found', problems.noComment)
  }
  if (wanted.length === 0) throw new Problem('conflict', problems.nothingToConfirm)
  if (wanted.some(({ commentedOn }) => commentedOn > given.confirmedOn)) {
    throw wrongField('confirmedOn', problems.beforeComment)
  }
  const organisationId = actor.organisation
  const { confirmedOn, signer } = given
  const commitment = commitFields(confirmedOn, signer)
  for (const { id } of wanted) {
    const act = { organisation: organisationId, kind: 'residence.confirmed', item: id, commitment }
    const entrySeq = await append(tx, act)
    const row = { commentId: id, organisationId, enteredBy: actor.person, entrySeq }
    await tx.insert(residenceConfirmations).values({ ...row, confirmedOn, signer })
  }
  return wanted.length
}

/** What a record or bundle says of the cell's comment on an official. */
export type ResidenceStanding = {
  /** Sheets that hold, one a place lived in: confirmed, and nothing confirmed stands in their place. */
  given: (ResidenceSheet & { cell: string; text: string })[]
  /** Why there is none; null when there is one. */
  lack: ResidenceLack | null
}

/**
 * The cell's comment on an official in a cycle, as it stood at the end of a day (`YYYY-MM-DD`, today
 * when left out). Missing is told apart: exempt, nobody asked, asked and in time, late.
 */
export async function residenceOf(
  tx: Tx,
  official: string,
  cycle: Pick<Cycle, 'id' | 'startsOn' | 'endsOn'>,
  until?: string,
): Promise<ResidenceStanding> {
  const upTo = until ?? dayInVietNam()
  const found = await sheets(
    tx,
    sql`c.official_id = ${official}::uuid and n.cycle_id = ${cycle.id}::uuid and c.commented_on <= ${upTo}::date`,
  )
  const holding = found.filter(({ source, confirmed, commentedOn }) =>
    source === 'portal' ? commentedOn <= upTo : confirmed !== null && confirmed.on <= upTo,
  )
  const newest = [...new Map(holding.map((one) => [one.round, one])).values()]
  if (newest.length === 0) return { given: [], lack: await lackOf(tx, official, cycle, upTo) }
  const cells = await cellsOf(
    tx,
    newest.map(({ round }) => round),
  )
  const given = newest.map((one) => ({
    ...one,
    cell: cells.get(one.round) ?? '',
    text: answersInWords(one.form, one.answers, one.note),
  }))
  return { given, lack: null }
}

async function lackOf(
  tx: Tx,
  official: string,
  cycle: Pick<Cycle, 'id' | 'startsOn' | 'endsOn'>,
  upTo: string,
): Promise<ResidenceLack> {
  const { rows } = await tx.execute<{ status: string; due: string | null }>(sql`
    with recursive up(code, into_code) as (
      select code, successor_code from areas union all
      select u.code, a.successor_code from up u join areas a on a.code = u.into_code)
    select r.status, to_char(max(n.due_on), 'YYYY-MM-DD') as due from ${homes} r
      left join residence_rounds n on n.cycle_id = ${cycle.id}::uuid and (n.area_code = r.area_code
        or n.area_code in (select into_code from up where code = r.area_code and into_code is not null))
    where r.official_id = ${official}::uuid and r.valid_from <= least(${upTo}::date, ${cycle.endsOn}::date)
      and (r.valid_to is null or r.valid_to >= least(${upTo}::date, ${cycle.endsOn}::date))
    group by r.area_code, r.status, r.valid_from order by r.valid_from desc`)
  if (rows.length === 0) return 'unknown'
  const asked = rows.filter(({ status }) => status === 'normal')
  if (asked.length === 0) return 'exempt'
  const dues = asked.flatMap(({ due }) => due ?? [])
  if (dues.length === 0) return 'not_asked'
  return dues.some((due) => due >= upTo) ? 'waiting' : 'late'
}

async function cellsOf(tx: Tx, rounds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; cell: string }>(sql`
    select n.id, coalesce((select o.name from organisations o where o.kind = 'cell' and o.area_code = n.area_code
        order by o.valid_to desc nulls first, o.name limit 1), 'Chi bộ ' || case
          when lower(a.name) like lower(a.kind) || '%' then a.name else a.kind || ' ' || a.name end) as cell
    from residence_rounds n join areas a on a.code = n.area_code
    where n.id = any (${sql.param([...rounds])}::uuid[])`)
  return new Map(rows.map(({ id, cell }) => [id, cell]))
}

type Row = {
  id: string
  round: string
  official: string
  version: number
  form: ResidenceForm
  source: 'cell' | 'portal'
  commented_on: string
  number: string | null
  body: string
  confirmed_on: string | null
  signer: string | null
  replaced: boolean
}

async function sheets(tx: Tx, which: SQL): Promise<ResidenceSheet[]> {
  const { rows } = await tx.execute<Row>(sql`
    select c.id, c.round_id as round, c.official_id as official, c.version, c.form, c.source,
      to_char(c.commented_on, 'YYYY-MM-DD') as commented_on, c.number, t.body,
      to_char(f.confirmed_on, 'YYYY-MM-DD') as confirmed_on, f.signer,
      exists (select from residence_comments l where l.round_id = c.round_id
        and l.official_id = c.official_id and l.version > c.version) as replaced
    from residence_comments c join residence_rounds n on n.id = c.round_id
      join texts t on t.record = c.id and t.field = 'residence'
      left join residence_confirmations f on f.comment_id = c.id
    where ${which} order by c.round_id, c.version`)
  return rows.map(({ commented_on, confirmed_on, signer, body, ...row }) => {
    const { answers, note, reason }: SheetWords = JSON.parse(body)
    const confirmed = confirmed_on === null ? null : { on: confirmed_on, signer: signer ?? '' }
    return { ...row, commentedOn: commented_on, answers, note, reason: reason ?? null, confirmed }
  })
}
