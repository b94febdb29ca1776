import { diffWordsWithSpace } from 'diff'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Autosave } from '../staff/autosave.tsx'
import { shownMoment } from '../staff/moment.ts'
import { benchWords as words } from '../words/console.ts'
import { Leftover, type LeftoverProps } from './folds.tsx'

export type SummaryVersion = {
  version: number
  text: string | null
  by: string | null
  at: Date
}

export type SummaryProps = {
  id: string
  /** The tail of the address that keeps the queue's filter. */
  tail: string
  /** Null when nothing may be written: then the newest version is shown. */
  text: string | null
  /** Whether `text` is the working text, offered as a first draft. */
  draft: boolean
  /** Newest first. */
  versions: readonly SummaryVersion[]
  error: Sentence | undefined
  /** What the text still holds that may tell who wrote it. */
  leftover: LeftoverProps
}

/** The neutral summary: the editor, and the versions with what changed between them. */
export function SummaryForm(props: SummaryProps & { lang: Lang }) {
  const { lang, text, versions } = props
  return (
    <>
      {text === null ? <Newest {...props} /> : <Editor {...props} text={text} />}
      {versions.length > 0 && (
        <details>
          <summary>
            {say(words.versions, lang)} ({versions.length})
          </summary>
          <Versions {...props} />
        </details>
      )}
    </>
  )
}

function Newest({ lang, versions }: SummaryProps & { lang: Lang }) {
  const [newest] = versions
  return (
    <>
      <h2>{say(words.summary, lang)}</h2>
      <p class="letter">{newest?.text ?? '–'}</p>
    </>
  )
}

function Editor(props: SummaryProps & { lang: Lang; text: string }) {
  const { lang, id, tail, text, draft, error } = props
  const described = error ? 'summary-hint summary-error' : 'summary-hint'
  return (
    <form
      class="summary-form"
      method="post"
      action={at(`/y-kien/${id}/tom-tat${tail}`, lang)}
      data-autosave-form={`tom-tat-${id}`}
    >
      <h2>
        <label for="summary">{say(words.summary, lang)}</label>
      </h2>
      <span class="hint beside" id="summary-hint">
        {say(draft ? words.draftHint : words.summaryHint, lang)}
      </span>
      {error && (
        <span class="error" id="summary-error">
          {say(error, lang)}
        </span>
      )}
      <Leftover lang={lang} {...props.leftover} />
      <Autosave lang={lang} />
      <textarea
        id="summary"
        name="text"
        rows={3}
        maxlength={4000}
        data-autosave
        data-key="s"
        data-submit="ctrl-enter"
        aria-describedby={described}
        aria-invalid={error ? 'true' : undefined}
      >
        {text}
      </textarea>
      <button type="submit" accesskey="s">
        {say(words.save, lang)} <kbd>Ctrl+Enter</kbd>
      </button>
    </form>
  )
}

function Versions({ lang, versions }: SummaryProps & { lang: Lang }) {
  return (
    <ol class="messages" reversed>
      {versions.map(({ version, text, by, at: moment }, place) => (
        <li>
          <p class="meta">
            {say(words.version, lang)} {version} · {by} · {shownMoment(moment)}
          </p>
          <Difference before={versions[place + 1]?.text ?? null} after={text ?? ''} />
        </li>
      ))}
    </ol>
  )
}

function Difference({ before, after }: { before: string | null; after: string }) {
  if (before === null) return <p>{after}</p>
  return (
    <p>
      {diffWordsWithSpace(before, after).map(({ value, added, removed }) =>
        added ? <ins>{value}</ins> : removed ? <del>{value}</del> : value,
      )}
    </p>
  )
}
