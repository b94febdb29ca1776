import type { Child } from 'hono/jsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { threadWords as words } from '../words/thread.ts'
import { describedBy, Field } from './parts.tsx'
import type { ThreadProps } from './thread.tsx'

/** The sender's own moves: agree to the summary, correct it, write more, reopen, withdraw. */
export function SenderActs(props: ThreadProps) {
  const { lang, receipt, may, state } = props
  const closed = ['withdrawn', 'erased', 'diverted', 'merged'].includes(state)
  return (
    <>
      {props.summary !== undefined && <Summary {...props} summary={props.summary} />}
      {!closed && <WriteMore {...props} />}
      {props.answered && <Answered lang={lang} receipt={receipt} reopen={may.includes('reopen')} />}
      {may.includes('withdraw') && <Withdraw lang={lang} receipt={receipt} />}
    </>
  )
}

function Summary(props: ThreadProps & { summary: string }) {
  const { lang, receipt, may } = props
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">{say(words.summary, lang)}</h2>
      <blockquote>{props.summary}</blockquote>
      <p>{say(words.summaryWhat, lang)}</p>
      {may.includes('exposes-me') && !props.summaryAgreed && (
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

function WriteMore({ lang, receipt, errors, text, messageKey }: ThreadProps) {
  return (
    <form method="post" action={at('/tra-cuu', lang)} novalidate>
      <input type="hidden" name="receipt" value={receipt} />
      <input type="hidden" name="key" value={messageKey} />
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

function Answered({ lang, receipt, reopen }: { lang: Lang; receipt: string; reopen: boolean }) {
  return (
    <section aria-labelledby="content">
      <h2 id="content">{say(words.content, lang)}</h2>
      <ActForm lang={lang} receipt={receipt}>
        <Act act="satisfied" label={words.satisfied} lang={lang} second />
        <Act act="unsatisfied" label={words.unsatisfied} lang={lang} second />
      </ActForm>
      {reopen && (
        <>
          <p class="hint">{say(words.reopenHint, lang)}</p>
          <ActForm lang={lang} receipt={receipt}>
            <Act act="reopen" label={words.reopen} lang={lang} second />
          </ActForm>
        </>
      )}
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
