import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import type { provisions } from '../../db/schema.ts'

/** How sure a fact is: read, read in second hand, from memory, drawn by the makers. */
export const tags = ['V', 'V2', 'M', 'D'] as const
export type Tag = (typeof tags)[number]

/** What rules are read for: a cycle, by its framework and its cut-off. Days are `YYYY-MM-DD`. */
export type RuledCycle = { id: string; framework: string; cutOff: string }

/** An instrument in force for a cycle. `own`: entered by this organisation or one above it. */
export type Rule = {
  id: string
  number: string
  issuedOn: string | null
  issuer: string
  title: string
  framework: string | null
  subject: string
  note: string
  /** Whether a bundle names it. */
  printed: boolean
  validFrom: string
  validTo: string | null
  tag: Tag
  source: string
  own: boolean
}

export type Criterion = {
  id: string
  code: string
  name: string
  ethics: boolean
  annex: string | null
  tag: Tag
  source: string
  own: boolean
}

export type ProvisionKind = (typeof provisions.$inferSelect)['kind']
export type Provision = {
  id: string
  kind: ProvisionKind
  framework: string | null
  code: string
  name: string
  detail: string
  amount: number | null
  basis: 'legal' | 'internal' | null
  validFrom: string
  validTo: string | null
  tag: Tag
  source: string
  own: boolean
}

// Of several rows for the same thing the nearest organisation's newest counts; a closed cycle keeps
// what stood when it was closed.
const standing = sql`left join organisation_line() l on l.id = x.organisation_id
  left join rule_editions e on e.id = x.edition_id`
const nearest = sql`coalesce(l.distance, 99), e.entry_seq desc nulls last`
const readable = sql`(x.organisation_id is null or l.id is not null)`
const tillClosed = ({ id }: Pick<RuledCycle, 'id'>) => sql`(e.id is null or e.entered_at <=
  coalesce((select closed_at from cycle_closings where cycle_id = ${id}::uuid), 'infinity'))`
const text = (column: 'valid_from' | 'valid_to' | 'issued_on', name: string) =>
  sql.raw(`to_char(x.${column}, 'YYYY-MM-DD') as "${name}"`)
const days = sql`${text('valid_from', 'validFrom')}, ${text('valid_to', 'validTo')}`
const isOwn = sql`x.organisation_id is not null as own`

/**
 * The regulations of a cycle: those that go with its framework, as they stood when it was in force,
 * and the others in force at the cut-off, which is when the review uses them. Newest first.
 */
export async function rulesOf(tx: Tx, cycle: RuledCycle): Promise<Rule[]> {
  const day = await ruleDay(tx, cycle)
  const { rows } = await tx.execute<Rule>(sql`
    select * from (select distinct on (x.number, x.issued_on, x.issuer) x.id, x.number,
        ${text('issued_on', 'issuedOn')}, x.issuer, x.title, x.framework, x.subject, x.note, x.printed, ${days},
        x.tag, x.source, ${isOwn}
      from rules x ${standing} where ${readable} and ${tillClosed(cycle)}
      order by x.number, x.issued_on, x.issuer, ${nearest}) r
    where ${inForce(sql`r`, sql`case when r.framework is null then ${cycle.cutOff} else ${day} end`)}
      and (r.framework is null or r.framework = ${cycle.framework})
    order by r."issuedOn" desc nulls last, r.number`)
  return rows
}

/** The criteria of the cycle's framework, national and the organisation's own, in reading order. */
export async function criteriaOf(tx: Tx, cycle: RuledCycle): Promise<Criterion[]> {
  const day = await ruleDay(tx, cycle)
  const { rows } = await tx.execute<Criterion & { validFrom: string; validTo: string | null }>(sql`
    select * from (select distinct on (x.code) x.id, x.code, x.name, x.ethics, x.annex, x.tag,
        x.source, ${days}, ${isOwn}
      from criteria x ${standing}
      where x.framework = ${cycle.framework} and ${readable} and ${tillClosed(cycle)}
      order by x.code, ${nearest}) r
    where ${inForce(sql`r`, sql`${day}`)}`)
  return rows
    .map(({ validFrom: _, validTo: __, ...row }) => row)
    .sort((a, b) => inOrder.compare(a.code, b.code))
}

/** Levels, forms, exemptions, deadlines … of a cycle, by kind and code. */
export async function provisionsOf(tx: Tx, cycle: RuledCycle): Promise<Provision[]> {
  const day = await ruleDay(tx, cycle)
  const { rows } = await tx.execute<Provision>(sql`
    select * from (${standingProvisions(tillClosed(cycle))}) r
    where r.kind <> 'framework' and (r.framework is null or r.framework = ${cycle.framework})
      and ${inForce(sql`r`, sql`case when r.framework is null then ${cycle.cutOff} else ${day} end`)}`)
  return rows.sort((a, b) => a.kind.localeCompare(b.kind) || inOrder.compare(a.code, b.code))
}

/** The frameworks that are known, newest first; their names are in `name`. */
export async function frameworks(tx: Tx): Promise<Provision[]> {
  const { rows } = await tx.execute<Provision>(sql`
    select * from (${standingProvisions(sql`true`)}) r where r.kind = 'framework'
    order by r."validFrom" desc, r.own desc, r.code`)
  return rows
}

/** The framework in force on a day, the organisation's own before the national; null when none is. */
export async function frameworkAt(tx: Tx, day: string): Promise<string | null> {
  const found = (await frameworks(tx)).filter((one) => isInForce(one, day))
  return (found.find(({ own }) => own) ?? found[0])?.code ?? null
}

/** What replaced a cycle's framework before its cut-off, or null: the cycle keeps its own. */
export async function replacementOf(
  tx: Tx,
  cycle: RuledCycle,
): Promise<{ framework: string; from: string } | null> {
  const all = await frameworks(tx)
  const mine = all.find(({ code }) => code === cycle.framework)
  if (!mine?.validTo || mine.validTo >= cycle.cutOff) return null
  const now = all.find((one) => one.code !== mine.code && isInForce(one, cycle.cutOff))
  return now ? { framework: now.code, from: now.validFrom } : null
}

/** Whether something dated is in force on a day. */
export function isInForce(
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
  day: string,
): boolean {
  return validFrom <= day && (validTo === null || validTo >= day)
}

// The cut-off, or the last day of a framework that had been replaced by then.
async function ruleDay(tx: Tx, cycle: RuledCycle): Promise<string> {
  const mine = (await frameworks(tx)).find(({ code }) => code === cycle.framework)
  const last = mine?.validTo ?? cycle.cutOff
  return [last, cycle.cutOff].sort()[0] ?? cycle.cutOff
}

const inForce = (row: ReturnType<typeof sql>, day: ReturnType<typeof sql>) =>
  sql`${row}."validFrom" <= ${day} and (${row}."validTo" is null or ${row}."validTo" >= ${day})`

const standingProvisions = (entered: ReturnType<typeof sql>) => sql`
  select distinct on (x.kind, x.framework, x.code) x.id, x.kind, x.framework, x.code, x.name, x.detail,
    x.amount, x.basis, ${days}, x.tag, x.source, ${isOwn}
  from provisions x ${standing} where ${readable} and ${entered}
  order by x.kind, x.framework, x.code, ${nearest}`

// 1, 1.2, 1.10, 2, 70.
const inOrder = new Intl.Collator('vi', { numeric: true })
