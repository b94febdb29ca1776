import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { reopeningWords } from '../words/reopening.ts'
import { sheetKindWords, sheetWords as words } from '../words/sheets.ts'
import { RemedyFacts, type ShownRemedy } from './remedies.tsx'

export type ShownSheet = {
  id: string
  kind: keyof typeof sheetKindWords
  text: string
  issued: { number: string; signedOn: string; signer: string } | null
  replaced: boolean
}

/** How far a sheet has come. */
export function sheetStanding({ issued, replaced }: ShownSheet): Sentence {
  if (issued) return words.issued(issued.number, shownDay(issued.signedOn), issued.signer)
  return replaced ? words.replaced : words.draft
}

type Props = { lang: Lang; record: string; sheets: readonly ShownSheet[]; works: boolean }

/** Prompts and comments of a record; whoever works on it gets the link to draft. */
export function Sheets({ lang, record, sheets, works }: Props) {
  if (sheets.length === 0 && !works) return null
  return (
    <section>
      <h2>{say(words.section, lang)}</h2>
      {sheets
        .filter(({ replaced }) => !replaced)
        .map((sheet) => (
          <article class="card">
            <h3>{say(sheetKindWords[sheet.kind], lang)}</h3>
            <p class="meta">{say(sheetStanding(sheet), lang)}</p>
            <p class="words" lang="vi">
              {sheet.text}
            </p>
          </article>
        ))}
      {sheets.length === 0 && <p>{say(words.none, lang)}</p>}
      {works && (
        <p>
          <a href={at(`/ho-so/${record}/van-ban`, lang)}>{say(words.toSheets, lang)}</a>
        </p>
      )}
    </section>
  )
}

type PromisedProps = { lang: Lang; promised: readonly (ShownRemedy & { cycle: string })[] }

/** What was promised in earlier cycles; nothing at all where there is no such thing. */
export function PromisedList({ lang, promised }: PromisedProps) {
  if (promised.length === 0) return null
  return (
    <section>
      <h2>{say(words.promised, lang)}</h2>
      <p class="hint">{say(words.promisedHint, lang)}</p>
      {promised.map((remedy) => (
        <article class="card">
          <p class="meta">
            {remedy.cycle}
            {remedy.doneOn === null && `: ${say(words.notDone, lang)}`}
          </p>
          <RemedyFacts lang={lang} remedy={remedy} />
        </article>
      ))}
    </section>
  )
}

export type ShownReopening = {
  reason: string
  decidedBy: string
  document: string
  decidedOn: string
  open: boolean
}

/** When and why a record was opened again, and the link to ask for it. */
export function Reopenings(props: {
  lang: Lang
  record: string
  reopenings: readonly ShownReopening[]
  asks: boolean
}) {
  const { lang, record, reopenings, asks } = props
  if (reopenings.length === 0 && !asks) return null
  return (
    <section>
      {reopenings.length > 0 && <h2>{say(reopeningWords.past, lang)}</h2>}
      {reopenings.map((one) => (
        <p class="notice">
          {one.decidedBy}, {one.document} ({shownDay(one.decidedOn)}): {one.reason}{' '}
          <span class="badge">
            {say(one.open ? reopeningWords.isOpen : reopeningWords.isOver, lang)}
          </span>
        </p>
      ))}
      {asks && (
        <p>
          <a href={at(`/ho-so/${record}/mo-lai`, lang)}>{say(reopeningWords.title, lang)}</a>
        </p>
      )}
    </section>
  )
}
