import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, optionsOf, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { tagWords, termWords, retentionPage as words } from '../words/rights.ts'

type TermName = keyof typeof termWords

export type RetentionProps = Shell & {
  going: readonly {
    number: string
    term: TermName
    on: string
    pause: keyof typeof words.pauses | null
  }[]
  terms: readonly {
    name: TermName
    amount: number
    tag: keyof typeof tagWords
    source: string
    validFrom: string | null
  }[]
  returned: Returned
  saved: boolean
}

/** `GET /luu-giu`: what goes when, the terms that hold, and for administrators a form for another. */
export function RetentionPage(props: RetentionProps) {
  const { lang, going, terms, roles } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/luu-giu">
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.intro, lang)}</p>
      <p>{say(words.forever, lang)}</p>
      <h2>{say(words.soon, lang)}</h2>
      {going.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      <ul>
        {going.map(({ number, term, on, pause }) => (
          <li>
            {number}: {say(words.on, lang)} {shownDay(on)}. {say(termWords[term], lang)}.
            {pause !== null && (
              <strong>
                {' '}
                {say(words.paused, lang)} {say(words.pauses[pause], lang)}.
              </strong>
            )}
          </li>
        ))}
      </ul>
      <h2>{say(words.terms, lang)}</h2>
      <ul>
        {terms.map(({ name, amount, tag, source, validFrom }) => (
          <li>
            {say(termWords[name], lang)}: <strong>{amount}</strong>{' '}
            {say(name === 'request-reply' ? words.working : words.days, lang)}. {source} [{tag}:{' '}
            {say(tagWords[tag], lang)}]
            {validFrom !== null && `, ${say(words.from, lang)} ${shownDay(validFrom)}`}
          </li>
        ))}
      </ul>
      {roles.includes('admin') && <NewTerm {...props} />}
    </ReviewPage>
  )
}

function NewTerm({ lang, returned }: RetentionProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/luu-giu', lang)}>
      <h2>{say(words.set, lang)}</h2>
      <Pick {...field} name="name" label={words.term} options={optionsOf(termWords, lang)} />
      <Line {...field} name="amount" label={words.amount} type="number" />
      <Line {...field} name="source" label={words.source} />
      <Pick {...field} name="tag" label={words.tag} options={optionsOf(tagWords, lang)} />
      <Line {...field} name="validFrom" label={words.from} type="date" />
      <button type="submit">{say(words.set, lang)}</button>
    </form>
  )
}
