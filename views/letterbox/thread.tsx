import { shownDay, shownWeekday } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { stateSentence, threadWords as words } from '../words/thread.ts'
import { SenderActs } from './acts.tsx'
import { describedBy, ErrorSummary, Field, type FieldErrors } from './parts.tsx'
import { type InLog, LogStanding } from './proof.tsx'
import { type RightsProps, SenderRights } from './rights.tsx'

/** One message of a thread, oldest first. */
export type ThreadMessage = { from: 'sender' | 'staff'; text: string; day: string }

export type ThreadProps = RightsProps & {
  number: string
  /** One of the states of the contract. */
  state: string
  day: string
  comeBack: string
  messages: readonly ThreadMessage[]
  /** The newest rewritten text, and whether its sender has agreed to it. */
  summary?: string | undefined
  summaryAgreed: boolean
  /** Acts the sender may do now. */
  may: readonly string[]
  /** Whether the Front has given an outcome that the sender may judge. */
  answered: boolean
  /** What the custody log shows of the letter. */
  log: InLog
  /** True right after something was added or an act was stored. */
  stored: boolean
  errors: FieldErrors
  /** What was being written when it comes back with an error. */
  text: string
}

/** `GET /tra-cuu`: asks for the receipt; also what a wrong one comes back to. */
export function AskReceiptPage(props: { lang: Lang; receipt: string; errors: FieldErrors }) {
  const { lang, errors } = props
  return (
    <Page
      lang={lang}
      title={say(words.title, lang)}
      door="letterbox"
      path="/tra-cuu"
      scripts={['thread.js']}
    >
      <h1>{say(words.title, lang)}</h1>
      <ErrorSummary errors={errors} lang={lang} />
      <form method="post" action={at('/tra-cuu', lang)} novalidate>
        <Field name="receipt" label={words.code} hint={words.lead} errors={errors} lang={lang}>
          <input
            type="text"
            id="receipt"
            name="receipt"
            value={props.receipt}
            inputmode="numeric"
            maxlength={60}
            autocomplete="off"
            spellcheck={false}
            required
            aria-describedby={describedBy('receipt', errors, true)}
            aria-invalid={errors.receipt ? 'true' : undefined}
          />
        </Field>
        <p>
          <button type="submit">{say(words.open, lang)}</button>
        </p>
      </form>
      <p class="hint">{say(words.lost, lang)}</p>
    </Page>
  )
}

/** `POST /tra-cuu`: the thread of a receipt. The code stays in the body, never in an address. */
export function ThreadPage(props: ThreadProps) {
  const { lang } = props
  return (
    <Page
      lang={lang}
      title={say(words.title, lang)}
      door="letterbox"
      path="/tra-cuu"
      scripts={['thread.js']}
    >
      <h1>
        {say(words.receipt, lang)} {props.number}
      </h1>
      {props.stored && (
        <p class="done" role="status">
          {say(words.stored, lang)}
        </p>
      )}
      <ErrorSummary errors={props.errors} lang={lang} />
      <dl class="facts">
        <Fact name={words.state} lang={lang} value={say(stateSentence(props.state), lang)} strong />
        <Fact name={words.sentOn} lang={lang} value={shownDay(props.day)} />
        <Fact name={words.comeBack} lang={lang} value={shownWeekday(props.comeBack, lang)} />
      </dl>
      <Messages lang={lang} messages={props.messages} />
      <SenderActs {...props} />
      <SenderRights {...props} />
      <LogStanding lang={lang} log={props.log} receipt={props.receipt} />
      <p>
        <a class="button second" href={at('/xong', lang)} data-done>
          {say(words.done, lang)}
        </a>
      </p>
    </Page>
  )
}

type FactProps = { name: Sentence; lang: Lang; value: string; strong?: boolean }

function Fact({ name, lang, value, strong }: FactProps) {
  return (
    <>
      <dt>{say(name, lang)}</dt>
      <dd>{strong ? <strong>{value}</strong> : value}</dd>
    </>
  )
}

function Messages({ lang, messages }: { lang: Lang; messages: readonly ThreadMessage[] }) {
  return (
    <>
      <h2>{say(words.messages, lang)}</h2>
      {messages.length === 0 && <p>{say(words.noMessages, lang)}</p>}
      <ol class="messages">
        {messages.map((message) => (
          <li class={message.from}>
            <p class="meta">
              {say(message.from === 'staff' ? words.staff : words.you, lang)} ·{' '}
              {shownDay(message.day)}
            </p>
            <p>{message.text}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
