import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { suggestionLists } from '../../db/schema.ts'
import { divertWords } from '../../views/words/moderation.ts'
import {
  builtInRules,
  suggestionProblems as problems,
  type SuggestionRule,
} from '../../views/words/suggestions.ts'
import type { DivertKind } from '../../views/words/transfers.ts'
import { append } from '../custody/append.ts'
import { plain } from '../intake/area-facts.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { workingText } from './working-text.ts'

const kinds = Object.keys(divertWords) as [DivertKind, ...DivertKind[]]
const part = z.string().min(2).max(80)
const ruleShape = z.object({
  words: z.array(part).min(1).max(4),
  accents: z.boolean(),
  kind: z.enum(kinds),
  why: z.string().min(1).max(120),
})
const listShape = z.array(ruleShape).max(300)

/** A rule as the form sends it; parts of `words` are joined by `+`. */
export const newRule = z.object({
  words: z.string().max(400),
  accents: z.string().optional(),
  kind: z.string(),
  why: z.string().max(500),
})

/** What a text may be, with the words of the text that say so. */
export type Suggestion = { kind: DivertKind; why: string; words: string[] }

/**
 * What the rules say of a text: one suggestion a kind and reason, with the words as they stand in the
 * text. A rule with accents counts accented words alone, the others match with and without.
 */
export function suggest(text: string, rules: readonly SuggestionRule[]): Suggestion[] {
  const said = workingText(text).toLowerCase().replace(/\s+/g, ' ')
  // Letter by letter, so that a place in the plain text is the same place in the text.
  const bare = [...said].map((letter) => plain(letter) || letter).join('')
  const aligned = bare.length === said.length
  const found: Suggestion[] = []
  for (const { words, accents, kind, why } of rules) {
    const hits = words.map((word) => {
      const at = placeOf(accents ? said : bare, accents ? word.toLowerCase() : plain(word))
      return at === null ? null : aligned ? said.slice(at.from, at.to) : word
    })
    if (hits.some((hit) => hit === null)) continue
    const known = found.find((one) => one.kind === kind && one.why === why)
    const own = known ?? { kind, why, words: [] }
    own.words = [...new Set([...own.words, ...(hits as string[])])]
    if (!known) found.push(own)
  }
  return found
}

function placeOf(text: string, word: string): { from: number; to: number } | null {
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const to = from + word.length
    const letter = /[\p{L}\p{N}]/u
    if (!letter.test(text[from - 1] ?? ' ') && !letter.test(text[to] ?? ' ')) return { from, to }
  }
  return null
}

/** A version of the list; 0 is the one that comes with the house. */
export type RuleList = {
  version: number
  rules: readonly SuggestionRule[]
  by: string | null
  at: Date | null
}

/** The list in use. Row security keeps to the own organisation. */
export async function rulesInUse(tx: Tx): Promise<RuleList> {
  const [newest] = await versionsOf(tx, 1)
  return newest ?? builtIn
}

const builtIn: RuleList = { version: 0, rules: builtInRules, by: null, at: null }

/** Every version, newest first, the built-in one last. Raises Problem('forbidden'). */
export async function ruleLists(tx: Tx, actor: Actor): Promise<RuleList[]> {
  needRole(actor, 'moderator', 'lead', 'auditor', 'admin')
  return [...(await versionsOf(tx, 200)), builtIn]
}

async function versionsOf(tx: Tx, most: number): Promise<RuleList[]> {
  const rows = await tx
    .select({
      version: suggestionLists.version,
      rules: suggestionLists.rules,
      by: people.name,
      at: suggestionLists.writtenAt,
    })
    .from(suggestionLists)
    .leftJoin(people, eq(people.id, suggestionLists.writtenBy))
    .orderBy(desc(suggestionLists.version))
    .limit(most)
  return rows.map((row) => ({ ...row, rules: listShape.parse(row.rules) }))
}

/** Adds a rule as a new version. Raises Problem('forbidden') unless moderator or lead, 'invalid'. */
export async function addRule(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newRule>,
): Promise<void> {
  const added = parsedRule(given)
  const { version, rules } = await rulesInUse(tx)
  if (rules.some((one) => keyOf(one) === keyOf(added))) throw wrong('words', problems.already)
  if (rules.length >= 300) throw wrong('words', problems.many)
  await writeList(tx, actor, version, [...rules, added])
}

/** Leaves a rule out in a new version. Raises Problem('conflict') when it is not there any more. */
export async function dropRule(tx: Tx, actor: Actor, key: string): Promise<void> {
  const { version, rules } = await rulesInUse(tx)
  const left = rules.filter((one) => keyOf(one) !== key)
  if (left.length === rules.length) throw new Problem('conflict', problems.gone)
  await writeList(tx, actor, version, left)
}

/** Takes an earlier version into use again, as a new one. Raises Problem('not_found'). */
export async function reuseList(tx: Tx, actor: Actor, version: number): Promise<void> {
  const lists = await ruleLists(tx, actor)
  const wanted = lists.find((one) => one.version === version)
  const [newest] = lists
  if (!wanted || !newest) throw new Problem('not_found', problems.gone)
  await writeList(tx, actor, newest.version, wanted.rules)
}

/** What tells a rule from the others of its list. */
export function keyOf({ words, accents, kind }: SuggestionRule): string {
  return `${kind}|${accents ? 'a' : 'p'}|${words.join(' + ')}`
}

async function writeList(
  tx: Tx,
  actor: Actor,
  last: number,
  rules: readonly SuggestionRule[],
): Promise<void> {
  needRole(actor, 'moderator', 'lead')
  const { organisation, person } = actor
  const id = crypto.randomUUID()
  const number = last + 1
  const kept = listShape.parse(rules)
  const entrySeq = await append(tx, {
    organisation,
    kind: 'suggestions.written',
    item: id,
    number,
    commitment: bytesToHex(sha256(utf8ToBytes(canonicalize(kept) ?? ''))),
  })
  const written = await tx
    .insert(suggestionLists)
    .values({
      ...{ id, organisationId: organisation, version: number, rules: kept },
      ...{ writtenBy: person, entrySeq },
    })
    .onConflictDoNothing()
    .returning({ id: suggestionLists.id })
  if (written.length === 0) throw new Problem('conflict', problems.gone)
}

function parsedRule(given: z.output<typeof newRule>): SuggestionRule {
  const words = workingText(given.words)
    .toLowerCase()
    .split('+')
    .map((word) => word.trim().replace(/\s+/g, ' '))
  const why = workingText(given.why).trim()
  const parsed = ruleShape.safeParse({
    words,
    accents: given.accents === 'yes',
    kind: given.kind,
    why,
  })
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? 'words')
  const named = field === 'kind' || field === 'why' ? field : 'words'
  throw wrong(named, problems[named])
}

function wrong(path: string, message: (typeof problems)[keyof typeof problems]): Problem {
  return new Problem('invalid', message, [{ path, message }])
}
