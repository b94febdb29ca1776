import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { areas, organisations } from '../../db/schema.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import {
  rollProblems as problems,
  rollSays as says,
  rollTerms as terms,
} from '../../views/words/rolls.ts'
import { plain } from '../intake/area-facts.ts'
import { line as words } from '../review/fields.ts'
import { nearOrganisations, type organisationKinds } from '../review/organisations.ts'
import type { Actor } from '../staff/actor.ts'
import type { WrongLine } from './import.ts'
import { type Cell, codeIn, dayIn } from './roll-cells.ts'
import { allAreas, areaFinder, type Change, finder, type RollPlan, reader } from './roll-plan.ts'
import type { RollTable } from './roll-table.ts'

const atOnce = 500

type AreaLine = {
  line: number
  code: string
  kind: string
  name: string
  parent: string | null
  validFrom: string | undefined
}

/** What a list of areas would do: add, or change name and kind; never move one under another. */
export async function planAreas(tx: Tx, actor: Actor, table: RollTable): Promise<RollPlan> {
  const errors = [...table.errors]
  const known = new Map((await allAreas(tx, actor)).map((area) => [area.code, area]))
  const taken = await takenAreas(tx, table)
  const wanted = readAreas(table, errors, known)
  const changes: Change[] = []
  const [added, renamed]: AreaLine[][] = [[], []]
  for (const area of wanted) {
    const before = known.get(area.code)
    const whom = `${areaName(area)} (${area.code})`
    if (!before && taken.has(area.code)) {
      errors.push({ line: area.line, wrong: problems.areaTaken })
    } else if (!before) {
      changes.push({ line: area.line, deed: 'added', whom })
      added?.push(area)
    } else if (area.parent !== null && area.parent !== before.parent) {
      errors.push({ line: area.line, wrong: problems.parentMoves })
    } else if (before.name !== area.name || before.kind !== area.kind) {
      changes.push({ line: area.line, deed: 'changed', whom: `${areaName(before)} → ${whom}` })
      renamed?.push(area)
    }
  }
  const inOrder = parentsFirst(added ?? [], errors)
  return {
    ...{ changes, errors, questions: [], unchanged: wanted.length - changes.length },
    async apply(within) {
      for (const some of pieces(inOrder)) {
        const organisationId = actor.organisation
        const rows = some.map(({ line: _, parent, ...area }) => ({
          ...{ ...area, parentCode: parent, organisationId },
        }))
        await within.insert(areas).values(rows)
      }
      for (const { code, kind, name } of renamed ?? []) {
        await within.update(areas).set({ kind, name }).where(eq(areas.code, code))
      }
      return []
    },
  }
}

async function takenAreas(tx: Tx, table: RollTable): Promise<Set<string>> {
  const codes = table.lines.map(({ cell }) => cell('code'))
  const found = await tx.select({ code: areas.code }).from(areas).where(inArray(areas.code, codes))
  return new Set(found.map(({ code }) => code))
}

function readAreas(
  table: RollTable,
  errors: WrongLine[],
  known: ReadonlyMap<string, { code: string; kind: string; name: string }>,
): AreaLine[] {
  const lines = new Map<string, number>()
  const names = [...known.values()].map((area) => ({ ...area, names: [area.name, areaName(area)] }))
  const fresh = table.lines.map(({ cell }) => {
    const area = { code: cell('code'), kind: cell('kind'), name: cell('name') }
    return { ...area, names: [area.name, areaName(area)] }
  })
  const both = [...names, ...fresh.filter(({ code }) => !known.has(code))]
  const parent = finder(both, says.noArea, says.manyAreas)
  return table.lines.flatMap((row): AreaLine[] => {
    const at = reader(row, errors)
    const code = at.need('code', codeIn)
    const kind = at.need('kind', wordsIn(40, problems.areaKind))
    const name = at.need('name', wordsIn(200, problems.name))
    const above = at.read('parent', parent) ?? null
    const validFrom = at.read('validFrom', dayIn)
    const before = code === undefined ? undefined : lines.get(code)
    if (before !== undefined) at.wrong(says.repeats(before))
    if (!at.isRight || code === undefined || !kind || !name) return []
    lines.set(code, row.line)
    return [{ ...{ line: row.line, code, kind, name }, parent: above, validFrom }]
  })
}

// A line may come before the line of the area it lies in.
function parentsFirst(added: readonly AreaLine[], errors: WrongLine[]): AreaLine[] {
  const waiting = new Map(added.map((area) => [area.code, area]))
  const sorted: AreaLine[] = []
  for (let before = -1; waiting.size > 0 && before !== sorted.length; ) {
    before = sorted.length
    for (const area of [...waiting.values()]) {
      if (area.parent !== null && waiting.has(area.parent)) continue
      waiting.delete(area.code)
      sorted.push(area)
    }
  }
  for (const { line } of waiting.values()) errors.push({ line, wrong: problems.parentLoop })
  return sorted
}

type Kind = (typeof organisationKinds)[number]

/** What a list of organisations below the own Front would do; those known must agree. */
export async function planOrganisations(tx: Tx, actor: Actor, table: RollTable): Promise<RollPlan> {
  const errors = [...table.errors]
  const changes: Change[] = []
  const areaOf = await areaFinder(tx, actor)
  const known = await takenOrganisations(tx, table)
  const lines = new Map<string, number>()
  const rows: (typeof organisations.$inferInsert)[] = []
  let unchanged = 0
  for (const row of table.lines) {
    const at = reader(row, errors)
    const code = at.need('code', codeIn)
    const kind = at.need('kind', kindIn)
    const name = at.need('name', wordsIn(200, problems.name))
    const level = at.read('level', levelIn) ?? (kind === 'cell' ? 'neighbourhood' : 'commune')
    const areaCode = at.read('area', areaOf)
    const validFrom = at.read('validFrom', dayIn)
    if (code === undefined || !kind || !name || !at.isRight) continue
    const before = lines.get(code)
    const there = known.get(code)
    const agrees = there && there.parent === actor.organisation && there.name === name
    if (before !== undefined) at.wrong(says.repeats(before))
    else if (there && !agrees) at.wrong(problems.organisationTaken)
    else if (there) unchanged += 1
    else {
      changes.push({ line: row.line, deed: 'added', whom: `${name} (${code})` })
      const parentId = actor.organisation
      rows.push({
        ...{ id: crypto.randomUUID(), code, kind, name, level, parentId },
        areaCode,
        validFrom,
      })
    }
    lines.set(code, row.line)
  }
  return {
    ...{ changes, errors, questions: [], unchanged },
    async apply(within) {
      for (const some of pieces(rows)) await within.insert(organisations).values(some)
      return []
    },
  }
}

async function takenOrganisations(tx: Tx, table: RollTable) {
  const codes = table.lines.map(({ cell }) => cell('code'))
  const { code, name, parentId: parent } = organisations
  const found = await tx
    .select({ code, name, parent })
    .from(organisations)
    .where(inArray(code, codes))
  return new Map(found.map((one) => [one.code, one]))
}

/** The look-up of organisations an official may work in, by code or name; answers the code. */
export async function bodyFinder(tx: Tx, actor: Actor) {
  const near = await nearOrganisations(tx, actor)
  const open = near.filter(({ validTo }) => validTo === null)
  const known = open.map(({ code, name }) => ({ code, names: [name] }))
  return { near, bodyOf: finder(known, says.noBody, says.manyBodies) }
}

/** A list in pieces small enough for one statement. */
export function pieces<T>(list: readonly T[], size = atOnce): T[][] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, at) => list.slice(at * size, (at + 1) * size))
}

/** Words on one line, 1 to `most` characters, or the sentence that asks for them. */
export function wordsIn(most: number, wrong: typeof problems.name) {
  const shape = words(most)
  return (text: string): Cell<string> => {
    const parsed = shape.safeParse(text)
    return parsed.success ? { value: parsed.data } : { wrong }
  }
}

const kindIn = termIn<Kind>(terms.kinds, problems.organisationKind)
const levelIn = termIn(terms.levels, problems.level)

/** One of a table of terms, or the sentence that says it is none. */
export function termIn<T extends string>(
  known: Readonly<Record<string, T>>,
  wrong: typeof problems.name,
) {
  return (text: string): Cell<T> => {
    const term = plain(text)
    const value = Object.hasOwn(known, term) ? known[term] : undefined
    return value === undefined ? { wrong } : { value }
  }
}
