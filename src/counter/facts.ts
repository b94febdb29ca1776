import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
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
  /** Whether posters wait until the key recovery sheet is confirmed, and the day it was. */
  needsRecoverySheet: boolean
  recoverySheet: string | null
}

export const factNames = Object.keys(factFields) as FactName[]
const fact = line(300).optional().catch(undefined)
const settings = z.object({
  posterNeedsRecoverySheet: z.boolean().catch(false),
  recoverySheet: z.iso.date().nullable().catch(null),
})

/** The actor's own Front. Raises Problem('not_found') when it is gone. */
export async function ownFront(tx: Tx, actor: Actor): Promise<Front> {
  const [found] = await tx
    .select({
      name: organisations.name,
      area: organisations.areaCode,
      settings: organisations.settings,
    })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  if (!found) throw new Problem('not_found', problemWords.notFound)
  const kept = z.record(z.string(), z.unknown()).catch({}).parse(found.settings)
  const facts = factNames.flatMap((name) => {
    const text = fact.parse(typeof kept[name] === 'number' ? String(kept[name]) : kept[name])
    return text === undefined ? [] : [[name, text] as const]
  })
  const { posterNeedsRecoverySheet, recoverySheet } = settings.parse(kept)
  return {
    name: found.name,
    area: found.area,
    facts: Object.fromEntries(facts),
    needsRecoverySheet: posterNeedsRecoverySheet,
    recoverySheet,
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
  if (name === 'comeBackDays') {
    const days = Number(text.trim())
    if (Number.isInteger(days) && days >= 1 && days <= 90) return days
    throw new Problem('invalid', problems.days, [{ path: name, message: problems.days }])
  }
  const parsed = line(300).safeParse(text)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', problems.line, [{ path: name, message: problems.line }])
}
