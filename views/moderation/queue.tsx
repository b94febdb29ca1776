import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { burstLine, burstWords, claimLine } from '../words/clusters.ts'
import { ageWords, queueWords as words } from '../words/console.ts'
import { kindNames, type StateName, stateNames } from '../words/states.ts'
import { Filter, type FilterWords, filterQuery, queuePath } from './filter.tsx'

export type QueueLine = {
  id: string
  number: string
  state: StateName
  kind: keyof typeof kindNames
  channel: string
  areaName: string
  day: string
  preview: string
  about: readonly { name?: string; text?: string }[]
  attachments: number
  proof: boolean
  held: boolean
  resident: boolean
  waiting: boolean
  due?: string
  cluster?: string
  voices?: number
}

export type QueuePageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  filter: FilterWords
  counts: ReadonlyMap<StateName, number>
  areas: readonly { code: string; name: string }[]
  items: readonly QueueLine[]
  /** Cursor of the following page. */
  next: string | null
  /** The day in Viet Nam. */
  today: string
  done: Sentence | undefined
  /** While the search index is being built. */
  indexing: { done: number; all: number } | null
  /** Unusually many letters about somebody or from somewhere; for those who read letters. */
  bursts: readonly { name: string; praise: boolean; count: number; usual: number }[]
}

/** `GET /y-kien`: the queue, its filter in the address. */
export function QueuePage(props: QueuePageProps) {
  const { lang, filter, items, next } = props
  const empty = filter.state === 'open' ? words.emptyOpen : words.empty
  return (
    <Page
      lang={lang}
      door="console"
      title={say(words.title, lang)}
      path={queuePath(filter)}
      actorName={props.actorName}
      nav={consoleNav(lang, '/y-kien', props.roles)}
      scripts={['moderation.js']}
    >
      <h1 class="visually-hidden">{say(words.title, lang)}</h1>
      {props.done && (
        <p class="done" role="status">
          {say(props.done, lang)}
        </p>
      )}
      <Indexing {...props} />
      <Bursts {...props} />
      <States {...props} />
      <Filter {...props} />
      {items.length === 0 ? <p class="notice">{say(empty, lang)}</p> : <Lines {...props} />}
      <p class="toolbar">
        {next !== null && (
          <a
            class="button second"
            rel="next"
            href={at(queuePath({ ...filter, cursor: next }), lang)}
          >
            {say(words.older, lang)}
          </a>
        )}
        {filter.cursor && (
          <a href={at(queuePath({ ...filter, cursor: '' }), lang)}>{say(words.newest, lang)}</a>
        )}
        <span class="hint no-print">{say(words.keys, lang)}</span>
      </p>
    </Page>
  )
}

function Indexing({ lang, indexing }: QueuePageProps) {
  if (indexing === null) return null
  return (
    <p class="notice" role="status">
      {say(words.indexing, lang)}: {indexing.done}/{indexing.all}
    </p>
  )
}

function Bursts({ lang, bursts }: QueuePageProps) {
  if (bursts.length === 0) return null
  return (
    <details class="warn">
      <summary>
        {say(burstWords.title, lang)} ({bursts.length})
      </summary>
      <ul>
        {bursts.map(({ name, praise, count, usual }) => (
          <li>{say(burstLine(name, praise, count, usual), lang)}</li>
        ))}
      </ul>
      <p class="hint">{say(burstWords.hint, lang)}</p>
    </details>
  )
}

function States({ lang, filter, counts }: QueuePageProps) {
  const open = (['received', 'screening', 'needs_info', 'reopened'] as const).reduce(
    (sum, state) => sum + (counts.get(state) ?? 0),
    0,
  )
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const tabs = [
    { state: 'open', name: words.open, count: open },
    ...(Object.keys(stateNames) as StateName[])
      .filter((state) => counts.has(state) || filter.state === state)
      .map((state) => ({ state, name: stateNames[state], count: counts.get(state) ?? 0 })),
    { state: '', name: words.all, count: all },
  ]
  return (
    <nav class="tabs" aria-label={say(words.states, lang)}>
      {tabs.map(({ state, name, count }) => (
        <a
          href={at(queuePath({ ...filter, state, cursor: '' }), lang)}
          class={(filter.state ?? '') === state ? 'here' : undefined}
          aria-current={(filter.state ?? '') === state ? 'page' : undefined}
        >
          {say(name, lang)} <span class="count">{count}</span>
        </a>
      ))}
    </nav>
  )
}

function Lines({ lang, items, filter, today }: QueuePageProps) {
  const heads = [words.number, words.day, words.kind, words.area, words.about, words.text]
  const tail = filterQuery({ ...filter, cursor: '' })
  return (
    <div class="table">
      <table class="queue">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
            <th scope="col">{say(words.state, lang)}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line {...{ lang, item, tail, today }} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type LineProps = { lang: Lang; item: QueueLine; tail: string; today: string }

function Line({ lang, item, tail, today }: LineProps) {
  const about = item.about.map(({ name, text }) => name ?? text ?? '').filter(Boolean)
  const days = Math.round((Date.parse(today) - Date.parse(item.day)) / 86_400_000)
  return (
    <tr data-line>
      <th scope="row">
        <a class="open" href={at(`/y-kien/${item.id}${tail}`, lang)}>
          {item.number}
        </a>
      </th>
      <td class="nowrap">
        {shownDay(item.day)} <span class="age">{say(ageWords(days), lang)}</span>
      </td>
      <td class="nowrap">{say(kindNames[item.kind], lang)}</td>
      <td class="nowrap">{item.areaName}</td>
      <td class="whom">{about.length === 0 ? say(words.nobody, lang) : about.join('; ')}</td>
      <td class="preview">
        <span>{item.preview}</span>
      </td>
      <td>
        <Marks {...{ lang, item, today }} />
      </td>
    </tr>
  )
}

function Marks({ lang, item, today }: Omit<LineProps, 'tail'>) {
  const late = item.due !== undefined && item.due < today
  return (
    <>
      <span class="badge">{say(stateNames[item.state], lang)}</span>
      {item.voices !== undefined && (
        <a class="badge due" href={at(`/y-kien/${item.id}/cum`, lang)}>
          {say(claimLine(item.voices), lang)}
        </a>
      )}
      {item.waiting && <span class="badge due">{say(words.waiting, lang)}</span>}
      {late && <span class="badge locked">{say(words.late, lang)}</span>}
      {item.attachments > 0 && (
        <span class="badge">
          {item.attachments} {say(words.files, lang)}
        </span>
      )}
      {item.resident && <span class="badge">{say(words.resident, lang)}</span>}
      {item.held && <span class="badge">{say(words.held, lang)}</span>}
      {!item.proof && <span class="badge">{say(words.noProof, lang)}</span>}
    </>
  )
}
