import { WideTable } from '../counter/wide-table.tsx'
import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { mappingWords as words } from '../words/frame.ts'
import { calendarWords } from '../words/phases.ts'
import { recordWords } from '../words/review-pages.ts'
import { topicName, topicWords } from '../words/topics.ts'
import type { ShownCycle } from './cycles.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Criterion = { code: string; name: string }

type Props = Shell & {
  cycle: ShownCycle
  criteria: readonly Criterion[]
  /** Criterion by topic, as it stands. */
  mapping: ReadonlyMap<string, string>
  counts: ReadonlyMap<string, number>
  items: readonly {
    id: string
    record: string
    subject: string
    number: number | null
    topic: string
    summary: string
    criterion: string | null
    placed: boolean
  }[]
  history: readonly {
    day: string
    framework: string
    topics: readonly { topic: string; criterion: string }[]
  }[]
  changes: boolean
  returned: Returned
}

/** `/ky/:id/tieu-chi`: every topic under a criterion of the cycle, and items put by hand. */
export function TopicsPage(props: Props) {
  const { lang, cycle, returned } = props
  const path = `/ky/${cycle.id}/tieu-chi`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  return (
    <ReviewPage {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at('/ky', lang)}>{say(calendarWords.toCycles, lang)}</a>
      </p>
      <p>{say(words.lead, lang)}</p>
      {cycle.closed && <p class="notice">{say(words.closed, lang)}</p>}
      <Mapping {...props} path={path} />
      <ByHand {...props} path={path} />
      <History {...props} />
    </ReviewPage>
  )
}

function Mapping(props: Props & { path: string }) {
  const { lang, counts, mapping, criteria, changes, returned, path } = props
  const table = (
    <WideTable label={say(words.topic, lang)}>
      <table>
        <thead>
          <tr>
            {[words.topic, words.count, words.criterion].map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(topicWords).map(([topic, sentence]) => {
            const chosen = returned.typed[`criterion-${topic}`] ?? mapping.get(topic) ?? ''
            return (
              <tr id={`field-criterion-${topic}`}>
                <th scope="row">{say(sentence, lang)}</th>
                <td class="number">{counts.get(topic) ?? 0}</td>
                <td>
                  {changes ? (
                    <Choose
                      {...{ lang, criteria, chosen, name: `criterion-${topic}` }}
                      label={`${say(words.criterion, lang)}: ${say(sentence, lang)}`}
                      none={words.noCriterion}
                    />
                  ) : (
                    nameOf(chosen, criteria) || say(words.noCriterion, lang)
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </WideTable>
  )
  if (!changes) return table
  return (
    <form method="post" action={at(path, lang)} novalidate>
      {table}
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}

function Choose(props: {
  lang: Shell['lang']
  name: string
  label: string
  criteria: readonly Criterion[]
  chosen: string
  none: { vi: string; en: string }
}) {
  return (
    <select name={props.name} aria-label={props.label}>
      <option value="">{say(props.none, props.lang)}</option>
      {props.criteria.map(({ code, name }) => (
        <option value={code} selected={code === props.chosen}>
          {code}. {name}
        </option>
      ))}
    </select>
  )
}

function ByHand({ lang, items, criteria, changes, path }: Props & { path: string }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{say(words.byHand, lang)}</h2>
      <p class="hint">{say(words.byHandHint, lang)}</p>
      {items.map((item) => (
        <article class="card">
          <p class="meta">
            <a href={at(`/ho-so/${item.record}`, lang)}>{item.subject}</a>
            {item.number !== null && ` · ${say(recordWords.number, lang)} ${item.number}`} ·{' '}
            {say(topicName(item.topic), lang)} ·{' '}
            {nameOf(item.criterion ?? '', criteria) || say(recordWords.noCriterion, lang)}
          </p>
          <blockquote>{item.summary}</blockquote>
          {changes && (
            <form method="post" action={at(`${path}/${item.id}`, lang)} class="toolbar">
              <Choose
                {...{ lang, criteria, name: 'criterion' }}
                chosen={item.placed ? (item.criterion ?? '') : ''}
                label={`${say(words.criterion, lang)}: ${item.subject} ${item.number ?? ''}`}
                none={words.likeTopic}
              />
              <button type="submit" class="second">
                {say(words.place, lang)}
                <span class="visually-hidden">
                  : {item.subject} {item.number}
                </span>
              </button>
            </form>
          )}
        </article>
      ))}
    </section>
  )
}

function History({ lang, history }: Props) {
  return (
    <section>
      <h2>{say(words.history, lang)}</h2>
      {history.length === 0 && <p class="meta">{say(words.none, lang)}</p>}
      {history.map((one) => (
        <details>
          <summary>
            {shownDay(one.day)} ({one.framework})
          </summary>
          <ul>
            {one.topics.map(({ topic, criterion }) => (
              <li>
                {say(topicName(topic), lang)}: {criterion}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

function nameOf(code: string, criteria: readonly Criterion[]): string {
  const found = criteria.find((one) => one.code === code)
  return found ? `${found.code}. ${found.name}` : code
}
