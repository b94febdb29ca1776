import type { Tx } from '../../db/connection.ts'
import { say } from '../../views/lang.ts'
import { rollProblems as problems, rollTerms, rollSays as says } from '../../views/words/rolls.ts'
import { roleWords } from '../../views/words/staff.ts'
import { plain } from '../intake/area-facts.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { invite, openInvitations } from '../staff/invitations.ts'
import { heldMemberships, type RoleWish } from '../staff/memberships.ts'
import { goTogether, type Role } from '../staff/roles.ts'
import { type Cell, personIn } from './roll-cells.ts'
import { groupedBy, knownOfficials } from './roll-known.ts'
import {
  type Answers,
  answerOf,
  areaFinder,
  type Change,
  type Invited,
  type Question,
  type RollPlan,
  reader,
} from './roll-plan.ts'
import type { RollTable } from './roll-table.ts'

const most = 200

/** Somebody with roles here, or invited and not come yet. */
type Colleague = { id: string; name: string; roles: readonly string[] }
type Guest = { line: number; name: string; roles: RoleWish[] }

/** Whom a list of staff would invite; each link waits for a lead wherever there is one. */
export async function planStaff(
  tx: Tx,
  actor: Actor,
  table: RollTable,
  answers: Answers,
): Promise<RollPlan> {
  if (table.lines.length > most) throw new Problem('too_large', problems.tooManyStaff)
  const errors = [...table.errors]
  const questions: Question[] = []
  const guests: Guest[] = []
  let unchanged = 0
  const known = groupedBy(await colleagues(tx, actor), ({ name }) => plain(name))
  const areaOf = await areaFinder(tx, actor)
  const { byCode } = await knownOfficials(tx, actor)
  const officialOf = (code: string): Cell<string> => {
    const found = byCode.get(code)
    return found ? { value: found.id } : { wrong: problems.officialCode }
  }
  for (const row of table.lines) {
    const at = reader(row, errors)
    const name = at.need('name', (text) => personIn(at.text('family'), text))
    const held = at.need('roles', rolesIn)
    const bound = { area: at.read('area', areaOf), official: at.read('official', officialOf) }
    if (held?.includes('cell') && at.text('area') === '') at.wrong(problems.cellArea)
    if (held?.includes('official') && at.text('official') === '') at.wrong(problems.officialCode)
    if (!at.isRight || name === undefined || held === undefined) continue
    const roles = held.map((role) => wishOf(role, bound))
    const candidates = [
      ...guests.filter((one) => plain(one.name) === plain(name)),
      ...(known.get(plain(name)) ?? []),
    ]
    const answer = answerOf(answers.get(row.line) ?? at.text('same'), candidates, answersTo)
    if (answer === 'wrong') at.wrong(problems.sameChoice)
    else if (candidates.length === 0 || answer === 'new')
      guests.push({ line: row.line, name, roles })
    else if (answer === 'none') {
      const asked = candidates.map((one) => ({ answer: answersTo(one)[0] ?? '', said: said(one) }))
      questions.push({ line: row.line, whom: name, candidates: asked })
    } else if ('line' in answer) answer.roles.push(...roles)
    else if (held.every((role) => answer.roles.includes(role))) unchanged += 1
    else at.wrong(problems.hasRoles)
  }
  for (const { line, roles } of guests) {
    if (!goTogether(roles.map(({ role }) => role)))
      errors.push({ line, wrong: problems.rolesApart })
  }
  return {
    ...{ changes: guests.map(changeOf), errors, questions, unchanged },
    apply: (within) => inviteAll(within, actor, guests),
  }
}

async function inviteAll(tx: Tx, actor: Actor, guests: readonly Guest[]): Promise<Invited[]> {
  const invited: Invited[] = []
  for (const { name, roles } of guests) {
    invited.push({ name, ...(await invite(tx, actor, { name, roles })) })
  }
  return invited
}

async function colleagues(tx: Tx, actor: Actor): Promise<Colleague[]> {
  const held = groupedBy(await heldMemberships(tx, actor.organisation), ({ person }) => person)
  const links = await openInvitations(tx, actor.organisation)
  return [
    ...[...held].map(([id, rows]) => ({
      ...{ id, name: rows[0]?.name ?? '', roles: rows.map(({ role }) => role) },
    })),
    ...links.flatMap(({ id, name }) => (name === null ? [] : [{ id, name, roles: [] }])),
  ]
}

function rolesIn(text: string): Cell<Role[]> {
  const terms: Readonly<Record<string, Role>> = rollTerms.roles
  const named = text.split(/[,;]/).map(plain).filter(Boolean)
  const roles = named.flatMap((term) => (Object.hasOwn(terms, term) ? [terms[term]] : []))
  const known = roles.filter((role) => role !== undefined)
  const isWhole = named.length > 0 && known.length === named.length
  return isWhole ? { value: [...new Set(known)] } : { wrong: problems.roles }
}

function wishOf(
  role: Role,
  { area, official }: { area: string | undefined; official: string | undefined },
): RoleWish {
  if (role === 'cell') return { role, area }
  return role === 'official' ? { role, official } : { role }
}

function changeOf({ line, name, roles }: Guest): Change {
  const held = roles.map(({ role }) => say(roleWords[role], 'vi')).join(', ')
  return { line, deed: 'invited', whom: `${name}: ${held}` }
}

function answersTo(one: Guest | Colleague): string[] {
  return 'line' in one ? [`dòng ${one.line}`, `line ${one.line}`] : [one.id]
}

function said(one: Guest | Colleague) {
  if (!('line' in one)) return { vi: one.name, en: one.name }
  const at = says.atLine(one.line)
  return { vi: `${one.name}, ${at.vi}`, en: `${one.name}, ${at.en}` }
}
