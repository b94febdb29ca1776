import { and, desc, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { terms } from '../../db/schema.ts'
import { requestProblems as problems, tagWords, termWords } from '../../views/words/rights.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'

export type TermName = (typeof terms.$inferSelect)['name']
/** A term in days (`request-reply`: working days), with its source and how sure the figure is. */
export type Term = {
  name: TermName
  amount: number
  tag: (typeof terms.$inferSelect)['tag']
  source: string
  /** Null for what the program came with. */
  validFrom: string | null
}

const decree = 'Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP Đ.5'
const ours = 'Đề xuất của Ý Dân, chờ ý kiến pháp chế'

// domain.md §6.1 and §11.5, with their tags; an organisation sets its own beside them.
const shipped: Record<TermName, Pick<Term, 'amount' | 'tag' | 'source'>> = {
  'request-reply': { amount: 2, tag: 'V', source: decree },
  'request-view': { amount: 10, tag: 'V2', source: decree },
  'request-correct': { amount: 10, tag: 'V2', source: decree },
  'request-restrict': { amount: 15, tag: 'V2', source: decree },
  'request-withdraw': { amount: 15, tag: 'V2', source: decree },
  'request-erase': { amount: 20, tag: 'V2', source: decree },
  'keep-rejected': { amount: 90, tag: 'D', source: ours },
  'keep-not-accepted': { amount: 90, tag: 'D', source: ours },
  'keep-withdrawn': { amount: 30, tag: 'D', source: ours },
  'keep-identity': { amount: 90, tag: 'D', source: ours },
}

const codes = <T extends object>(words: T) => Object.keys(words) as [keyof T & string]

/** A term as the form sends it. */
export const newTerm = z.object({
  name: z.enum(codes(termWords)),
  amount: z.coerce.number().int().min(1).max(3650),
  tag: z.enum(codes(tagWords)),
  source: z.string().trim().min(1).max(300),
  validFrom: z.iso.date(),
})
export type NewTerm = z.output<typeof newTerm>

/** Parses it. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedTerm(typed: Record<string, string>): NewTerm {
  const parsed = newTerm.safeParse(typed)
  if (parsed.success) return parsed.data
  const paths = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const named: Record<string, (typeof problems)['name']> = problems
  const errors = paths.map((path) => ({ path, message: named[path] ?? problems.name }))
  throw new Problem('invalid', errors[0]?.message ?? problems.name, errors)
}

/** Sets a term from a day on, as a new row. Raises Problem('forbidden') unless administrator. */
export async function setTerm(tx: Tx, actor: Actor, given: NewTerm): Promise<void> {
  needRole(actor, 'admin')
  const id = crypto.randomUUID()
  const organisation = actor.organisation
  const act = { organisation, kind: 'term.set', item: id, reason: given.name, number: given.amount }
  const entrySeq = await append(tx, act)
  await tx
    .insert(terms)
    .values({ ...given, id, organisationId: organisation, enteredBy: actor.person, entrySeq })
}

/** The terms that hold today: the newest valid row of the organisation, else what we came with. */
export async function termsOf(tx: Tx, organisation: string): Promise<Record<TermName, Term>> {
  const rows = await tx
    .select()
    .from(terms)
    .where(and(sql`${terms.organisationId} = ${organisation}`, lte(terms.validFrom, sql`today()`)))
    .orderBy(desc(terms.validFrom), desc(terms.entrySeq))
  const names = Object.keys(shipped) as TermName[]
  const found = names.map((name): [TermName, Term] => {
    const row = rows.find((one) => one.name === name)
    const { amount, tag, source } = row ?? shipped[name]
    return [name, { name, amount, tag, source, validFrom: row?.validFrom ?? null }]
  })
  return Object.fromEntries(found) as Record<TermName, Term>
}
