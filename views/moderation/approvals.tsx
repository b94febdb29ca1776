import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { shownMoment } from '../staff/moment.ts'
import { approvalWords as words } from '../words/console.ts'
import { actWords } from '../words/staff.ts'

/** What an ask is about, as the chapter that asked says it. */
export type AskedAbout = {
  title: string
  href: string | null
  lines: readonly { name: Sentence; text: string }[]
  /** What the one who agrees must not overlook. */
  warnings: readonly Sentence[]
}

export type OpenAsk = AskedAbout & {
  id: string
  act: string
  askedBy: string | null
  askedAt: Date
  expiresAt: Date
  mine: boolean
}

export type ApprovalsPageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  asks: readonly OpenAsk[]
  done: Sentence | undefined
  trouble: Sentence | undefined
}

/** `GET /dong-y`: what waits for a second person, as a list that fits a phone. */
export function ApprovalsPage(props: ApprovalsPageProps) {
  const { lang, asks, done, trouble } = props
  const title = say(words.title, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/dong-y"
      actorName={props.actorName}
      nav={consoleNav(lang, '/dong-y', props.roles)}
    >
      <h1>{title}</h1>
      {trouble && (
        <p class="problems" role="alert">
          {say(trouble, lang)}
        </p>
      )}
      {done && (
        <p class="done" role="status">
          {say(done, lang)}
        </p>
      )}
      {asks.length === 0 && <p class="notice">{say(words.empty, lang)}</p>}
      {asks.map((ask) => (
        <Ask ask={ask} lang={lang} />
      ))}
    </Page>
  )
}

function Ask({ ask, lang }: { ask: OpenAsk; lang: Lang }) {
  const name = actWords[ask.act as keyof typeof actWords]
  const head = `ask-${ask.id}`
  return (
    <article class="card ask" aria-labelledby={head}>
      <h2 id={head}>
        {ask.title && `${ask.title}: `}
        {name ? say(name, lang) : ask.act}
      </h2>
      {ask.warnings.map((warning) => (
        <p class="problems">{say(warning, lang)}</p>
      ))}
      <dl class="facts">
        {ask.lines.map((line) => (
          <Fact lang={lang} {...line} />
        ))}
        <Fact
          lang={lang}
          name={words.asked}
          text={`${ask.askedBy ?? '–'}, ${shownMoment(ask.askedAt)}`}
        />
        <Fact lang={lang} name={words.until} text={shownMoment(ask.expiresAt)} />
      </dl>
      {ask.href && (
        <p>
          <a href={at(ask.href, lang)}>{say(words.see, lang)}</a>
        </p>
      )}
      {ask.mine ? <p class="hint">{say(words.mine, lang)}</p> : <Answer ask={ask} lang={lang} />}
    </article>
  )
}

function Fact({ lang, name, text }: { lang: Lang; name: Sentence; text: string }) {
  return (
    <>
      <dt>{say(name, lang)}</dt>
      <dd class="words">{text}</dd>
    </>
  )
}

function Answer({ ask, lang }: { ask: OpenAsk; lang: Lang }) {
  const note = `note-${ask.id}`
  return (
    <form method="post" action={at(`/dong-y/${ask.id}`, lang)}>
      <div class="field">
        <label for={note}>{say(words.answerNote, lang)}</label>
        <input type="text" id={note} name="note" maxlength={2000} autocomplete="off" />
      </div>
      <p class="actions">
        <button type="submit" name="answer" value="agree">
          {say(words.agree, lang)}
        </button>
        <button type="submit" name="answer" value="return" class="second">
          {say(words.giveBack, lang)}
        </button>
      </p>
    </form>
  )
}
