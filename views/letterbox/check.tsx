import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { checkWords as words } from '../words/letterbox.ts'
import { threadWords } from '../words/thread.ts'
import { describedBy, ErrorSummary, Field, type FieldErrors } from './parts.tsx'
import { BroughtForm, type BroughtProps, BroughtResult } from './proof.tsx'

export type CheckProps = {
  lang: Lang
  receipt: string
  digest: string
  errors: FieldErrors
  /** What the log holds for this receipt; `agrees` when a digest was given to compare. */
  found?: { number: string; day: string; digest: string; agrees?: boolean | undefined } | undefined
  /** What a file or checkpoint that was brought shows. */
  checked?: BroughtProps | undefined
}

/** `GET|POST /kiem-chung`: compares a receipt's digest, a saved proof or a checkpoint with the log. */
export function CheckPage(props: CheckProps) {
  const { lang, errors } = props
  return (
    <Page lang={lang} title={say(words.title, lang)} door="letterbox" path="/kiem-chung">
      <h1>{say(words.title, lang)}</h1>
      <p>{say(words.lead, lang)}</p>
      <ErrorSummary errors={errors} lang={lang} />
      {props.checked && <BroughtResult lang={lang} checked={props.checked} />}
      {props.found && <Found lang={lang} found={props.found} />}
      <form method="post" action={at('/kiem-chung', lang)} novalidate>
        <Field
          name="receipt"
          label={threadWords.code}
          hint={threadWords.lead}
          errors={errors}
          lang={lang}
        >
          <Entry name="receipt" value={props.receipt} errors={errors} hint />
        </Field>
        <Field name="digest" label={words.digest} errors={errors} lang={lang}>
          <Entry name="digest" value={props.digest} errors={errors} />
        </Field>
        <p>
          <button type="submit">{say(words.check, lang)}</button>
        </p>
      </form>
      <BroughtForm lang={lang} errors={errors} />
    </Page>
  )
}

function Found({ lang, found }: { lang: Lang; found: NonNullable<CheckProps['found']> }) {
  const verdict =
    found.agrees === undefined ? words.found : found.agrees ? words.same : words.different
  return (
    <section class={found.agrees === false ? 'warn' : 'done'} role="status">
      <p>
        <strong>{say(verdict, lang)}</strong>
      </p>
      <dl class="facts">
        <dt>{say(threadWords.receipt, lang)}</dt>
        <dd>{found.number}</dd>
        <dt>{say(threadWords.sentOn, lang)}</dt>
        <dd>{shownDay(found.day)}</dd>
        <dt>{say(words.inLog, lang)}</dt>
        <dd class="digest">{found.digest}</dd>
      </dl>
    </section>
  )
}

type EntryProps = { name: string; value: string; errors: FieldErrors; hint?: boolean }

function Entry({ name, value, errors, hint }: EntryProps) {
  return (
    <input
      type="text"
      id={name}
      name={name}
      value={value}
      maxlength={100}
      autocomplete="off"
      spellcheck={false}
      aria-describedby={describedBy(name, errors, hint === true)}
      aria-invalid={errors[name] ? 'true' : undefined}
    />
  )
}
