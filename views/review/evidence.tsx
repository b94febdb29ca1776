import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Autosave } from '../staff/autosave.tsx'
import { aimWords } from '../words/frame.ts'
import {
  answerPageWords as answerWords,
  type foldWords,
  hearingStates,
  lookWords,
} from '../words/hearings.ts'
import {
  evidenceWords,
  explanationWords,
  officialWords,
  placeWords,
  recordWords as words,
} from '../words/review-pages.ts'
import { polarityWords, standingWords } from '../words/standing.ts'
import { topicName } from '../words/topics.ts'
import { optionsOf, Paragraphs, Pick } from './fields.tsx'
import type { ShownSubject } from './records.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

/** What is said about an item wherever it is shown. */
export type ItemFacts = {
  number: number | null
  polarity: keyof typeof polarityWords | null
  topic: string | null
  standing: keyof typeof standingWords | null
  aim?: keyof typeof aimWords
  month?: string
  place?: keyof typeof placeWords | null
}

export type ShownEvidence = ItemFacts & {
  id: string
  summary: string | null
  /** How far the subject was heard, and until when an answer is due (`YYYY-MM-DD`). */
  hearing: keyof typeof hearingStates
  due: string | null
  fold: keyof typeof foldWords | null
}

export type ShownExplanation = {
  id: string
  evidence: string
  kind: keyof typeof explanationWords
  /** Null for who reads only what is printed, while nothing is. */
  text: string | null
  original: string | null
  printed: string | null
  version: number
  objected: boolean
  looked: keyof typeof lookWords | null
  day: string
  onBehalf: boolean
}

type Props = Shell & {
  record: string
  subject: ShownSubject
  item: ShownEvidence
  explanations: readonly ShownExplanation[]
  /** In whose name an answer may be written here. */
  explains: 'own' | 'behalf' | null
  withdraws: boolean
  /** Whether this person may ask to open what is folded. */
  unfolds: boolean
  returned: Returned
}

/** `/ho-so/:id/y-kien/:evidence`: one item, the answers to it, and what can be done. */
export function EvidencePage(props: Props) {
  const { lang, record, subject, item, returned } = props
  const path = `/ho-so/${record}/y-kien/${item.id}`
  return (
    <ReviewPage
      {...props}
      title={say(evidenceWords.title, lang)}
      path={path}
      returned={returned}
      scripts={['autosave.js']}
    >
      <p>
        <a href={at(`/ho-so/${record}`, lang)}>{say(words.back, lang)}</a> · {subject.name}
      </p>
      <Item lang={lang} item={item} />
      <Answers lang={lang} item={item} explanations={props.explanations} />
      {props.explains !== null && <Objection {...props} path={path} />}
      {props.unfolds && (
        <form method="post" action={at(`${path}/mo-gap`, lang)}>
          <button type="submit" class="second">
            {say(answerWords.unfold, lang)}
          </button>
        </form>
      )}
      {props.explains !== null && <Explain {...props} path={path} />}
      {props.withdraws && <Withdraw {...props} path={path} />}
    </ReviewPage>
  )
}

/** One item: its facts on one line, then the neutral words. */
export function Item({ lang, item }: { lang: Lang; item: ShownEvidence }) {
  return (
    <>
      <p class="meta">{factsLine(item, lang)}</p>
      <blockquote>{item.summary}</blockquote>
    </>
  )
}

/** Number, sign, topic, standing, month and place, as far as they are known. */
export function factsLine(item: ItemFacts, lang: Lang): string {
  return [
    item.number !== null && `${say(words.number, lang)} ${item.number}`,
    item.polarity && say(polarityWords[item.polarity], lang),
    item.topic && say(topicName(item.topic), lang),
    item.standing && say(standingWords[item.standing], lang),
    item.aim === 'both' && say(aimWords.both, lang),
    item.month && shownDay(item.month),
    item.place && say(placeWords[item.place], lang),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The answers to an item, or how far the subject was heard; silence admits nothing. */
export function Answers(props: {
  lang: Lang
  item: Pick<ShownEvidence, 'hearing' | 'due'>
  explanations: readonly ShownExplanation[]
}) {
  const { lang, item, explanations } = props
  if (explanations.length === 0) {
    const due = item.hearing === 'waiting' && item.due ? ` (${shownDay(item.due)})` : ''
    return (
      <p class="meta">
        {say(hearingStates[item.hearing], lang)}
        {due}
      </p>
    )
  }
  return explanations.map((one) => (
    <>
      <p class="meta">
        {say(words.answer, lang)}: <strong>{say(explanationWords[one.kind], lang)}</strong> (
        {shownDay(one.day)}
        {one.onBehalf && `; ${say(words.onBehalf, lang)}`})
      </p>
      {one.text === null ? (
        <p class="meta">{say(answerWords.waitsRead, lang)}</p>
      ) : (
        <p class="letter">{one.original ?? one.text}</p>
      )}
      <Printed lang={lang} one={one} />
      {one.looked !== null && (
        <p class="meta">{say(answerWords.looked(lookWords[one.looked]), lang)}</p>
      )}
    </>
  ))
}

// For who reads the words as written: what others will read instead.
function Printed({ lang, one }: { lang: Lang; one: ShownExplanation }) {
  if (one.original === null) return null
  if (one.printed === null) return <p class="meta">{say(answerWords.waitsRead, lang)}</p>
  if (one.printed === one.original) return null
  return (
    <>
      <p class="meta">{say(answerWords.willPrint, lang)}:</p>
      <p class="letter">{one.printed}</p>
    </>
  )
}

// Against the newest edition, and once.
function Objection({ lang, explanations, path, returned }: Props & { path: string }) {
  const last = explanations.at(-1)
  if (last?.version !== 1 || last.objected || last.printed === last.original) return null
  return (
    <details open={returned.errors.reason !== undefined}>
      <summary>{say(answerWords.object, lang)}</summary>
      <form method="post" action={at(`${path}/khong-dong-y`, lang)} novalidate>
        <input type="hidden" name="explanation" value={last.id} />
        <Paragraphs
          lang={lang}
          returned={returned}
          name="reason"
          label={answerWords.reason}
          hint={answerWords.objectHint}
          most={2000}
        />
        <button type="submit">{say(answerWords.object, lang)}</button>
      </form>
    </details>
  )
}

function Explain({ lang, item, explains, returned, path }: Props & { path: string }) {
  const field = { lang, returned }
  return (
    <form
      method="post"
      action={at(`${path}/giai-trinh`, lang)}
      novalidate
      data-autosave-form={`giai-trinh-${item.id}`}
    >
      <Autosave lang={lang} />
      <Pick
        {...field}
        name="kind"
        label={explains === 'behalf' ? evidenceWords.kindOnBehalf : evidenceWords.kind}
        options={optionsOf(explanationWords, lang)}
        none={officialWords.choose}
      />
      <Paragraphs
        {...field}
        name="text"
        label={evidenceWords.text}
        hint={evidenceWords.textHint}
        most={10_000}
        kept
      />
      <button type="submit">{say(evidenceWords.save, lang)}</button>
    </form>
  )
}

function Withdraw({ lang, returned, path }: Props & { path: string }) {
  return (
    <details open={returned.errors.reason !== undefined}>
      <summary>{say(evidenceWords.withdraw, lang)}</summary>
      <form method="post" action={at(`${path}/rut`, lang)} novalidate>
        <Paragraphs
          lang={lang}
          returned={returned}
          name="reason"
          label={evidenceWords.reason}
          hint={evidenceWords.withdrawHint}
          most={2000}
        />
        <button type="submit" class="danger">
          {say(evidenceWords.withdraw, lang)}
        </button>
      </form>
    </details>
  )
}
