import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { shownMoment } from '../staff/moment.ts'
import { claimLine, clusterWords } from '../words/clusters.ts'
import { approvalWords, queueWords, benchWords as words } from '../words/console.ts'
import { relationPageWords } from '../words/relations.ts'
import { actWords } from '../words/staff.ts'
import { channelNames, kindNames, type StateName, stateNames } from '../words/states.ts'
import { DecisionForm, type DecisionFormProps } from './decision.tsx'
import { type FilterWords, filterQuery, queuePath } from './filter.tsx'
import { History, type HistoryLine } from './history.tsx'
import { type LetterProps, LetterSide } from './letter.tsx'
import { type Hint, Hints } from './suggestions.tsx'
import { SummaryForm, type SummaryProps } from './summary.tsx'
import { Ways } from './ways.tsx'

export type Target = { name: string; number: number }

export type BenchProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  filter: FilterWords
  id: string
  number: string
  state: StateName
  kind: keyof typeof kindNames
  channel: string
  areaName: string
  day: string
  due: string | null
  today: string
  proof: boolean
  held: boolean
  resident: boolean
  newer: string | null
  older: string | null
  letter: LetterProps
  targets: readonly Target[]
  /** How many voices the claim has that this is one of; null when it stands alone. */
  voices: number | null
  /** What the rules say it may be. */
  hints: readonly Hint[]
  summary: SummaryProps
  /** Null when this person cannot decide, or nothing is to be decided. */
  decision: DecisionFormProps | null
  /** An act on it that waits for a second person. */
  waiting: { act: string; by: string | null; at: Date; until: Date } | null
  history: readonly HistoryLine[]
  /** What stands on top: the last act done, or what was wrong with it. */
  done: Sentence | undefined
  trouble: Sentence | undefined
}

/** `GET /y-kien/:id`: one feedback on one screen, the letter left, the work right. */
export function BenchPage(props: BenchProps) {
  const { lang, id, filter } = props
  const title = `${say(words.feedback, lang)} ${props.number}`
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path={`/y-kien/${id}${filterQuery(filter)}`}
      actorName={props.actorName}
      nav={consoleNav(lang, '/y-kien', props.roles)}
      scripts={['moderation.js', 'autosave.js']}
    >
      <Headline {...props} title={title} />
      <Said {...props} />
      <div class="bench">
        <section class="side" tabindex={0} aria-label={say(words.letter, lang)}>
          <LetterSide {...props.letter} lang={lang} />
          <History lang={lang} lines={props.history} />
          <Ways lang={lang} id={id} state={props.state} roles={props.roles} />
        </section>
        <section class="side" tabindex={0} aria-label={say(words.work, lang)}>
          <Waiting {...props} />
          <Voices {...props} />
          <Hints lang={lang} hints={props.hints} />
          <SummaryForm {...props.summary} lang={lang} />
          {props.decision && <DecisionForm {...props.decision} lang={lang} />}
          <Numbers {...props} />
          {props.decision && <Recuse lang={lang} id={id} />}
          {props.decision && <Keys lang={lang} />}
        </section>
      </div>
    </Page>
  )
}

// For a letter that names in words somebody the reader is near to.
function Recuse({ lang, id }: { lang: Lang; id: string }) {
  return (
    <form method="post" action={at(`/y-kien/${id}/giao`, lang)} class="card">
      <p class="hint">{say(relationPageWords.recuseLead, lang)}</p>
      <button type="submit" class="second">
        {say(relationPageWords.recuse, lang)}
      </button>
    </form>
  )
}

function Headline(props: BenchProps & { title: string }) {
  const { lang, filter, newer, older } = props
  const late = props.due !== null && props.due < props.today
  return (
    <div class="headline">
      <a href={at(queuePath(filter), lang)}>‹ {say(words.back, lang)}</a>
      <h1>{props.title}</h1>
      <span class="badge">{say(stateNames[props.state], lang)}</span>
      <span>
        {say(kindNames[props.kind], lang)} · {props.areaName} · {shownDay(props.day)} ·{' '}
        {say(channelNames[props.channel] ?? { vi: props.channel, en: props.channel }, lang)}
      </span>
      {late && <span class="badge locked">{say(queueWords.late, lang)}</span>}
      {props.resident && <span class="badge">{say(queueWords.resident, lang)}</span>}
      {props.held && <span class="badge">{say(queueWords.held, lang)}</span>}
      {!props.proof && <span class="badge">{say(queueWords.noProof, lang)}</span>}
      <span class="turn">
        <Turn {...props} to={newer} rel="prev" hint="K" word={words.previous} />
        <Turn {...props} to={older} rel="next" hint="J" word={words.next} />
      </span>
    </div>
  )
}

type TurnProps = BenchProps & {
  to: string | null
  rel: 'prev' | 'next'
  hint: string
  word: Sentence
}

function Turn({ lang, filter, to, rel, hint, word }: TurnProps) {
  if (to === null) return null
  return (
    <a
      href={at(`/y-kien/${to}${filterQuery(filter)}`, lang)}
      rel={rel}
      data-key={hint.toLowerCase()}
    >
      {say(word, lang)} <kbd>{hint}</kbd>
    </a>
  )
}

function Said({ lang, done, trouble }: BenchProps) {
  if (trouble) {
    return (
      <p class="problems" role="alert">
        {say(trouble, lang)}
      </p>
    )
  }
  if (!done) return null
  return (
    <p class="done" role="status">
      {say(done, lang)}
    </p>
  )
}

function Waiting({ lang, waiting }: BenchProps) {
  if (waiting === null) return null
  const act = actWords[waiting.act as keyof typeof actWords]
  return (
    <p class="warn">
      <strong>
        {say(words.asked, lang)}: {act ? say(act, lang) : waiting.act}
      </strong>{' '}
      {say(words.askedBy, lang)} {waiting.by ?? '–'}, {shownMoment(waiting.at)}{' '}
      {say(words.until, lang)} {shownMoment(waiting.until)}.{' '}
      <a href={at('/dong-y', lang)}>{say(approvalWords.title, lang)}</a>
    </p>
  )
}

function Voices({ lang, id, voices }: BenchProps) {
  if (voices === null) return null
  return (
    <p class="notice">
      <a href={at(`/y-kien/${id}/cum`, lang)}>{say(claimLine(voices), lang)}</a>
    </p>
  )
}

function Numbers({ lang, id, targets, decision }: BenchProps) {
  if (targets.length === 0) return null
  return (
    <p class="meta">
      {say(words.numbers, lang)}:{' '}
      {targets.map(({ name, number }) => `${name} – ${number}`).join('; ')}
      {decision && (
        <>
          {' · '}
          <a href={at(`/y-kien/${id}/cum`, lang)}>{say(clusterWords.title, lang)}</a>
        </>
      )}
    </p>
  )
}

// One-letter keys can be in the way of who dictates or uses a reader: they can be turned off.
function Keys({ lang }: { lang: Lang }) {
  return (
    <details class="no-print" data-keys hidden>
      <summary>{say(words.keysTitle, lang)}</summary>
      <p class="hint">{say(words.keys, lang)}</p>
      <label class="option">
        <input type="checkbox" data-keys-on checked /> <span>{say(words.useKeys, lang)}</span>
      </label>
    </details>
  )
}
