import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { navWords } from '../words/console.ts'
import { type FactName, factFields, factsWords as words } from '../words/facts.ts'

const parts: readonly [keyof typeof words, readonly FactName[]][] = [
  [
    'contactPart',
    ['phone', 'hours', 'person', 'office', 'paperForms', 'comeBackDays', 'zalo', 'line'],
  ],
  ['signingPart', ['signer', 'signerName']],
  ['guidancePart', ['partyInspection', 'citizenReception', 'province', 'police', 'publicServices']],
]

type Props = Shell & {
  facts: Partial<Record<FactName, string>>
  saved: boolean
  returned: Returned
}

/** `GET /don-vi`: the facts that pages and papers fill in. */
export function FactsPage(props: Props) {
  const { lang, facts, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/don-vi">
      {props.saved && (
        <p class="done">
          {say(words.saved, lang)} <a href={at('/ap-phich', lang)}>{say(navWords.posters, lang)}</a>
        </p>
      )}
      <p class="hint">{say(words.lead, lang)}</p>
      <form method="post" action={at('/don-vi', lang)} novalidate>
        {parts.map(([part, names]) => (
          <section class="card">
            <h2>{say(words[part], lang)}</h2>
            {names.map((name) => (
              <Line
                lang={lang}
                returned={returned}
                name={name}
                label={factFields[name].label}
                hint={factFields[name].hint}
                value={facts[name] ?? ''}
              />
            ))}
          </section>
        ))}
        <p class="actions">
          <button type="submit">{say(words.save, lang)}</button>
        </p>
      </form>
    </ReviewPage>
  )
}
