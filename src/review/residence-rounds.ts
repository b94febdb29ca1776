import { z } from '@hono/zod-openapi'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { residenceRounds } from '../../db/schema.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { residenceProblems as problems, residenceSays as say } from '../../views/words/residence.ts'
import { reviewProblems } from '../../views/words/review.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { type Cycle, cycleById } from './cycles.ts'
import { day, isId, unitCode, wrongField } from './fields.ts'

/** Asks one cell, or without `area` wherever members live; `dueOn` is `YYYY-MM-DD`. */
export const newRounds = z.object({ cycle: z.uuid(), area: unitCode.optional(), dueOn: day })

/** One cell asked in one cycle. `cell` and `party` are names as papers have them. */
export type ResidenceRound = {
  id: string
  area: string
  areaName: string
  cell: string
  party: string
  place: string
  dueOn: string
  late: boolean
  cycle: Cycle
}

/**
 * Asks cells for their comments. Answers the rounds opened. Raises Problem('forbidden') unless
 * secretary, 'not_found', 'invalid' for a term that is over, 'conflict' for a closed cycle, when nobody
 * lives there or all were asked before.
 */
export async function askRounds(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newRounds>,
): Promise<string[]> {
  needRole(actor, 'secretary')
  const cycle = await cycleById(tx, given.cycle)
  if (cycle.closed) throw new Problem('conflict', reviewProblems.cycleClosed)
  if (given.dueOn < dayInVietNam()) throw wrongField('dueOn', problems.dueInPast)
  const lived = await areasLivedIn(tx, cycle)
  const wanted = given.area === undefined ? lived : lived.filter((area) => area === given.area)
  if (wanted.length === 0) throw new Problem('conflict', problems.nobodyLives)
  const asked = await tx
    .select({ area: residenceRounds.areaCode })
    .from(residenceRounds)
    .where(eq(residenceRounds.cycleId, cycle.id))
  const fresh = wanted.filter((area) => !asked.some((one) => one.area === area))
  if (fresh.length === 0) throw new Problem('conflict', problems.askedAlready)
  const opened: string[] = []
  for (const area of fresh) opened.push(await openRound(tx, actor, cycle.id, area, given.dueOn))
  return opened
}

async function openRound(tx: Tx, actor: Actor, cycleId: string, areaCode: string, dueOn: string) {
  const id = crypto.randomUUID()
  const entrySeq = await append(tx, {
    organisation: actor.organisation,
    kind: 'residence.asked',
    item: id,
    subject: cycleId,
    commitment: commitFields(areaCode, dueOn),
  })
  const who = { organisationId: actor.organisation, askedBy: actor.person }
  await tx.insert(residenceRounds).values({ id, cycleId, areaCode, dueOn, ...who, entrySeq })
  return id
}

// Where an area was merged into another, its people are on the successor's list.
async function areasLivedIn(tx: Tx, cycle: Cycle): Promise<string[]> {
  const { rows } = await tx.execute<{ code: string }>(sql`
    with recursive merged(code, into_code) as (
      select code, code from areas where successor_code is null
      union all select a.code, m.into_code from areas a join merged m on a.successor_code = m.code)
    select distinct m.into_code as code from ${homes} r join officials o on o.id = r.official_id
      join merged m on m.code = r.area_code
    where o.is_party_member and r.valid_from <= ${cycle.endsOn}::date
      and (r.valid_to is null or r.valid_to >= greatest(${cycle.startsOn}::date, least(today(), ${cycle.endsOn}::date)))
    order by 1`)
  return rows.map(({ code }) => code)
}

/**
 * A round this actor works on: a cell those of its areas, the office all. Raises Problem('forbidden')
 * for other roles, and 'not_found' alike for what is not there and what is another's.
 */
export async function roundById(tx: Tx, actor: Actor, id: string): Promise<ResidenceRound> {
  needRole(actor, 'cell', 'secretary', 'lead')
  const [found] = isId(id) ? await rounds(tx, actor, sql`r.id = ${id}::uuid`) : []
  if (!found) throw new Problem('not_found', problems.noRound)
  return { ...shaped(found), cycle: await cycleById(tx, found.cycle_id) }
}

/** How far a cell is. */
export type RoundCounts = {
  members: number
  exempt: number
  done: number
  confirmed: number
}

/** The rounds of a cycle this actor works on, by name of the place, each with how far it is. */
export async function listRounds(
  tx: Tx,
  actor: Actor,
  cycle: string,
): Promise<(Omit<ResidenceRound, 'cycle'> & RoundCounts)[]> {
  needRole(actor, 'cell', 'secretary', 'lead')
  if (!isId(cycle)) return []
  const found = await rounds(tx, actor, sql`r.cycle_id = ${cycle}::uuid`)
  const counts = await countsOf(tx, cycle)
  const none = { members: 0, exempt: 0, done: 0, confirmed: 0 }
  return found
    .map((row) => ({ ...shaped(row), ...(counts.get(row.id) ?? none) }))
    .sort((a, b) => inOrder.compare(a.areaName, b.areaName))
}

const inOrder = new Intl.Collator('vi', { numeric: true })

type Row = {
  id: string
  cycle_id: string
  area_code: string
  kind: string
  name: string
  cell: string | null
  party: string | null
  above_kind: string | null
  above_name: string | null
  due_on: string
  late: boolean
}

async function rounds(tx: Tx, actor: Actor, which: ReturnType<typeof sql>): Promise<Row[]> {
  const office = actor.roles.some((role) => role === 'secretary' || role === 'lead')
  const mine = office ? sql`true` : sql`r.area_code = any (${sql.param([...actor.areas])}::text[])`
  const { rows } = await tx.execute<Row>(sql`
    select r.id, r.cycle_id, r.area_code, a.kind, a.name, to_char(r.due_on, 'YYYY-MM-DD') as due_on,
      r.due_on < today() as late, up.kind as above_kind, up.name as above_name,
      (select o.name from organisations o where o.kind = 'cell' and o.area_code = r.area_code
        and (o.valid_to is null or o.valid_to >= today()) order by o.name limit 1) as cell,
      (select o.name from organisations o where o.kind = 'party' and o.area_code = up.code and o.level = 'commune'
        and o.name ~* '^đảng ủy' and (o.valid_to is null or o.valid_to >= today()) order by o.name limit 1) as party
    from residence_rounds r join areas a on a.code = r.area_code left join areas up on up.code = a.parent_code
    where ${which} and ${mine}`)
  return rows
}

function shaped(row: Row): Omit<ResidenceRound, 'cycle'> {
  const own = areaName({ code: row.area_code, kind: row.kind, name: row.name })
  const above =
    row.above_name === null
      ? own
      : areaName({ code: '', kind: row.above_kind ?? '', name: row.above_name })
  return {
    id: row.id,
    area: row.area_code,
    areaName: own,
    cell: row.cell ?? say.cellOf(own),
    party: row.party ?? say.partyOf(above),
    place: row.above_name ?? row.name,
    dueOn: row.due_on,
    late: row.late,
  }
}

/** Where people live: their residences, and a second cell where they are reviewed as residents. */
export const homes = sql`(select official_id, area_code, status, valid_from, valid_to from residences
  union all select v.official_id, b.area_code, 'normal', v.valid_from, v.valid_to from review_places v
    join organisations b on b.id = v.place_id where v.kind = 'residence' and b.area_code is not null)`

/** The condition that a residence `r` counts in a round `n` of a cycle `y`: there on the day looked at. */
export const livesThere = sql`r.valid_from <= least(today(), y.ends_on)
  and (r.valid_to is null or r.valid_to >= least(today(), y.ends_on))`

/** The area of a round and those merged into it, as a recursive term `places(round, code)`. */
export const placesOfRounds = sql`places(round, code) as (
  select id, area_code from residence_rounds
  union all select p.round, a.code from areas a join places p on a.successor_code = p.code)`

async function countsOf(tx: Tx, cycle: string): Promise<Map<string, RoundCounts>> {
  const { rows } = await tx.execute<{ round: string } & RoundCounts>(sql`
    with recursive ${placesOfRounds},
      living as (select distinct on (p.round, r.official_id) p.round, r.official_id, r.status
        from places p join residence_rounds n on n.id = p.round join cycles y on y.id = n.cycle_id
          join ${homes} r on r.area_code = p.code join officials o on o.id = r.official_id
        where n.cycle_id = ${cycle}::uuid and o.is_party_member and ${livesThere}
        order by p.round, r.official_id, r.valid_from desc),
      said as (select l.*, c.id is not null as done, c.source = 'portal' or f.comment_id is not null as confirmed
        from living l left join lateral (select c.id, c.source from residence_comments c
          where c.round_id = l.round and c.official_id = l.official_id order by c.version desc limit 1) c on true
        left join residence_confirmations f on f.comment_id = c.id)
    select round, (count(*) filter (where status = 'normal'))::int as members,
      (count(*) filter (where status <> 'normal'))::int as exempt,
      (count(*) filter (where status = 'normal' and done))::int as done,
      (count(*) filter (where status = 'normal' and confirmed))::int as confirmed
    from said group by round`)
  return new Map(rows.map(({ round, ...counts }) => [round, counts]))
}
