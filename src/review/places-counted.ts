import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import type { Actor } from '../staff/actor.ts'
import { placeName } from './areas.ts'
import { type RecordCover, worksOnRecords } from './records.ts'

const counted = z.object({
  kind: z.enum(['workplace', 'residence']),
  name: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  items: z.coerce.number(),
})
/** A place where an official worked or lived in a cycle, and how many items fell into that time. */
export type CountedPlace = z.output<typeof counted>

/**
 * Where the official of a record worked and lived in its cycle, earliest first, each with the items
 * whose day fell into its time; an item said to be about work or about home counts there alone.
 * `items` are ids of evidence. Empty for a collective.
 */
export async function placesCounted(
  tx: Tx,
  { subject, cycle }: RecordCover,
  items: readonly string[],
): Promise<CountedPlace[]> {
  if (subject.kind !== 'official') return []
  const { rows } = await tx.execute(sql`
    with ${staysOf(subject.id)}, ${daysOf(items)}
    select kind, name, valid_from::text as from, valid_to::text as to,
      (select count(*) from days d where ${falls} and coalesce(d.place, 'other') in ('other', s.kind)) as items
    from stays s where valid_from <= ${cycle.endsOn} and (valid_to is null or valid_to >= ${cycle.startsOn})
    order by valid_from, kind, name`)
  return z.array(counted).parse(rows)
}

/**
 * Of these items, those a cell sees: whose day fell into a time in which the official worked or lived
 * in its areas, and those whose day fell into nobody's. All of them for who works on records, for
 * the official, and about a collective.
 */
export async function seenHere(
  tx: Tx,
  actor: Actor,
  { subject }: RecordCover,
  items: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = actor.official === subject.id
  if (worksOnRecords(actor) || own || subject.kind !== 'official') return new Set(items)
  const { rows } = await tx.execute<{ id: string }>(sql`
    with ${staysOf(subject.id)}, ${daysOf(items)}
    select d.id from days d where not exists (select from stays s where ${falls})
      or exists (select from stays s where ${falls} and s.area_code = any (${sql.param([...actor.areas])}::text[]))`)
  return new Set(rows.map(({ id }) => id))
}

const falls = sql`d.first <= coalesce(s.valid_to, 'infinity') and d.last >= s.valid_from`

const staysOf = (official: string): SQL => sql`stays as (
  select 'workplace' as kind, coalesce(b.name, ${placeName}) as name, p.area_code, p.valid_from, p.valid_to
    from posts p join areas a on a.code = p.area_code left join organisations b on b.id = p.body_id
    where p.official_id = ${official}::uuid
  union all select 'residence', ${placeName}, r.area_code, r.valid_from, r.valid_to
    from residences r join areas a on a.code = r.area_code where r.official_id = ${official}::uuid
  union all select v.kind, o.name, o.area_code, v.valid_from, v.valid_to
    from review_places v join organisations o on o.id = v.place_id where v.official_id = ${official}::uuid)`

// A sender may name a month alone: then any day of it may be meant.
const daysOf = (items: readonly string[]): SQL => sql`days as (
  select e.id, f.place, d.first, case when length(f.observed_on) = 7 then (d.first + interval '1 month - 1 day')::date
    else d.first end as last
  from evidence e join feedback f on f.id = e.feedback_id cross join lateral (select case length(f.observed_on)
    when 7 then (f.observed_on || '-01')::date when 10 then f.observed_on::date else f.day end as first) d
  where e.id = any (${sql.param([...items])}::uuid[]))`
