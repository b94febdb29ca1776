import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Paragraphs } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell, untouched } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { incidentWords as words } from '../words/incident.ts'

export type IncidentsProps = Shell & {
  lines: readonly {
    id: string
    detectedAt: Date
    until: Date
    what: string
    whom: string
    measures: string
    notices: readonly { authority: string; number: string | null; sentOn: string }[]
  }[]
  now: Date
  returned: Returned
  saved: boolean
}

/** `GET /su-co`: the 72 hours of each incident, its draft notice, and a form for another. */
export function IncidentsPage(props: IncidentsProps) {
  const { lang, lines, returned } = props
  const field = { lang, returned }
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/su-co">
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.intro, lang)}</p>
      <p>
        <a href={at('/bao-ve-du-lieu', lang)}>{say(words.assessment, lang)}</a>
      </p>
      <p class="warn">{say(words.steps, lang)}</p>
      {lines.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      {lines.map((line) => (
        <Incident {...props} line={line} />
      ))}
      <form method="post" action={at('/su-co', lang)}>
        <h2>{say(words.enter, lang)}</h2>
        <p class="hint">{say(words.noNames, lang)}</p>
        <Line {...field} name="detectedAt" label={words.detected} type="datetime-local" />
        <Paragraphs {...field} name="what" label={words.what} most={2000} />
        <Paragraphs {...field} name="whom" label={words.whom} most={500} />
        <Paragraphs {...field} name="measures" label={words.measures} most={2000} />
        <button type="submit">{say(words.enter, lang)}</button>
      </form>
    </ReviewPage>
  )
}

function Incident({ lang, line, now }: IncidentsProps & { line: IncidentsProps['lines'][number] }) {
  const left = Math.floor((line.until.getTime() - now.getTime()) / 3_600_000)
  const field = { lang, returned: untouched }
  return (
    <section>
      <h2>
        {say(words.detected, lang)} {shownMoment(line.detectedAt)}
      </h2>
      {line.notices.length === 0 && (
        <p class="warn">
          {say(words.until, lang)} {shownMoment(line.until)} (
          {say(left >= 0 ? words.left(left) : words.late, lang)})
        </p>
      )}
      {line.notices.map(({ authority, number, sentOn }) => (
        <p>
          {say(words.told, lang)}: {authority}
          {number === null ? '' : `, ${number}`}, {shownDay(sentOn)}
        </p>
      ))}
      <p>{line.what}</p>
      <p>{line.whom}</p>
      <p>{line.measures}</p>
      <p>
        <a href={`/su-co/${line.id}/thong-bao.docx`}>{say(words.draft, lang)}</a>
      </p>
      <details>
        <summary>{say(words.notify, lang)}</summary>
        <form method="post" action={at(`/su-co/${line.id}`, lang)}>
          <Line {...field} name="authority" label={words.authority} />
          <Line {...field} name="number" label={words.number} />
          <Line {...field} name="sentOn" label={words.sentOn} type="date" />
          <button type="submit">{say(words.notify, lang)}</button>
        </form>
      </details>
    </section>
  )
}
