import type { Sentence } from '../../views/lang.ts'
import { rollProblems as problems, rollSays as says } from '../../views/words/rolls.ts'
import { plain } from '../intake/area-facts.ts'
import type { NewPost } from '../review/posts.ts'
import type { Ceiling } from '../review/tiers.ts'
import type { WrongLine } from './import.ts'
import type { KnownOfficial, knownOfficials } from './roll-known.ts'
import { type Answers, answerOf, type Question } from './roll-plan.ts'

export type RollPost = Omit<NewPost, 'tier'> & { line: number; tier: Ceiling }
type Residence = { line: number; area: string; from: string | undefined }

/** One line of a list of officials, read. */
export type OfficialLine = {
  line: number
  code: string | undefined
  name: string
  birthYear: number | undefined
  isPartyMember: boolean
  post: RollPost | undefined
  residence: Residence | undefined
  same: string
}

/** Somebody a list names, on one line or several; `who` when we know them already. */
export type RollPerson = Omit<OfficialLine, 'post' | 'same'> & {
  posts: RollPost[]
  who: KnownOfficial | undefined
}

type Known = Awaited<ReturnType<typeof knownOfficials>>
type Candidate = RollPerson | KnownOfficial

/**
 * Who the lines mean: by code, then by name, birth year and unit together. Whoever else might be the
 * same becomes a question; nobody is merged without an answer.
 */
export function peopleIn(
  lines: readonly OfficialLine[],
  known: Known,
  answers: Answers,
): { people: RollPerson[]; errors: WrongLine[]; questions: Question[] } {
  const people: RollPerson[] = []
  const byCode = new Map<string, RollPerson>()
  const byName = new Map<string, RollPerson[]>()
  const byWho = new Map<string, RollPerson>()
  const errors: WrongLine[] = []
  const questions: Question[] = []

  function add(line: OfficialLine, who?: KnownOfficial) {
    const { post, same: _, ...rest } = line
    const person = { ...rest, posts: post ? [post] : [], who }
    people.push(person)
    if (line.code !== undefined) byCode.set(line.code, person)
    if (who) byWho.set(who.id, person)
    if (who?.code) byCode.set(who.code, person)
    const name = plain(line.name)
    byName.set(name, [...(byName.get(name) ?? []), person])
  }
  function take(line: OfficialLine, found: Candidate) {
    const person = isKnown(found) ? byWho.get(found.id) : found
    if (!person && isKnown(found)) return add(line, found)
    if (person) joined(person, line, errors)
    if (person && line.code !== undefined) byCode.set(line.code, person)
  }

  for (const line of lines) {
    const coded = line.code === undefined ? undefined : byCode.get(line.code)
    const kept = line.code === undefined ? undefined : known.byCode.get(line.code)
    if (coded) {
      if (agree(coded, line)) take(line, coded)
      else errors.push({ line: line.line, wrong: says.sameCode(coded.line) })
      continue
    }
    if (kept) {
      if (agree(kept, line)) take(line, kept)
      else errors.push({ line: line.line, wrong: says.codeOf(shown(kept)) })
      continue
    }
    const name = plain(line.name)
    const near = [
      ...(byName.get(name) ?? []).filter(({ who }) => !who),
      ...(known.byName.get(name) ?? []),
    ]
    const candidates = near.filter((one) => mayBe(one, line))
    const sure = candidates.filter((one) => isSure(one, line))
    const answer = answerOf(answers.get(line.line) ?? line.same, candidates, answersTo)
    if (answer === 'wrong') errors.push({ line: line.line, wrong: problems.sameChoice })
    else if (answer === 'new' || candidates.length === 0) add(line)
    else if (answer !== 'none') take(line, answer)
    else if (sure.length === 1 && sure[0]) take(line, sure[0])
    else {
      questions.push({
        ...{ line: line.line, whom: shown(line) },
        candidates: candidates.map((one) => ({
          answer: answersTo(one)[0] ?? '',
          said: sayCandidate(one),
        })),
      })
    }
  }
  return { people, errors, questions }
}

/** `Nguyễn Văn An (1975)`. */
export function shown({
  name,
  birthYear,
}: {
  name: string
  birthYear?: number | null | undefined
}) {
  return birthYear ? `${name} (${birthYear})` : name
}

/** Whether two posts are one: title, area and organisation. */
export function isSamePost(
  a: { title: string; area: string; body?: string | null | undefined },
  b: { title: string; area: string; body?: string | null | undefined },
): boolean {
  return plain(a.title) === plain(b.title) && isSameUnit(a, b)
}

const isKnown = (one: Candidate): one is KnownOfficial => 'id' in one

function joined(person: RollPerson, line: OfficialLine, errors: WrongLine[]): void {
  const wrong = (sentence: Sentence) => errors.push({ line: line.line, wrong: sentence })
  const { post, residence } = line
  const repeated = person.posts.find(
    (one) => post && isSamePost(one, post) && one.validFrom === post.validFrom,
  )
  if (repeated) return void wrong(says.repeats(repeated.line))
  if (!post && !residence) return void wrong(says.repeats(person.line))
  if (residence && person.residence && residence.area !== person.residence.area) {
    return void wrong(says.twoHomes(person.residence.line))
  }
  if (post) person.posts.push(post)
  person.residence ??= residence
  person.birthYear ??= line.birthYear
  person.code ??= line.code
}

type Named = { name: string; birthYear?: number | null | undefined }

const years = (a: Named, b: Named) =>
  a.birthYear && b.birthYear ? a.birthYear === b.birthYear : null
const folded = (name: string) => name.normalize('NFC').toLowerCase()

function agree(a: Named, b: Named): boolean {
  return plain(a.name) === plain(b.name) && years(a, b) !== false
}

// Two codes are two persons; so are two birth years. Names that differ in accents alone are asked
// about when the year agrees: lists are typed by hand.
function mayBe(one: Candidate, line: OfficialLine): boolean {
  if (one.code && line.code !== undefined) return false
  const agreed = years(one, line)
  return agreed === true || (agreed === null && folded(one.name) === folded(line.name))
}

function isSure(one: Candidate, line: OfficialLine): boolean {
  const { post } = line
  return (
    folded(one.name) === folded(line.name) &&
    years(one, line) === true &&
    post !== undefined &&
    one.posts.some((held: RollPost | KnownOfficial['posts'][number]) => isSameUnit(held, post))
  )
}

type Unit = { area: string; body?: string | null | undefined }

function isSameUnit(a: Unit, b: Unit): boolean {
  return a.area === b.area && (a.body ?? null) === (b.body ?? null)
}

function answersTo(one: Candidate): string[] {
  if (!isKnown(one)) return [`dòng ${one.line}`, `line ${one.line}`]
  return one.code === null ? [one.id] : [one.code, one.id]
}

function sayCandidate(one: Candidate): Sentence {
  const post = one.posts.at(0)?.title
  const who = [shown(one), ...(post ? [post] : [])].join(', ')
  if (isKnown(one)) return { vi: who, en: who }
  const at = says.atLine(one.line)
  return { vi: `${who}, ${at.vi}`, en: `${who}, ${at.en}` }
}
