import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { ReviewPage, type Shell } from '../review/shell.tsx'
import { doneWords, monthlyWords as words } from '../words/monthly.ts'
import { channelNames, kindNames } from '../words/states.ts'
import { topicName } from '../words/topics.ts'
import { outcomeNames } from '../words/verify.ts'

type Told = { cells: ReadonlyMap<string, number | null>; total: number | null }

export type ShownReport = {
  month: string
  received: Told
  kinds: Told
  outcomes: Told
  topics: Told
  done: Readonly<Record<keyof typeof doneWords, number>>
}

type Props = Shell & { report: ShownReport; months: readonly string[] }

/** `/bao-cao-thang`: the figures of one month, and the paper to sign. */
export function MonthlyPage(props: Props) {
  const { lang, report, months } = props
  const file = (ending: string) => `/bao-cao-thang/ban.${ending}?month=${report.month}`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/bao-cao-thang">
      <p class="hint">{say(words.hint, lang)}</p>
      <form method="get" action="/bao-cao-thang" class="inline no-print">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <div class="field">
          <label for="month">{say(words.month, lang)}</label>
          <select id="month" name="month">
            {months.map((one) => (
              <option value={one} selected={one === report.month}>
                {shownDay(one)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{say(words.show, lang)}</button>
      </form>
      <p class="actions">
        <a class="button second" href={file('docx')}>
          {say(words.docx, lang)}
        </a>{' '}
        <a class="button second" href={file('pdf')}>
          {say(words.pdf, lang)}
        </a>
      </p>
      {tablesOf(report).map(({ title, rows }) => (
        <section>
          <h2>{say(title, lang)}</h2>
          {rows.length === 0 ? <p>{say(words.none, lang)}</p> : <Figures lang={lang} rows={rows} />}
        </section>
      ))}
    </ReviewPage>
  )
}

type Row = { name: Sentence; text: Sentence }

function Figures({ lang, rows }: { lang: Lang; rows: readonly Row[] }) {
  return (
    <table>
      <tbody>
        {rows.map(({ name, text }) => (
          <tr>
            <th scope="row">{say(name, lang)}</th>
            <td>{say(text, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The tables of a report, in the order of the paper: received, kinds, outcomes, topics, done. */
export function tablesOf(report: ShownReport): { title: Sentence; rows: Row[] }[] {
  const done = Object.entries(doneWords).map(([name, sentence]) => {
    const count = String(report.done[name as keyof typeof doneWords])
    return { name: sentence, text: { vi: count, en: count } }
  })
  return [
    { title: words.received, rows: toldRows(report.received, (code) => channelNames[code]) },
    { title: words.kinds, rows: toldRows(report.kinds, kindOf) },
    { title: words.outcomes, rows: toldRows(report.outcomes, (code) => outcomeNames[code]) },
    { title: words.topics, rows: toldRows(report.topics, topicName) },
    { title: words.done, rows: done },
  ]
}

function toldRows({ cells, total }: Told, nameOf: (code: string) => Sentence | undefined): Row[] {
  if (cells.size === 0) return []
  const said = (told: number | null) =>
    told === null ? words.few : { vi: String(told), en: String(told) }
  return [
    ...[...cells].map(([code, told]) => ({
      name: nameOf(code) ?? { vi: code, en: code },
      text: said(told),
    })),
    { name: words.total, text: said(total) },
  ]
}

function kindOf(code: string): Sentence | undefined {
  return Object.entries(kindNames).find(([name]) => name === code)?.[1]
}
