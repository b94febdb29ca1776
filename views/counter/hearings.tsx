import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { hearingWords as words } from '../words/hearings.ts'
import { WideTable } from './wide-table.tsx'

/** A letter in the list. */
export type HearingLine = {
  id: string
  subject: string
  batchDay: string
  superseded: boolean
  issued: { number: number; day: string; signer: string | null; term: number } | null
  received: { on: string; receiver: string; dueOn: string } | null
}

export type HearingsProps = Shell & {
  hearings: readonly HearingLine[]
  calendar: { days: readonly number[]; term: number; fewest: number }
  next: string
  cycles: readonly { id: string; name: string }[]
  today: string
  returned: Returned
}

/** `/xin-y-kien`: all letters, a batch out of turn, the calendar. */
export function HearingsPage(props: HearingsProps) {
  const { lang, hearings, calendar, next } = props
  const drafts = hearings.filter(({ issued, superseded }) => issued === null && !superseded)
  const sent = hearings.filter(({ issued }) => issued !== null)
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/xin-y-kien">
      <p>{say(words.intro, lang)}</p>
      <p class="notice">
        {say(
          words.calendarNow(
            calendar.days.join(', '),
            calendar.term,
            calendar.fewest,
            shownDay(next),
          ),
          lang,
        )}
      </p>
      <h2>{say(words.drafts, lang)}</h2>
      <Lines lang={lang} lines={drafts} />
      <h2>{say(words.sent, lang)}</h2>
      <Lines lang={lang} lines={sent} />
      <OutOfTurn {...props} />
      <Calendar {...props} />
    </ReviewPage>
  )
}

/** How far a letter is. */
export function stateOf({ superseded, issued, received }: HearingLine) {
  if (received) return words.received(shownDay(received.on), shownDay(received.dueOn))
  if (issued) return words.issued(issued.number, shownDay(issued.day))
  return superseded ? words.superseded : words.draft
}

function Lines({ lang, lines }: { lang: Lang; lines: readonly HearingLine[] }) {
  if (lines.length === 0) return <p class="notice">{say(words.none, lang)}</p>
  const columns = [words.subject, words.batchDay, words.state]
  return (
    <WideTable label={say(words.title, lang)}>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col">{say(name, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>
                <a href={at(`/xin-y-kien/${line.id}`, lang)}>{line.subject}</a>
              </td>
              <td>{shownDay(line.batchDay)}</td>
              <td>{say(stateOf(line), lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function OutOfTurn({ lang, cycles, returned }: HearingsProps) {
  if (cycles.length === 0) return null
  const field = { lang, returned }
  const options = cycles.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <form method="post" action={at('/xin-y-kien', lang)} novalidate>
      <h2>{say(words.outOfTurn, lang)}</h2>
      <p class="hint">{say(words.outOfTurnHint, lang)}</p>
      <Pick {...field} name="cycle" label={words.cycle} options={options} />
      <Line {...field} name="reason" label={words.reason} />
      <button type="submit">{say(words.makeDrafts, lang)}</button>
    </form>
  )
}

function Calendar({ lang, calendar, today, returned }: HearingsProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/xin-y-kien/lich', lang)} novalidate>
      <h2>{say(words.calendar, lang)}</h2>
      <Line {...field} name="days" label={words.days} value={calendar.days.join(', ')} />
      <Line {...field} name="term" label={words.term} type="number" value={String(calendar.term)} />
      <Line
        {...field}
        name="fewest"
        label={words.fewest}
        type="number"
        value={String(calendar.fewest)}
      />
      <Line {...field} name="validFrom" label={words.validFrom} type="date" value={today} />
      <button type="submit">{say(words.setCalendar, lang)}</button>
    </form>
  )
}
