import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, type Tx, transaction } from '../../db/connection.ts'
import { memberships, organisations } from '../../db/schema.ts'
import { both, type Sentence } from '../../views/lang.ts'
import { progressWords } from '../../views/words/progress.ts'
import {
  type RollKind,
  rollDeeds,
  rollKinds,
  rollProblems,
  rollWords,
  rollSays as says,
  rollCliWords as words,
} from '../../views/words/rolls.ts'
import { importRoll, planRoll } from '../counter/roll.ts'
import type { Answers, Invited, RollPlan } from '../counter/roll-plan.ts'
import { type RollTable, rollTable } from '../counter/roll-table.ts'
import { Problem, problemOf } from '../problem.ts'
import { type Actor, currentMembership, membershipsOf } from '../staff/actor.ts'
import type { StaffDoorName } from '../staff/session.ts'
import { withProgress } from './progress.ts'
import type { Print } from './verify.ts'

const kinds = Object.keys(rollKinds) as RollKind[]
// What is entered in somebody's name.
const signed: readonly RollKind[] = ['staff', 'rules', 'criteria', 'provisions']
const asked = z.object({
  'dry-run': z.boolean().default(false),
  organisation: z.string().max(40).optional(),
  person: z.uuid().optional(),
})
type Wish = { kind: RollKind; file: string; dry: boolean } & Omit<z.infer<typeof asked>, 'dry-run'>

// Five thousand lines on a slow disk.
const limit = 120_000
const none: Answers = new Map()

export type ImportCommand = {
  out: Print
  err: Print
  /** Opens the database as its owner; its statements may take `limit` milliseconds. */
  openOwner(limit: number): Promise<{ db: Db; close(): Promise<void> }>
  urls: Readonly<Record<StaffDoorName, string>>
}

/**
 * `ydan import KIND FILE [--dry-run] [--organisation CODE] [--person ID]`: a list, all of it or
 * nothing. Exit code 0 done (or a dry run that found nothing wrong), 1 refused, 2 wrong usage.
 */
export async function importCommand(
  argv: readonly string[],
  { out, err, openOwner, urls }: ImportCommand,
): Promise<number> {
  const wish = parse(argv)
  if (wish === 'help' || wish === 'wrong') {
    ;(wish === 'help' ? out : err)(both(words.usage))
    return wish === 'help' ? 0 : 2
  }
  try {
    const bytes = await readFile(wish.file).catch(() => {
      throw new Problem('invalid', words.noFile)
    })
    const table = await rollTable(bytes, wish.kind)
    const owner = await openOwner(limit)
    const done = await withProgress(progressWords.import, () =>
      run(owner.db, wish, { bytes, table }).finally(owner.close),
    )
    return told(done, { wish, table, out, err, urls })
  } catch (thrown) {
    err(both(problemOf(thrown).sentence))
    return 1
  }
}

type Done = { plan: RollPlan; invited: Invited[] | null; front: string }

function run(db: Db, wish: Wish, given: { bytes: Uint8Array; table: RollTable }): Promise<Done> {
  return transaction(db, async (tx) => {
    const actor = await shellActor(tx, wish)
    const front = actor.organisationCode
    if (wish.dry) {
      return { plan: await planRoll(tx, actor, wish.kind, given.table, none), invited: null, front }
    }
    return { ...(await importRoll(tx, actor, wish.kind, given, none)), front }
  })
}

// Whoever holds the shell acts for nobody: entries name no person. Invitations are asked for by
// somebody, so that a lead can agree to them.
async function shellActor(tx: Tx, wish: Wish): Promise<Actor> {
  const { id, code } = await frontOf(tx, wish.organisation)
  const person = signed.includes(wish.kind) ? await administratorOf(tx, id, wish) : ''
  await tx.execute(sql`
    select set_config('ydan.organisation', ${id}, true), set_config('ydan.person', ${person}, true)`)
  const place = { organisation: id, organisationCode: code, official: null, areas: [], bundles: [] }
  return { ...place, person, name: '', roles: ['admin'], via: 'token' }
}

async function frontOf(tx: Tx, wanted: string | undefined) {
  const fronts = await tx
    .select({ id: organisations.id, code: organisations.code, above: organisations.parentId })
    .from(organisations)
    .where(and(eq(organisations.kind, 'front'), isNull(organisations.validTo)))
    .orderBy(asc(organisations.code))
  // Lists are of communes: a province's Front that only hosts them is not meant.
  const lowest = fronts.filter(({ id }) => !fronts.some(({ above }) => above === id))
  const named = wanted === undefined ? lowest : fronts.filter(({ code }) => code === wanted)
  if (fronts.length === 0) throw new Problem('conflict', words.noFront)
  if (named.length !== 1 || named[0] === undefined) {
    throw new Problem('invalid', words.whichFront(fronts.map(({ code }) => code)))
  }
  return named[0]
}

async function administratorOf(tx: Tx, organisation: string, wish: Wish): Promise<string> {
  if (wish.person !== undefined) {
    const held = await membershipsOf(tx, wish.person, organisation)
    if (held.some(({ role }) => role === 'admin')) return wish.person
    throw new Problem('invalid', words.whichPerson)
  }
  const found = await tx
    .selectDistinct({ person: memberships.personId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisation),
        eq(memberships.role, 'admin'),
        currentMembership,
      ),
    )
  if (wish.dry || (found.length === 1 && found[0])) return found[0]?.person ?? ''
  throw new Problem('invalid', words.whichPerson)
}

type Telling = {
  wish: Wish
  table: RollTable
  out: Print
  err: Print
  urls: ImportCommand['urls']
}

function told({ plan, invited, front }: Done, { wish, table, out, err, urls }: Telling): number {
  out(both(words.front(front)))
  const atLine = (line: number, what: Sentence) => `${both(says.atLine(line))}: ${both(what)}`
  const errors = [...plan.errors].sort((a, b) => a.line - b.line)
  for (const { line, wrong } of errors) err(atLine(line, wrong))
  for (const { line, whom, candidates } of plan.questions) {
    err(atLine(line, { vi: `${whom} – ${rollWords.questions.vi}`, en: rollWords.questions.en }))
    for (const { answer, said } of candidates) err(`    [${answer}] ${said.vi}`)
  }
  if (plan.questions.length > 0) err(both(rollWords.questionHint))
  if (invited === null) {
    for (const { line, deed, whom } of plan.changes) {
      out(`${says.atLine(line).vi}: ${rollDeeds[deed].vi} ${whom}`)
    }
    const { changes, unchanged, questions } = plan
    const lines = table.lines.length + new Set(table.errors.map(({ line }) => line)).size
    out(both(says.dry(lines, changes.length, unchanged, errors.length, questions.length)))
    const isRight = errors.length + questions.length === 0
    if (!isRight && !wish.dry) err(both(rollProblems.notReady))
    return isRight ? 0 : 1
  }
  for (const { name, door, secret } of invited) out(`${name}\t${urls[door]}/moi/${secret}`)
  if (invited.some(({ approval }) => approval !== null)) out(both(rollWords.waits))
  out(both(says.done(plan.changes.length, plan.unchanged)))
  return 0
}

function parse(argv: readonly string[]): Wish | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        'dry-run': { type: 'boolean' },
        organisation: { type: 'string' },
        person: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const [named, file] = positionals
    const kind = kinds.find((one) => one === named)
    const { 'dry-run': dry, ...rest } = asked.parse(values)
    if (kind === undefined || file === undefined || positionals.length !== 2) return 'wrong'
    return { kind, file, dry, ...rest }
  } catch {
    return 'wrong'
  }
}
