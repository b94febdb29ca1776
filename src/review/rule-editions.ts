import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { criteria, provisions, ruleEditions, rules } from '../../db/schema.ts'
import { ruleProblems as problems, provisionKinds } from '../../views/words/rules.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { day, line } from './fields.ts'
import { tags } from './rules.ts'

const dated = { validFrom: day, validTo: day.optional(), tag: z.enum(tags), source: line(300) }
const forwards = (given: { validFrom: string; validTo?: string | undefined }) =>
  given.validTo === undefined || given.validTo >= given.validFrom
const wrongEnd = { path: ['validTo'] }
const code = line(40)

/** A regulation: number, date and issuer together name it. */
export const newRule = z
  .object({
    ...{ number: line(60), issuedOn: day, issuer: line(200), title: line(500), ...dated },
    ...{
      framework: line(60).optional(),
      subject: line(200).optional(),
      note: line(500).optional(),
    },
    printed: z.boolean().default(false),
  })
  .refine(forwards, wrongEnd)

/** A criterion of a framework; the code names it there. */
export const newCriterion = z
  .object({
    ...{ framework: line(60), annex: line(40).optional(), code, name: line(500) },
    ethics: z.boolean().default(false),
    ...dated,
  })
  .refine(forwards, wrongEnd)

/** What a framework or a regulation says besides; `amount` and `basis` are a deadline's. */
export const newProvision = z
  .object({
    ...{ kind: z.enum(keysOf(provisionKinds)), framework: line(60).optional(), code },
    ...{ name: line(500), detail: line(1000).optional() },
    amount: z.coerce.number().int().min(0).max(10_000).optional(),
    basis: z.enum(['legal', 'internal']).optional(),
    ...dated,
  })
  .refine(forwards, wrongEnd)
  .refine(({ kind, basis }) => (kind === 'deadline') === (basis !== undefined), { path: ['basis'] })

/** What one edition enters: each row stands for what it names, from now on. */
export type NewEdition = {
  source: string
  rules?: readonly z.output<typeof newRule>[]
  criteria?: readonly z.output<typeof newCriterion>[]
  provisions?: readonly z.output<typeof newProvision>[]
}

const atOnce = 500

/**
 * Enters rules for the organisation and those below it, as one act; earlier rows stay. Raises
 * Problem('forbidden') unless secretary or administrator, 'invalid' when there is nothing.
 */
export async function enterRules(tx: Tx, actor: Actor, given: NewEdition): Promise<string> {
  needRole(actor, 'secretary', 'admin')
  const rowsIn = [given.rules ?? [], given.criteria ?? [], given.provisions ?? []] as const
  const count = rowsIn.reduce((sum, { length }) => sum + length, 0)
  if (count === 0) throw new Problem('invalid', problems.nothing)
  const editionId = crypto.randomUUID()
  const organisationId = actor.organisation
  const of = <T>(row: T) => ({ ...row, organisationId, editionId })
  for (const some of pieces(rowsIn[0])) await tx.insert(rules).values(some.map(of))
  for (const some of pieces(rowsIn[1])) await tx.insert(criteria).values(some.map(of))
  for (const some of pieces(rowsIn[2])) await tx.insert(provisions).values(some.map(of))
  const { rows } = await tx.execute<{ hash: string }>(sql`
    select encode(sha256(convert_to(edition_text(${editionId}::uuid), 'UTF8')), 'hex') as hash`)
  const act = { organisation: organisationId, kind: 'rules.entered', item: editionId }
  const entrySeq = await append(tx, { ...act, number: count, commitment: rows[0]?.hash })
  await tx.insert(ruleEditions).values({
    id: editionId,
    organisationId,
    source: given.source,
    enteredBy: actor.person,
    entrySeq,
  })
  return editionId
}

/** The versions of what is in force, newest first: what was entered, when, after what. */
export async function editionsOf(tx: Tx) {
  const { rows } = await tx.execute<{
    id: string
    day: string
    source: string
    own: boolean
    lines: string[]
  }>(sql`
    select e.id, to_char(e.entered_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, e.source,
      e.organisation_id = current_organisation() as own,
      array(select number || ': ' || title from rules where edition_id = e.id
        union all select framework || ' / ' || code || ': ' || name from criteria where edition_id = e.id
        union all select concat_ws(' / ', framework, code) || ': ' || name from provisions where edition_id = e.id
        limit 20) as lines
    from rule_editions e order by e.entered_at desc, e.id limit 100`)
  return rows
}

function* pieces<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce)
}

function keysOf<T extends object>(words: T) {
  return Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]
}
