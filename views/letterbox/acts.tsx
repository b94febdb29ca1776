import type { Child } from 'hono/jsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { threadWords as words } from '../words/thread.ts'
import { describedBy, Field } from './parts.tsx'
import type { ThreadProps } from './thread.tsx'

// What the sender may still do at each step; the chapter refuses the rest anyway.
const over: readonly string[] = ['withdrawn', 'erased', 'diverted', 'merged']
const answered: readonly string[] = [
  'not_accepted',
  'rejected',
  'forwarded',
  'bundled',
  'considered',
  'closed',
]
const summaryOpen: readonly string[] = ['screening', 'needs_info', 'accepted', 'reopened']

/** The sender's own moves: agree to the summary, correct it, write more, reopen, withdraw. */
export function SenderActs(props: ThreadProps) {
  const { lang, state, receipt } = props
  return (
    <>
      {props.summary !== undefined && <Summary {...props} summary={props.summary} />}
      {!over.includes(state) && <WriteMore {...props} />}
      {answered.includes(state) && <Answered lang={lang} receipt={receipt} />}
      {!over.includes(state) && <Withdraw lang={lang} receipt={receipt} />}
    </>
  )
}

function Summary(props: ThreadProps & { summary: string }) {
  const { lang, receipt, state } = props
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">{say(words.summary, lang)}</h2>
      <blockquote>{props.summary}</blockquote>
      <p>{say(words.summaryWhat, lang)}</p>
      {summaryOpen.includes(state) && !props.summaryAgreed && (
        <>
          <p>
            <strong>{say(words.ask, lang)}</strong>
          </p>
          <ActForm lang={lang} receipt={receipt}>
            <Act act="satisfied" label={words.right} lang={lang} />
          </ActForm>
          <details>
            <summary>{say(words.fix, lang)}</summary>
            <p class="hint">{say(words.fixHint, lang)}</p>
            <ActForm lang={lang} receipt={receipt}>
              <Act act="exposes-me" label={words.exposes} lang={lang} second />
              <Act act="wrong-meaning" label={words.wrong} lang={lang} second />
            </ActForm>
          </details>
        </>
      )}
    </section>
  )
}

function WriteMore({ lang, receipt, errors, text }: ThreadProps) {
  return (
    <form method="post" action={at('/tra-cuu', lang)} novalidate>
      <input type="hidden" name="receipt" value={receipt} />
      <Field name="text" label={words.say} hint={words.sayHint} errors={errors} lang={lang}>
        <textarea
          id="text"
          name="text"
          rows={5}
          maxlength={10000}
          required
          aria-describedby={describedBy('text', errors, true)}
          aria-invalid={errors.text ? 'true' : undefined}
        >
          {text}
        </textarea>
      </Field>
      <p>
        <button type="submit">{say(words.send, lang)}</button>
      </p>
    </form>
  )
}

function Answered({ lang, receipt }: { lang: Lang; receipt: string }) {
  return (
    <section aria-labelledby="content">
      <h2 id="content">{say(words.content, lang)}</h2>
      <ActForm lang={lang} receipt={receipt}>
        <Act act="satisfied" label={words.satisfied} lang={lang} second />
        <Act act="unsatisfied" label={words.unsatisfied} lang={lang} second />
      </ActForm>
      <p class="hint">{say(words.reopenHint, lang)}</p>
      <ActForm lang={lang} receipt={receipt}>
        <Act act="reopen" label={words.reopen} lang={lang} second />
      </ActForm>
    </section>
  )
}

function Withdraw({ lang, receipt }: { lang: Lang; receipt: string }) {
  return (
    <details>
      <summary>{say(words.withdraw, lang)}</summary>
      <p>{say(words.withdrawSure, lang)}</p>
      <ActForm lang={lang} receipt={receipt}>
        <button type="submit" class="danger" name="act" value="withdraw">
          {say(words.withdrawYes, lang)}
        </button>
      </ActForm>
    </details>
  )
}

function ActForm({ lang, receipt, children }: { lang: Lang; receipt: string; children?: Child }) {
  return (
    <form method="post" action={at('/tra-cuu', lang)} class="actions">
      <input type="hidden" name="receipt" value={receipt} />
      {children}
    </form>
  )
}

type ActProps = { act: string; label: Sentence; lang: Lang; second?: boolean }

function Act({ act, label, lang, second }: ActProps) {
  return (
    <button type="submit" class={second ? 'second' : undefined} name="act" value={act}>
      {say(label, lang)}
    </button>
  )
}
