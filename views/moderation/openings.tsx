import type { Child } from 'hono/jsx'
import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { shownMoment } from '../staff/moment.ts'
import { openingSteps as steps, openingWords as words } from '../words/openings.ts'

export type OpeningRow = {
  id: string
  number: string
  field: 'identity' | 'raw'
  askedBy: string
  agreedBy: string
  openedAt: Date
  reason: string | null
  /** Whether the viewer is one of the two and may still open it. */
  mine: boolean
}

type Head = { lang: Lang; actorName: string; roles: readonly string[] }

export type OpeningsProps = Head & {
  openings: readonly OpeningRow[]
  typed: { number: string; field: string; reason: string }
  done: boolean
  trouble: Sentence | undefined
}

/** `GET /mo-danh-tinh`: a custodian asks; what was agreed to, with both names. */
export function OpeningsPage(props: OpeningsProps) {
  const { lang, openings, trouble } = props
  return (
    <Shell {...props} path="/mo-danh-tinh">
      <h1>{say(words.title, lang)}</h1>
      {trouble && (
        <p class="problems" role="alert">
          {say(trouble, lang)}
        </p>
      )}
      {props.done && (
        <p class="done" role="status">
          {say(words.asked, lang)}
        </p>
      )}
      <p>{say(words.lead, lang)}</p>
      {props.roles.includes('custodian') && <Ask lang={lang} typed={props.typed} />}
      <h2>{say(words.past, lang)}</h2>
      {openings.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      {openings.map((opening) => (
        <Row lang={lang} opening={opening} />
      ))}
    </Shell>
  )
}

function Ask({ lang, typed }: { lang: Lang; typed: OpeningsProps['typed'] }) {
  return (
    <form method="post" action={at('/mo-danh-tinh', lang)} class="card">
      <h2>{say(words.ask, lang)}</h2>
      <div class="field">
        <label for="number">{say(words.number, lang)}</label>
        <input id="number" name="number" maxlength={20} autocomplete="off" value={typed.number} />
      </div>
      <div class="field">
        <label for="field">{say(words.what, lang)}</label>
        <select id="field" name="field">
          {(['identity', 'raw'] as const).map((field) => (
            <option value={field} selected={typed.field === field}>
              {say(words[field], lang)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="reason">{say(words.reason, lang)}</label>
        <span class="hint" id="reason-hint">
          {say(words.reasonHint, lang)}
        </span>
        <textarea id="reason" name="reason" rows={3} maxlength={500} aria-describedby="reason-hint">
          {typed.reason}
        </textarea>
      </div>
      <button type="submit">{say(words.ask, lang)}</button>
    </form>
  )
}

function Row({ lang, opening }: { lang: Lang; opening: OpeningRow }) {
  const { id, number, field, askedBy, agreedBy, openedAt, reason, mine } = opening
  return (
    <article class="card" aria-labelledby={`o-${id}`}>
      <h3 id={`o-${id}`}>
        {number}: {say(words[field], lang)}
      </h3>
      <dl class="facts">
        <dt>{say(words.who, lang)}</dt>
        <dd>
          {askedBy}, {agreedBy}
        </dd>
        <dt>{say(words.when, lang)}</dt>
        <dd>{shownMoment(openedAt)}</dd>
        <dt>{say(words.reason, lang)}</dt>
        <dd class="words">{reason ?? ''}</dd>
      </dl>
      {mine && (
        <p>
          <a class="button" href={at(`/mo-danh-tinh/${id}`, lang)}>
            {say(words.open, lang)}
          </a>
        </p>
      )}
    </article>
  )
}

export type OpeningProps = Head & {
  id: string
  field: 'identity' | 'raw'
  /** The other custodian. */
  other: { name: string; fingerprint: string }
}

/** `GET /mo-danh-tinh/:id`: where the two sit; the script opens and shows, nothing is sent in words. */
export function OpeningPage(props: OpeningProps) {
  const { lang, id, field, other } = props
  return (
    <Shell {...props} path={`/mo-danh-tinh/${id}`}>
      <h1>{say(words[field], lang)}</h1>
      <p>
        {say(words.with, lang)} <strong>{other.name}</strong> ({say(words.print, lang)}{' '}
        <span class="digest">{other.fingerprint}</span>)
      </p>
      <p>{say(words.sit, lang)}</p>
      <noscript>
        <p class="problems">{say(words.script, lang)}</p>
      </noscript>
      <form data-part="open" data-path={`/mo-danh-tinh/${id}`} data-field={field} class="card">
        <div class="field">
          <label for="passphrase">{say(words.passphrase, lang)}</label>
          <input type="password" id="passphrase" autocomplete="off" />
        </div>
        <div role="status">
          {Object.entries(steps).map(([step, sentence]) => (
            <p
              data-say={step}
              class={step === 'working' || step === 'waiting' ? 'notice' : 'problems'}
              hidden
            >
              {say(sentence, lang)}
            </p>
          ))}
        </div>
        <button type="submit">{say(words.begin, lang)}</button>
      </form>
      <Shown lang={lang} />
      <script src="/mo-danh-tinh/ma.js" defer></script>
    </Shell>
  )
}

function Shown({ lang }: { lang: Lang }) {
  return (
    <section data-part="shown" class="card" tabindex={-1} aria-labelledby="shown" hidden>
      <h2 id="shown">{say(words.shown, lang)}</h2>
      <p class="hint">{say(words.shownHint, lang)}</p>
      <dl class="facts" data-part="identity">
        {(['name', 'phone', 'address'] as const).map((name) => (
          <>
            <dt>{say(words[name], lang)}</dt>
            <dd class="words" data-part={`shown-${name}`}></dd>
          </>
        ))}
      </dl>
      <pre class="words" data-part="words"></pre>
    </section>
  )
}

function Shell(props: Head & { path: string; children?: Child }) {
  const { lang, actorName, roles, path } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={say(words.title, lang)}
      path={path}
      actorName={actorName}
      nav={consoleNav(lang, path, roles)}
    >
      {props.children}
    </Page>
  )
}
