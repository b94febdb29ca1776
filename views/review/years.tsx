import { WideTable } from '../counter/wide-table.tsx'
import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { yearWords as words } from '../words/frame.ts'
import { recordWords } from '../words/review-pages.ts'
import { polarityWords } from '../words/standing.ts'
import { topicName } from '../words/topics.ts'
import { Pick } from './fields.tsx'
import type { ShownSubject } from './records.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type YearItem = {
  id: string
  number: number | null
  topic: string | null
  polarity: keyof typeof polarityWords | null
  month: string
  summary: string | null
}
export type ShownYear = {
  record: string
  cycle: { name: string; framework: string }
  items: readonly YearItem[]
}

type Props = Shell & {
  record: string
  subject: ShownSubject
  years: readonly ShownYear[]
  topics: readonly string[]
  marks: readonly { evidence: string; earlier: string }[]
  changes: boolean
  returned: Returned
}

/** `/ho-so/:id/cac-nam`: one subject's cycles side by side, by topic; words beside words. */
export function YearsPage(props: Props) {
  const { lang, record, subject, years, returned } = props
  const path = `/ho-so/${record}/cac-nam`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path} returned={returned}>
      <p>
        <a href={at(`/ho-so/${record}`, lang)}>{say(recordWords.back, lang)}</a> · {subject.name}
      </p>
      <p>{say(words.lead, lang)}</p>
      {years.length < 2 && <p class="notice">{say(words.onlyThis, lang)}</p>}
      <WideTable label={say(words.title, lang)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.topic, lang)}</th>
              {years.map(({ cycle }) => (
                <th scope="col">
                  {cycle.name} <span class="meta">({cycle.framework})</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.topics.map((topic) => (
              <tr>
                <th scope="row">{say(topicName(topic), lang)}</th>
                {years.map((year) => (
                  <td>
                    <Cell {...props} items={year.items.filter((one) => topicOf(one) === topic)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {props.changes && years.length > 1 && <Mark {...props} />}
    </ReviewPage>
  )
}

function Cell({ lang, items, marks }: Props & { items: readonly YearItem[] }) {
  if (items.length === 0) return <span class="meta">{say(words.none, lang)}</span>
  return (
    <ul>
      {items.map((item) => (
        <li>
          <span class="meta">{factsOf(item, lang)}</span>{' '}
          {marks.some(({ evidence }) => evidence === item.id) && (
            <strong>{say(words.again, lang)}: </strong>
          )}
          {item.summary}
        </li>
      ))}
    </ul>
  )
}

function Mark({ lang, record, years, returned, marks }: Props) {
  const field = { lang, returned, none: words.choose }
  const [now, ...before] = years
  const optionOf = (item: YearItem, cycle?: string) => ({
    value: item.id,
    text: [cycle, factsOf(item, lang), (item.summary ?? '').slice(0, 80)]
      .filter(Boolean)
      .join(' · '),
  })
  const known = new Map(
    years.flatMap(({ items, cycle }) => items.map((one) => [one.id, { one, cycle }])),
  )
  return (
    <section class="card">
      <h2>{say(words.mark, lang)}</h2>
      <form method="post" action={at(`/ho-so/${record}/neu-lai`, lang)} novalidate>
        <p class="hint">{say(words.markHint, lang)}</p>
        <Pick
          {...field}
          name="evidence"
          label={words.now}
          options={(now?.items ?? []).map((one) => optionOf(one))}
        />
        <Pick
          {...field}
          name="earlier"
          label={words.earlier}
          options={before.flatMap(({ items, cycle }) =>
            items.map((one) => optionOf(one, cycle.name)),
          )}
        />
        <button type="submit">{say(words.mark, lang)}</button>
      </form>
      {marks
        .filter(({ evidence }) => now?.items.some(({ id }) => id === evidence))
        .map(({ evidence, earlier }) => (
          <form method="post" action={at(`/ho-so/${record}/neu-lai`, lang)} class="toolbar">
            <input type="hidden" name="evidence" value={evidence} />
            <input type="hidden" name="earlier" value={earlier} />
            <input type="hidden" name="same" value="no" />
            <span>
              {say(recordWords.number, lang)} {known.get(evidence)?.one.number} –{' '}
              {known.get(earlier)?.cycle.name}, {say(recordWords.number, lang)}{' '}
              {known.get(earlier)?.one.number}
            </span>
            <button type="submit" class="second">
              {say(words.unmark, lang)}
              <span class="visually-hidden">: {known.get(evidence)?.one.number}</span>
            </button>
          </form>
        ))}
    </section>
  )
}

function factsOf(item: YearItem, lang: Lang): string {
  return [
    item.number !== null && `${say(recordWords.number, lang)} ${item.number}`,
    item.polarity && say(polarityWords[item.polarity], lang),
    shownDay(item.month),
  ]
    .filter(Boolean)
    .join(' · ')
}

const topicOf = ({ topic }: YearItem) => topic ?? 'other'
