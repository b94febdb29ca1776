import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { invitations, memberships, people } from '../../db/schema/staff.ts'
import type { Sentence } from '../../views/lang.ts'
import { roleAskedWords as words } from '../../views/words/role-asked.ts'
import { roleWords } from '../../views/words/staff.ts'
import type { Actor } from './actor.ts'
import { roleChange, roleWish } from './memberships.ts'

type Line = { name: Sentence; text: string }

/** What a lead must see before a role changes: whose, which, given or ended. */
export async function describeRoleChange(
  tx: Tx,
  _actor: Actor,
  ask: { payload: unknown },
  say: (sentence: Sentence) => string,
): Promise<{ title: string; href: null; lines: Line[]; warnings: [] }> {
  const change = roleChange.parse(ask.payload)
  const lines = (given: [Sentence, string][]) => given.map(([name, text]) => ({ name, text }))
  const shown = (title: Sentence, given: [Sentence, string][]) => {
    return { title: say(title), href: null, lines: lines(given), warnings: [] as [] }
  }
  if (change.kind === 'give') {
    const role = say(roleWords[change.wish.role])
    return shown(words.give, [
      [words.person, await namesOf(tx, [change.person])],
      [words.role, [role, change.wish.area ?? ''].filter(Boolean).join(' – ')],
    ])
  }
  if (change.kind === 'unlink') {
    return shown(words.unlink, [[words.person, await namesOf(tx, [change.person, change.as])]])
  }
  if (change.kind === 'end') {
    const [held] = await tx
      .select({ person: memberships.personId, role: memberships.role })
      .from(memberships)
      .where(eq(memberships.id, change.membership))
    return shown(words.end, [
      [words.person, await namesOf(tx, held ? [held.person] : [])],
      [words.role, held ? say(roleWords[held.role]) : ''],
    ])
  }
  return shown(...(await linkLines(tx, change.invitation, say)))
}

async function linkLines(
  tx: Tx,
  id: string,
  say: (sentence: Sentence) => string,
): Promise<[Sentence, [Sentence, string][]]> {
  const [link] = await tx
    .select({
      purpose: invitations.purpose,
      name: invitations.name,
      person: invitations.personId,
      roles: invitations.roles,
    })
    .from(invitations)
    .where(eq(invitations.id, id))
  const wishes = z.array(roleWish).catch([]).parse(link?.roles)
  const person = link?.name ?? (await namesOf(tx, link?.person ? [link.person] : []))
  if (link?.purpose === 'reset') return [words.reset, [[words.person, person]]]
  const roles = wishes.map(({ role }) => say(roleWords[role])).join(', ')
  return [
    words.invite,
    [
      [words.person, person],
      [words.role, roles],
    ],
  ]
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<string> {
  if (ids.length === 0) return ''
  const rows = await tx
    .select({ name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return rows.map(({ name }) => name).join(' = ')
}
