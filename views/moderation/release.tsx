import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import type { FieldErrors } from '../letterbox/parts.tsx'
import { FieldError } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { copyWords, releaseStates, releaseWords as words } from '../words/copies.ts'

export type ShownRelease = {
  id: string
  state: keyof typeof releaseStates
  /** The file it is about, by name; null: words. */
  file: { id: string; name: string } | null
  askedByName: string | null
  agreedByName: string | null
}

export type ReleasePageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  feedback: { id: string; number: string }
  files: readonly { id: string; name: string }[]
  releases: readonly ShownRelease[]
  mayAsk: boolean
  text: string
  errors: FieldErrors
  trouble: Sentence | undefined
}

/** `GET /y-kien/:id/cho-ra`: what of a feedback was let out, is asked for, or may be asked for. */
export function ReleasePage(props: ReleasePageProps) {
  const { lang, feedback } = props
  const title = `${say(words.title, lang)}: ${feedback.number}`
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path={`/y-kien/${feedback.id}/cho-ra`}
      actorName={props.actorName}
      nav={consoleNav(lang, '/y-kien', props.roles)}
    >
      <p>
        <a href={at(`/y-kien/${feedback.id}`, lang)}>
          ‹ {say(copyWords.back, lang)} {feedback.number}
        </a>
      </p>
      <h1>{title}</h1>
      {props.trouble && (
        <p class="problems" role="alert">
          {say(props.trouble, lang)}
        </p>
      )}
      <p>{say(words.what, lang)}</p>
      {props.releases.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      {props.releases.map((one) => (
        <Entry {...props} one={one} />
      ))}
      <ul>
        {props.files.map(({ id, name }) => (
          <li>
            <a href={at(`/y-kien/${feedback.id}/tep/${id}/xem`, lang)}>
              {say(words.file, lang)}: {name || id}
            </a>
          </li>
        ))}
      </ul>
      {props.mayAsk && <Ask {...props} />}
    </Page>
  )
}

function Entry({ lang, feedback, one }: ReleasePageProps & { one: ShownRelease }) {
  const { id, file, state } = one
  const reason = `reason-${id}`
  return (
    <article class="card">
      <p>
        <strong>
          {file ? `${say(words.file, lang)}: ${file.name || file.id}` : say(words.words, lang)}
        </strong>{' '}
        <span class="badge">{say(releaseStates[state], lang)}</span>{' '}
        <span class="meta">
          {say(words.by, lang)} {one.askedByName ?? '–'}
          {one.agreedByName && ` · ${say(words.agreedBy, lang)} ${one.agreedByName}`}
        </span>
      </p>
      {state === 'released' && (
        <form method="post" action={at(`/y-kien/${feedback.id}/cho-ra/${id}/rut`, lang)}>
          <div class="field">
            <label for={reason}>{say(words.reason, lang)}</label>
            <input
              id={reason}
              name="reason"
              type="text"
              maxlength={500}
              required
              autocomplete="off"
            />
          </div>
          <button type="submit" class="second">
            {say(words.takeBack, lang)}
          </button>
        </form>
      )}
    </article>
  )
}

function Ask({ lang, feedback, text, errors }: ReleasePageProps) {
  return (
    <form method="post" action={at(`/y-kien/${feedback.id}/cho-ra`, lang)}>
      <div class={errors.text ? 'field invalid' : 'field'}>
        <label for="text">{say(words.words, lang)}</label>
        <span class="hint" id="text-hint">
          {say(words.wordsHint, lang)}
        </span>
        <FieldError lang={lang} name="text" errors={errors} />
        <textarea id="text" name="text" rows={5} aria-describedby="text-hint">
          {text}
        </textarea>
      </div>
      <p class="toolbar">
        <button type="submit">{say(words.askWords, lang)}</button>
      </p>
    </form>
  )
}
