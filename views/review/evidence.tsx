import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Autosave } from '../staff/autosave.tsx'
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
  month?: string
  place?: keyof typeof placeWords | null
}

export type ShownEvidence = ItemFacts & { id: string; summary: string | null }

export type ShownExplanation = {
  evidence: string
  kind: keyof typeof explanationWords
  text: string
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
      <Answers lang={lang} explanations={props.explanations} />
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
    item.month && shownDay(item.month),
    item.place && say(placeWords[item.place], lang),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The answers to an item, or the sentence that silence admits nothing. */
export function Answers(props: { lang: Lang; explanations: readonly ShownExplanation[] }) {
  const { lang, explanations } = props
  if (explanations.length === 0) return <p class="meta">{say(words.noAnswer, lang)}</p>
  return explanations.map((one) => (
    <>
      <p class="meta">
        {say(words.answer, lang)}: <strong>{say(explanationWords[one.kind], lang)}</strong> (
        {shownDay(one.day)}
        {one.onBehalf && `; ${say(words.onBehalf, lang)}`})
      </p>
      <p class="letter">{one.text}</p>
    </>
  ))
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
