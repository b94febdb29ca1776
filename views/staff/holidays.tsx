import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { holidayWords as words } from '../words/holidays.ts'
import { Field, type FieldTrouble, Trouble } from './field.tsx'

type Day = { day: string; kind: 'off' | 'work'; name: string }

export type HolidaysPageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  tables: readonly { year: number; source: string; own: boolean; days: readonly Day[] }[]
  /** Years in use that have no table. */
  missing: readonly number[]
  saved: boolean
  typed: { year?: string; source?: string; days?: string }
  trouble?: Sentence | undefined
  errors?: readonly FieldTrouble[] | undefined
}

/** `GET /ngay-nghi`: the tables that count, and a form for another one. */
export function HolidaysPage(props: HolidaysPageProps) {
  const { lang, tables, missing } = props
  const title = say(words.title, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/ngay-nghi"
      actorName={props.actorName}
      nav={consoleNav(lang, '/ngay-nghi', props.roles)}
    >
      <h1>{title}</h1>
      <Trouble lang={lang} sentence={props.trouble} />
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.intro, lang)}</p>
      {missing.length > 0 && (
        <p class="notice">
          {say(words.missing, lang)} {missing.join(', ')}. {say(words.missingDo, lang)}
        </p>
      )}
      {tables.map((table) => (
        <section>
          <h2>{table.year}</h2>
          <p>
            {table.source} · {say(table.own ? words.own : words.above, lang)}
          </p>
          <ul>
            {table.days.map(({ day, kind, name }) => (
              <li>
                {shownDay(day)} · {say(words[kind], lang)} {name}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Another {...props} />
    </Page>
  )
}

function Another({ lang, typed, errors = [] }: HolidaysPageProps) {
  const wrong = errors.filter(({ path }) => path === 'days')
  return (
    <form method="post" action={at('/ngay-nghi', lang)}>
      <Field
        lang={lang}
        name="year"
        label={words.year}
        value={typed.year ?? ''}
        inputmode="numeric"
        errors={errors}
      />
      <Field
        lang={lang}
        name="source"
        label={words.source}
        value={typed.source ?? ''}
        errors={errors}
      />
      <div class={wrong.length > 0 ? 'field invalid' : 'field'}>
        <label for="days">{say(words.days, lang)}</label>
        <span class="hint" id="days-hint">
          {say(words.hint, lang)}
        </span>
        {wrong.length > 0 && (
          <span class="error" id="days-error">
            {wrong.map(({ message }) => say(message, lang)).join(' ')}
          </span>
        )}
        <textarea
          id="days"
          name="days"
          rows={12}
          maxlength={20_000}
          aria-describedby={wrong.length > 0 ? 'days-hint days-error' : 'days-hint'}
        >
          {typed.days ?? ''}
        </textarea>
      </div>
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}
