import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { byGivenName } from '../../views/names.ts'
import { rolledUp, type ToldTable, toldTable } from '../../views/small-numbers.ts'
import type { ResidenceLack } from '../../views/words/residence.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { placeName } from './areas.ts'
import { acceptedFor, acceptedStates } from './attachable.ts'
import { type Cycle, cycleById } from './cycles.ts'
import { residenceStandings } from './residence-standings.ts'
import { type Criterion, criteriaOf } from './rules.ts'

/** How far a record has come; `none`: nobody has opened one. */
export const coverageStages = [
  'none',
  'open',
  'asked',
  'frozen',
  'handed_over',
  'considered',
  'decided',
] as const
export type CoverageStage = (typeof coverageStages)[number]

/** One person or collective of the cycle. Whether anything came from outside, never how much. */
export type CoverageRow = {
  id: string
  kind: 'official' | 'collective'
  name: string
  birthYear: number | null
  place: string
  record: string | null
  stage: CoverageStage
  /** Something from outside stands on the record: residents, or the cell where one lives. */
  heard: boolean
  /** Why there is no comment of the residence cell; null when there is one or none is due. */
  residence: ResidenceLack | 'given' | 'not_applicable'
  commented: boolean
}

/** What a cycle has heard and what not. Counts of letters are told in whole fives alone. */
export type Coverage = {
  cycle: Cycle
  /** By place, then as names are listed. */
  rows: CoverageRow[]
  stages: Map<CoverageStage, number>
  /** Neighbourhoods with fewer than five letters: an empty one looks like a small one. */
  quiet: { code: string; name: string }[]
  neighbourhoods: number
  communes: { names: Map<string, string>; told: ToldTable<string> }
  channels: ToldTable<string>
  criteria: { criterion: Criterion; told: number | null }[]
}

/**
 * What a cycle has heard: officials, places, criteria, channels, comments, bundles by state. Lists are
 * by place and name; nobody is put above another. Raises Problem('forbidden') unless secretary, lead
 * or auditor, 'not_found'.
 */
export async function coverageOf(tx: Tx, actor: Actor, id: string): Promise<Coverage> {
  needRole(actor, 'secretary', 'lead', 'auditor')
  const cycle = await cycleById(tx, id)
  const rows = await rowsOf(tx, actor, cycle)
  const stages = new Map(coverageStages.map((stage) => [stage, 0]))
  for (const { stage } of rows) stages.set(stage, (stages.get(stage) ?? 0) + 1)
  const areas = await areasOf(tx, actor)
  const counts = await lettersByArea(tx, cycle)
  const hamlets = areas.filter(({ isLeaf }) => isLeaf)
  const told = toldTable(new Map(hamlets.map(({ code }) => [code, counts.get(code) ?? 0])))
  return {
    cycle,
    rows,
    stages,
    quiet: hamlets
      .filter(({ code }) => told.cells.get(code) === null)
      .map(({ code, name }) => ({ code, name })),
    neighbourhoods: hamlets.length,
    communes: byCommune(areas, counts),
    channels: toldTable(await lettersByChannel(tx, cycle)),
    criteria: await byCriterion(tx, cycle),
  }
}

type Area = { code: string; name: string; parent: string | null; isLeaf: boolean }

async function areasOf(tx: Tx, actor: Actor): Promise<Area[]> {
  const { rows } = await tx.execute<Area>(sql`
    select a.code, ${placeName} as name, a.parent_code as parent,
      not exists (select from areas c where c.parent_code = a.code and coalesce(c.valid_to >= today(), true)) as "isLeaf"
    from areas a where a.organisation_id = ${actor.organisation}::uuid
      and coalesce(a.valid_to >= today(), true)`)
  const order = new Intl.Collator('vi', { numeric: true })
  return rows.sort((a, b) => order.compare(a.name, b.name))
}

// What was written about a place that has merged since counts for its successor.
async function lettersByArea(tx: Tx, cycle: Cycle): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ code: string; count: number }>(sql`
    with recursive now (code, into_code, depth) as (
      select code, code, 0 from areas
      union all select n.code, a.successor_code, depth + 1 from now n join areas a on a.code = n.into_code
        where a.successor_code is not null and a.valid_to < today() and depth < 8)
    select n.into_code as code, count(*)::int as count from feedback f
      join feedback_state s on s.feedback_id = f.id
      join lateral (select into_code from now where now.code = f.area_code order by depth desc limit 1) n on true
    where ${heardIn(cycle)} group by 1`)
  return new Map(rows.map(({ code, count }) => [code, count]))
}

async function lettersByChannel(tx: Tx, cycle: Cycle): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ channel: string; count: number }>(sql`
    select f.channel, count(*)::int as count from feedback f
      join feedback_state s on s.feedback_id = f.id
    where ${heardIn(cycle)} group by 1 order by 1`)
  return new Map(rows.map(({ channel, count }) => [channel, count]))
}

// What went elsewhere is not told of, not even as a place or a way (domain §0.6).
function heardIn({ startsOn, endsOn }: Cycle) {
  return sql`f.day between ${startsOn}::date and ${endsOn}::date
    and s.state not in ('rejected', 'diverted', 'erased', 'withdrawn')`
}

function byCommune(areas: readonly Area[], counts: ReadonlyMap<string, number>) {
  const known = new Map(areas.map((area) => [area.code, area]))
  const topOf = (code: string): string => {
    const parent = known.get(code)?.parent
    return parent && known.has(parent) ? topOf(parent) : code
  }
  const own = new Map([...counts].filter(([code]) => known.has(code)))
  const told = toldTable(rolledUp(own, topOf))
  const names = new Map([...told.cells.keys()].map((code) => [code, known.get(code)?.name ?? code]))
  return { names, told }
}

async function byCriterion(tx: Tx, cycle: Cycle): Promise<Coverage['criteria']> {
  const { rows } = await tx.execute<{ code: string; count: number }>(sql`
    select criterion_of(e.id) as code, count(*)::int as count from evidence e
      join review_records r on r.id = e.record_id join feedback_state s on s.feedback_id = e.feedback_id
    where r.cycle_id = ${cycle.id}::uuid and ${holding} group by 1`)
  const told = toldTable(new Map(rows.map(({ code, count }) => [code, count])))
  const listed = await criteriaOf(tx, cycle)
  return listed.map((criterion) => ({ criterion, told: told.cells.get(criterion.code) ?? null }))
}

const holding = sql`not exists (select from evidence_withdrawals w where w.evidence_id = e.id)
  and s.state = any (${sql.param([...acceptedStates])}::text[])
  and e.decision_id = ${acceptedFor(sql`e.feedback_id`)}`

type Found = Omit<CoverageRow, 'residence'>

async function rowsOf(tx: Tx, actor: Actor, cycle: Cycle): Promise<CoverageRow[]> {
  const { rows } = await tx.execute<Found>(sql`
    select who.*, case
        when who.record is null then 'none'
        when exists (select from outcomes o join bundles b on b.id = o.bundle_id where b.record_id = who.record) then 'decided'
        when exists (select from consultations o join bundles b on b.id = o.bundle_id where b.record_id = who.record) then 'considered'
        when exists (select from handovers o join bundles b on b.id = o.bundle_id where b.record_id = who.record) then 'handed_over'
        when exists (select from bundle_freezes o join bundles b on b.id = o.bundle_id where b.record_id = who.record) then 'frozen'
        when exists (select from bundles b where b.record_id = who.record) then 'asked' else 'open' end as stage,
      exists (select from evidence e join feedback_state s on s.feedback_id = e.feedback_id
        where e.record_id = who.record and ${holding}) as heard,
      exists (select from sheets h join sheet_issues i on i.sheet_id = h.id
        where h.record_id = who.record and h.kind = 'front_comment') as commented
    from (
      select o.id, 'official' as kind, o.name, o.birth_year as "birthYear", r.id as record,
        coalesce((select ${placeName} from posts p join areas a on a.code = p.area_code
          where p.official_id = o.id order by p.is_head desc, p.valid_from desc limit 1), '') as place
      from officials o left join review_records r on r.official_id = o.id and r.cycle_id = ${cycle.id}::uuid
      where o.organisation_id = ${actor.organisation}::uuid and (r.id is not null or exists (
          select from posts p where p.official_id = o.id and p.valid_from <= ${cycle.endsOn}::date
            and coalesce(p.valid_to >= ${cycle.startsOn}::date, true)))
        and not exists (select from exemptions x where x.official_id = o.id and x.valid_from <= ${cycle.cutOff}::date
          and coalesce(x.valid_to >= ${cycle.cutOff}::date, true))
      union all
      select o.id, 'collective', o.name, null, r.id, coalesce((select ${placeName} from areas a
          where a.code = o.area_code), '')
      from review_records r join organisations o on o.id = r.collective_id
      where r.cycle_id = ${cycle.id}::uuid) who`)
  const places = new Intl.Collator('vi', { numeric: true })
  const standings = await residenceStandings(tx, cycle)
  const listed = rows.map((row): CoverageRow => {
    const residence = row.kind === 'collective' ? null : standings.get(row.id)
    return {
      ...row,
      residence: residence ?? 'not_applicable',
      heard: row.heard || residence === 'given',
    }
  })
  return listed.sort((a, b) => places.compare(a.place, b.place) || byGivenName(a, b))
}
