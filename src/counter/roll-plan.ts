import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import {
  type RollColumn,
  type RollDeed,
  rollColumns,
  rollSays as says,
} from '../../views/words/rolls.ts'
import { plain } from '../intake/area-facts.ts'
import type { Actor } from '../staff/actor.ts'
import type { MadeLink } from '../staff/invitations.ts'
import type { WrongLine } from './import.ts'
import type { Cell } from './roll-cells.ts'
import type { RollLine } from './roll-table.ts'

/** One thing a line would do, in the words of its list: `whom` is a name or a place. */
export type Change = { line: number; deed: RollDeed; whom: string }

/** A line that may mean somebody known: `answer` is what choosing one writes into *same as*. */
export type Question = {
  line: number
  whom: string
  candidates: readonly { answer: string; said: Sentence }[]
}

/** Somebody invited by a list; the secret of the link is shown once. */
export type Invited = MadeLink & { name: string }

/** What a list would do here and now; nothing is written before `apply`. */
export type RollPlan = {
  changes: Change[]
  unchanged: number
  errors: WrongLine[]
  questions: Question[]
  apply(tx: Tx): Promise<Invited[]>
}

/** Who *same as* names, by line: chosen on the page; a line without stands as its cell says. */
export type Answers = ReadonlyMap<number, string>

/** Which of the candidates an answer names; `none` when it is empty. */
export function answerOf<T>(
  given: string,
  candidates: readonly T[],
  answersTo: (one: T) => readonly string[],
): T | 'new' | 'none' | 'wrong' {
  const text = plain(given)
  if (text === '') return 'none'
  if (['moi', 'new', 'nguoi khac', 'nguoi moi'].includes(text)) return 'new'
  return candidates.find((one) => answersTo(one).map(plain).includes(text)) ?? 'wrong'
}

/** Reads cells of one line and collects what is wrong with them. */
export function reader(line: RollLine, errors: WrongLine[]) {
  let isRight = true
  const wrong = (sentence: Sentence) => {
    isRight = false
    errors.push({ line: line.line, wrong: sentence })
  }
  return {
    wrong,
    text: line.cell,
    /** The value of a column, or undefined: left empty, or wrong and said so. */
    read<T>(column: RollColumn, how: (text: string) => Cell<T>): T | undefined {
      const text = line.cell(column)
      if (text === '') return undefined
      const cell = how(text)
      if ('value' in cell) return cell.value
      wrong(says.in(rollColumns[column], cell.wrong))
      return undefined
    },
    /** As `read`, for what must be there. */
    need<T>(column: RollColumn, how: (text: string) => Cell<T>): T | undefined {
      const cell = how(line.cell(column))
      if ('value' in cell) return cell.value
      wrong(cell.wrong)
      return undefined
    },
    get isRight() {
      return isRight
    },
  }
}

type Known = { code: string; names: readonly string[]; ended?: string | undefined }

/** Finds what lists call by code or by name; a name that several have is refused. */
export function finder(
  known: readonly Known[],
  none: (given: string) => Sentence,
  many: (given: string) => Sentence,
) {
  const byCode = new Map(known.map((one) => [one.code, one]))
  const byName = new Map<string, Known[]>()
  for (const one of known) {
    if (one.ended !== undefined) continue
    for (const name of new Set([plain(one.code), ...one.names.map(plain)])) {
      byName.set(name, [...(byName.get(name) ?? []), one])
    }
  }
  return (given: string): Cell<string> => {
    const exact = byCode.get(given)
    if (exact?.ended !== undefined) return { wrong: says.endedArea(given, exact.ended) }
    if (exact) return { value: exact.code }
    const found = byName.get(plain(given)) ?? []
    if (found.length > 1) return { wrong: many(given) }
    return found[0] ? { value: found[0].code } : { wrong: none(given) }
  }
}

/** Every area of the own Front, whether it still is or not. */
export function allAreas(tx: Tx, actor: Actor) {
  return tx
    .select({
      code: areas.code,
      kind: areas.kind,
      name: areas.name,
      parent: areas.parentCode,
      validTo: areas.validTo,
      successor: areas.successorCode,
    })
    .from(areas)
    .where(eq(areas.organisationId, actor.organisation))
}

/** The look-up of areas that still are, by code, name, or kind and name. */
export async function areaFinder(tx: Tx, actor: Actor) {
  const known = (await allAreas(tx, actor)).map((area) => ({
    code: area.code,
    names: [area.name, areaName(area)],
    ended: area.validTo === null && area.successor === null ? undefined : (area.successor ?? ''),
  }))
  return finder(known, says.noArea, says.manyAreas)
}
