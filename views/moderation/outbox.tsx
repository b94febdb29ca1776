import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import {
  noticeBoardWords as board,
  readyReplyWords as ready,
  reasonOf,
  standingNames,
  toldNames,
  outboxWords as words,
} from '../words/outbox.ts'
import { channelNames } from '../words/states.ts'

export type StuckLine = {
  item: string
  number: string | null
  what: keyof typeof toldNames
  channel: string | null
  outcome: string
  reason: string | null
  day: string
  ended: boolean
}

type Staff = { lang: Lang; actorName: string; roles: readonly string[] }

/** `GET /thu-di`: what could not be told to senders, with the reason and "send again". */
export function OutboxPage(
  props: Staff & { lines: readonly StuckLine[]; done: Sentence | undefined },
) {
  const { lang, lines, done } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={say(words.title, lang)}
      path="/thu-di"
      actorName={props.actorName}
      nav={consoleNav(lang, '/thu-di', props.roles)}
    >
      <h1>{say(words.title, lang)}</h1>
      {done && (
        <p class="done" role="status">
          {say(done, lang)}
        </p>
      )}
      <p>
        {say(words.intro, lang)}{' '}
        {lines.some(({ number }) => number === null) && say(words.bot, lang)}
      </p>
      <p class="toolbar">
        <a href={at('/thong-bao', lang)}>{say(board.title, lang)}</a>{' '}
        <a href={at('/thu-di/cau-mau', lang)}>{say(ready.title, lang)}</a>
      </p>
      {lines.length === 0 ? (
        <p class="notice">{say(words.empty, lang)}</p>
      ) : (
        <Lines lang={lang} lines={lines} />
      )}
    </Page>
  )
}

// Two columns, so that the button stands on a telephone without scrolling sideways.
function Lines({ lang, lines }: { lang: Lang; lines: readonly StuckLine[] }) {
  const columns = [words.what, words.state]
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{say(column, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">
                {[say(toldNames[line.what], lang), line.number].filter(Boolean).join(' ')}
                <div class="meta">{wayOf(line, lang)}</div>
              </th>
              <td>
                {standing(line, lang)}
                {line.ended && <Again lang={lang} line={line} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Again({ lang, line }: { lang: Lang; line: StuckLine }) {
  const what = line.number ?? say(toldNames[line.what], lang)
  return (
    <form method="post" action={at(`/thu-di/${line.item}`, lang)}>
      <button type="submit" class="second" aria-label={`${say(words.again, lang)} ${what}`}>
        {say(words.again, lang)}
      </button>
    </form>
  )
}

function wayOf({ channel, day }: StuckLine, lang: Lang): string {
  const name = channel && channelNames[channel]
  return [name ? say(name, lang) : channel, shownDay(day)].filter(Boolean).join(', ')
}

function standing({ outcome, reason }: StuckLine, lang: Lang): string {
  const name = standingNames[outcome as keyof typeof standingNames]
  const why = reasonOf(reason)
  return [name && say(name, lang), why && say(why, lang)].filter(Boolean).join(': ')
}

type BoardProps = Staff & {
  front: string
  office: string | undefined
  address: string
  numbers: readonly string[]
  days: number
  today: string
}

/** `GET /thong-bao`: the numbers of receipts that have an answer, to print for the notice board. */
export function NoticeBoardPage(props: BoardProps) {
  const { lang, numbers, days } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={say(board.title, lang)}
      path={`/thong-bao?days=${days}`}
      actorName={props.actorName}
      nav={consoleNav(lang, '/thu-di', props.roles)}
    >
      <form class="no-print toolbar" method="get" action="/thong-bao">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <label>
          {say(board.days, lang)}{' '}
          <input type="number" name="days" min={1} max={365} value={String(days)} />
        </label>
        <button type="submit" class="second">
          {say(board.show, lang)}
        </button>
      </form>
      <div class="notice-board" lang="vi">
        <p>
          <strong>{props.front}</strong>
        </p>
        <h1>{board.heading}</h1>
        <h2>{board.subheading}</h2>
        <p>{board.asOf(shownDay(props.today))}</p>
        {numbers.length === 0 ? (
          <p>{board.none}</p>
        ) : (
          <ul class="numbers-list">
            {numbers.map((number) => (
              <li>{number}</li>
            ))}
          </ul>
        )}
        <p>{board.how(props.address, props.office)}</p>
        <p class="meta">{board.only}</p>
      </div>
    </Page>
  )
}

type ReadyProps = Staff & { text: string; trouble: Sentence | undefined; done: boolean }

/** `GET /thu-di/cau-mau`: the organisation's own ready answers. */
export function ReadyRepliesPage({ lang, text, trouble, done, ...staff }: ReadyProps) {
  return (
    <Page
      lang={lang}
      door="console"
      title={say(ready.title, lang)}
      path="/thu-di/cau-mau"
      actorName={staff.actorName}
      nav={consoleNav(lang, '/thu-di', staff.roles)}
    >
      <h1>{say(ready.title, lang)}</h1>
      {done && (
        <p class="done" role="status">
          {say(ready.saved, lang)}
        </p>
      )}
      {trouble && (
        <p class="error" role="alert">
          {say(trouble, lang)}
        </p>
      )}
      <form method="post" action={at('/thu-di/cau-mau', lang)}>
        <div class="field">
          <label for="text">{say(ready.intro, lang)}</label>
          <textarea id="text" name="text" rows={20} maxlength={60000}>
            {text}
          </textarea>
        </div>
        <button type="submit">{say(ready.save, lang)}</button>
      </form>
    </Page>
  )
}
