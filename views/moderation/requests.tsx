import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { optionsOf, Paragraphs, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { keptWords, outcomeWords, requestWords, requestPage as words } from '../words/rights.ts'

export type RequestLine = {
  id: string
  kind: keyof typeof requestWords
  number: string
  feedback: string | null
  day: string
  outcome: keyof typeof outcomeWords | null
  replyBy: string | null
  doneBy: string | null
  late: boolean
}

/** `GET /de-nghi`: what senders ask for, with its days. */
export function RequestsPage(props: Shell & { lines: readonly RequestLine[] }) {
  const { lang, lines } = props
  const open = lines.filter(({ doneBy }) => doneBy !== null)
  const closed = lines.filter(({ doneBy }) => doneBy === null)
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/de-nghi">
      <p>{say(words.intro, lang)}</p>
      {lines.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      {open.length > 0 && <h2>{say(words.open, lang)}</h2>}
      <Lines {...props} lines={open} />
      {closed.length > 0 && <h2>{say(words.closed, lang)}</h2>}
      <Lines {...props} lines={closed} />
    </ReviewPage>
  )
}

function Lines({ lang, lines }: Shell & { lines: readonly RequestLine[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li>
          <a href={at(`/de-nghi/${line.id}`, lang)}>
            {line.number}: {say(requestWords[line.kind].short, lang)}
          </a>
          , {shownDay(line.day)}.{' '}
          {line.outcome !== null && `${say(outcomeWords[line.outcome], lang)}. `}
          {line.replyBy !== null && `${say(words.replyBy, lang)} ${shownDay(line.replyBy)}. `}
          {line.doneBy !== null && `${say(words.doneBy, lang)} ${shownDay(line.doneBy)}. `}
          {line.late && <strong>{say(words.late, lang)}</strong>}
        </li>
      ))}
    </ul>
  )
}

type RequestProps = Shell & {
  line: RequestLine
  kept: Parameters<typeof keptWords>[0]
  /** From which day (`YYYY-MM-DD`) a pause no longer holds, once that was said. */
  lifted: string | null
  returned: Returned
  sent: boolean
}

/** `GET /de-nghi/:id`: one request, what is kept, and the form that answers it. */
export function RequestPage(props: RequestProps) {
  const { lang, line, kept, returned, roles } = props
  const open = line.doneBy !== null
  return (
    <ReviewPage {...props} title={say(requestWords[line.kind].name, lang)} path="/de-nghi">
      {props.sent && (
        <p class="done" role="status">
          {say(words.sent, lang)}
        </p>
      )}
      <p>
        <a href={at('/de-nghi', lang)}>‹ {say(words.back, lang)}</a>
      </p>
      <Lines {...props} lines={[line]} />
      <p>{say(words.hints[line.kind], lang)}</p>
      <p>
        {say(words.kept, lang)}: {say(keptWords(kept), lang)}
      </p>
      {line.feedback !== null && (
        <p class="actions">
          <Go href={at(`/y-kien/${line.feedback}`, lang)} text={words.read} lang={lang} />
          {open && line.kind === 'erase' && roles.includes('lead') && (
            <Go href={at(`/y-kien/${line.feedback}/huy`, lang)} text={words.erase} lang={lang} />
          )}
        </p>
      )}
      {open && (
        <form method="post" action={at(`/de-nghi/${line.id}`, lang)}>
          <Pick
            lang={lang}
            returned={returned}
            name="outcome"
            label={words.outcome}
            options={optionsOf(outcomeWords, lang)}
          />
          <Paragraphs
            lang={lang}
            returned={returned}
            name="text"
            label={words.text}
            hint={words.textHint}
            most={2000}
          />
          <button type="submit">{say(words.send, lang)}</button>
        </form>
      )}
      <Lifting {...props} />
    </ReviewPage>
  )
}

function Lifting(props: RequestProps) {
  const { lang, line, lifted, returned, roles } = props
  if (lifted !== null) {
    return (
      <p class="notice">
        {say(words.liftedFrom, lang)} {shownDay(lifted)}.
      </p>
    )
  }
  if (line.kind !== 'restrict' || line.outcome !== 'done' || !roles.includes('lead')) return null
  return (
    <form method="post" action={at(`/de-nghi/${line.id}/tiep-tuc`, lang)}>
      <h2>{say(words.lift, lang)}</h2>
      <p class="hint">{say(words.liftHint, lang)}</p>
      <Paragraphs
        lang={lang}
        returned={returned}
        name="reason"
        label={words.liftReason}
        hint={words.textHint}
        most={1000}
      />
      <button type="submit" class="second">
        {say(words.liftSend, lang)}
      </button>
    </form>
  )
}

function Go({ href, text, lang }: { href: string; text: Sentence; lang: Shell['lang'] }) {
  return (
    <a class="button second" href={href}>
      {say(text, lang)}
    </a>
  )
}
