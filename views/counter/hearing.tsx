import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { hearingPaper, hearingWords as words } from '../words/hearings.ts'
import { standingWords } from '../words/standing.ts'
import { topicName } from '../words/topics.ts'
import { type HearingLine, stateOf } from './hearings.tsx'
import { WideTable } from './wide-table.tsx'

type Item = {
  polarity: 'positive' | 'negative' | 'mixed'
  topic: string
  standing: keyof typeof standingWords
  month: string
  summary: string
  folded: boolean
}

export type HearingProps = Shell & {
  hearing: HearingLine
  items: readonly Item[]
  /** Fingerprint of the list, so that what is issued is what was looked at. */
  list: string
  today: string
  returned: Returned
}

/** `/xin-y-kien/:id`: one letter, its list, and the next step. */
export function HearingPage(props: HearingProps) {
  const { lang, hearing, items } = props
  const path = `/xin-y-kien/${hearing.id}`
  const title = `${say(words.one, lang)}: ${hearing.subject}`
  const asked = items.filter(({ polarity }) => polarity !== 'positive')
  const noted = items.filter(({ polarity }) => polarity === 'positive')
  return (
    <ReviewPage {...props} title={title} path={path}>
      <p>
        <a href={at('/xin-y-kien', lang)}>‹ {say(words.back, lang)}</a>
      </p>
      <p class="notice">{say(stateOf(hearing), lang)}</p>
      <Items {...props} name={words.asked} items={asked} />
      <Items {...props} name={words.noted} items={noted} />
      {asked.length > 0 && (
        <p class="actions">
          <a class="button second" href={`${path}/thu.docx`}>
            {say(words.print, lang)}
          </a>{' '}
          <a class="button second" href={`${path}/thu.pdf`}>
            {say(words.printPdf, lang)}
          </a>
        </p>
      )}
      {!hearing.issued && !hearing.superseded && asked.length > 0 && <Issue {...props} />}
      {hearing.issued && !hearing.received && <Receive {...props} />}
    </ReviewPage>
  )
}

function Items({ lang, items, name }: HearingProps & { name: Sentence }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{say(name, lang)}</h2>
      <WideTable label={say(name, lang)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.list, lang)}</th>
              <th scope="col">{say(words.month, lang)}</th>
              <th scope="col">{say(words.standing, lang)}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr>
                <td lang="vi">
                  <strong>{say(topicName(item.topic), lang)}</strong>
                  <br />
                  {item.folded ? hearingPaper.folded : item.summary}
                </td>
                <td>{shownDay(item.month)}</td>
                <td>{say(standingWords[item.standing], lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}

function Issue({ lang, hearing, list, today, returned }: HearingProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at(`/xin-y-kien/${hearing.id}/ban-hanh`, lang)} novalidate>
      <h2>{say(words.issue, lang)}</h2>
      <p class="hint">{say(words.issueHint, lang)}</p>
      <input type="hidden" name="list" value={list} />
      <Line {...field} name="number" label={words.number} type="number" />
      <Line {...field} name="day" label={words.day} type="date" value={today} />
      <Line {...field} name="signer" label={words.signer} />
      <button type="submit">{say(words.issue, lang)}</button>
    </form>
  )
}

function Receive({ lang, hearing, today, returned }: HearingProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at(`/xin-y-kien/${hearing.id}/ky-nhan`, lang)} novalidate>
      <h2>{say(words.receive, lang)}</h2>
      <p class="hint">{say(words.receiveHint, lang)}</p>
      <Line {...field} name="receivedOn" label={words.receivedOn} type="date" value={today} />
      <Line {...field} name="receiver" label={words.receiver} />
      <button type="submit">{say(words.receive, lang)}</button>
    </form>
  )
}
