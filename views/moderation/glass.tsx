import type { Child } from 'hono/jsx'
import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { Field, type FieldTrouble, Trouble } from '../staff/field.tsx'
import { shownMoment } from '../staff/moment.ts'
import { glassWords as words } from '../words/glass.ts'

type Props = { lang: Lang; actor: { name: string; roles: readonly string[] } }

export type GlassPageProps = Props & {
  breaks: readonly { id: string; by: string; at: Date; number: string; reason: string | null }[]
  typed: { number: string; reason: string }
  trouble?: Sentence
  errors?: readonly FieldTrouble[]
}

/** `GET /khan-cap`: the form, and every time it was done. */
export function GlassPage(props: GlassPageProps) {
  const { lang, breaks, typed, errors } = props
  const wrong = errors?.find(({ path }) => path === 'reason')
  return (
    <Shell {...props} title={say(words.title, lang)}>
      <Trouble lang={lang} sentence={props.trouble} />
      <p class="lead">{say(words.lead, lang)}</p>
      <form method="post" action={at('/khan-cap', lang)} class="card">
        <Field
          lang={lang}
          name="number"
          label={words.number}
          hint={words.numberHint}
          value={typed.number}
          errors={errors}
        />
        <div class={wrong ? 'field invalid' : 'field'}>
          <label for="reason">{say(words.reason, lang)}</label>
          <span class="hint" id="reason-hint">
            {say(words.reasonHint, lang)}
          </span>
          <textarea id="reason" name="reason" rows={3} required aria-describedby="reason-hint">
            {typed.reason}
          </textarea>
        </div>
        <button type="submit">{say(words.button, lang)}</button>
      </form>
      <h2>{say(words.list, lang)}</h2>
      {breaks.length === 0 && <p class="meta">{say(words.none, lang)}</p>}
      <ul>
        {breaks.map((one) => (
          <li>
            {shownMoment(one.at)} – {one.by} – {one.number}: {one.reason ?? say(words.gone, lang)}
          </li>
        ))}
      </ul>
    </Shell>
  )
}

/** `GET /khan-cap/:id`: the letter, for who broke the glass, for an hour. */
export function BehindGlassPage(
  props: Props & { id: string; number: string; areaName: string; day: string; text: string | null },
) {
  const { lang, number, areaName, day, text } = props
  return (
    <Shell {...props} title={`${say(words.behind, lang)} ${number}`}>
      <p class="warn">{say(words.until, lang)}</p>
      <p class="meta">
        {areaName} · {shownDay(day)}
      </p>
      <p class="letter">{text ?? say(words.gone, lang)}</p>
    </Shell>
  )
}

function Shell(props: Props & { title: string; children?: Child }) {
  const { lang, actor, title } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/khan-cap"
      actorName={actor.name}
      nav={consoleNav(lang, '/khan-cap', actor.roles)}
    >
      <h1>{title}</h1>
      {props.children}
    </Page>
  )
}
