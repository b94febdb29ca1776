import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { type FactName, factFields, factProblems as problems } from '../../views/words/facts.ts'
import { problemWords } from '../../views/words/problems.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { line } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'

/** What the own Front has filled in, as text; absent when it has not. */
export type Facts = Partial<Record<FactName, string>>

/** The own Front as papers name it, with its facts and what is set for it. */
export type Front = {
  name: string
  facts: Facts
  /** The commune's own area. */
  area: string | null
  /** The day the key recovery sheets were typed back; posters that go up wait for it. */
  recoverySheet: string | null
}

export const factNames = Object.keys(factFields) as FactName[]
const fact = line(300).optional().catch(undefined)

/** The actor's own Front. Raises Problem('not_found') when it is gone. */
export async function ownFront(tx: Tx, actor: Actor): Promise<Front> {
  const [found] = await tx
    .select({
      name: organisations.name,
      area: organisations.areaCode,
      settings: organisations.settings,
      recoverySheet: sql<string | null>`recovery_confirmed()::text`,
    })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  if (!found) throw new Problem('not_found', problemWords.notFound)
  const kept = z.record(z.string(), z.unknown()).catch({}).parse(found.settings)
  const facts = factNames.flatMap((name) => {
    const text = fact.parse(typeof kept[name] === 'number' ? String(kept[name]) : kept[name])
    return text === undefined ? [] : [[name, text] as const]
  })
  return {
    name: found.name,
    area: found.area,
    facts: Object.fromEntries(facts),
    recoverySheet: found.recoverySheet,
  }
}

/**
 * Sets the facts that are named; an empty one is taken away, others stay. Raises
 * Problem('forbidden') unless secretary or admin, 'invalid' for what does not fit on a line.
 */
export async function setFacts(tx: Tx, actor: Actor, given: Facts): Promise<void> {
  needRole(actor, 'secretary', 'admin')
  const named = factNames.filter((name) => given[name] !== undefined)
  const read = Object.fromEntries(named.map((name) => [name, readFact(name, given[name] ?? '')]))
  const emptied = named.filter((name) => read[name] === null)
  const filled = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null))
  await tx
    .update(organisations)
    .set({
      settings: sql`(${organisations.settings} - ${sql.param(emptied)}::text[]) || ${JSON.stringify(filled)}::jsonb`,
    })
    .where(eq(organisations.id, actor.organisation))
  const { organisation } = actor
  await append(tx, { organisation, kind: 'organisation.changed', item: organisation })
}

function readFact(name: FactName, text: string): string | number | null {
  if (text.trim() === '') return null
  if (name === 'comeBackDays') return daysIn(name, text, 90, problems.days)
  if (name === 'backupDays') return daysIn(name, text, 3650, problems.backupDays)
  const parsed = line(300).safeParse(text)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', problems.line, [{ path: name, message: problems.line }])
}

function daysIn(path: FactName, text: string, most: number, message: Sentence): number {
  const days = Number(text.trim())
  if (Number.isInteger(days) && days >= 1 && days <= most) return days
  throw new Problem('invalid', message, [{ path, message }])
}
