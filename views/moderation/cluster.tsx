import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import {
  claimLine,
  classNames,
  howNames,
  joinReasons,
  splitReasons,
  clusterWords as words,
} from '../words/clusters.ts'
import { type StateName, stateNames } from '../words/states.ts'

export type ClusterPageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  id: string
  number: string
  claim: string
  count: number
  classes: readonly { name: keyof typeof classNames; count: number | null }[]
  voices: readonly {
    id: string
    number: string
    state: StateName
    preview: string
    likeness: number | null
  }[]
  history: readonly {
    how: keyof typeof howNames
    reason: string | null
    likeness: number | null
    by: string | null
    day: string
  }[]
  /** Whether anything may be changed, and how many wait to be merged. */
  acts: { waiting: number } | null
  trouble: Sentence | undefined
  done: Sentence | undefined
}

/** `GET /y-kien/:id/cum`: the voices of one claim, to take out, to join, to merge. */
export function ClusterPage(props: ClusterPageProps) {
  const { lang, id, count, acts } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={`${say(words.title, lang)}: ${props.number}`}
      path={`/y-kien/${id}/cum`}
      actorName={props.actorName}
      nav={consoleNav(lang, '/y-kien', props.roles)}
    >
      <p>
        <a href={at(`/y-kien/${id}`, lang)}>‹ {say(words.back, lang)}</a>
      </p>
      <h1>
        {say(words.title, lang)}: {props.number}
      </h1>
      {props.trouble && (
        <p class="problems" role="alert">
          {say(props.trouble, lang)}
        </p>
      )}
      {props.done && (
        <p class="done" role="status">
          {say(props.done, lang)}
        </p>
      )}
      <p class="lead">{say(words.lead, lang)}</p>
      {count > 1 ? <Voices {...props} /> : <p class="notice">{say(words.none, lang)}</p>}
      {acts && acts.waiting > 0 && <Merge {...props} waiting={acts.waiting} />}
      {acts && props.claim !== id && <Split {...props} />}
      {acts && <Join {...props} />}
      <Told {...props} />
    </Page>
  )
}

function Voices({ lang, id, count, classes, voices, claim }: ClusterPageProps) {
  return (
    <>
      <p>
        <strong>{say(claimLine(count), lang)}</strong>{' '}
        {classes
          .map(
            ({ name, count: each }) =>
              `${say(classNames[name], lang)}: ${each ?? say(words.few, lang)}`,
          )
          .join('; ')}
      </p>
      <div class="table">
        <table>
          <tbody>
            {voices.map((voice) => (
              <tr class={voice.id === id ? 'chosen' : undefined}>
                <th scope="row" class="nowrap">
                  <a href={at(`/y-kien/${voice.id}`, lang)}>{voice.number}</a>
                </th>
                <td class="nowrap">
                  {voice.id === claim
                    ? say(words.first, lang)
                    : voice.likeness !== null &&
                      `${say(words.alike, lang)} ${Math.round(voice.likeness * 100)} %`}
                </td>
                <td class="preview">
                  <span>{voice.preview}</span>
                </td>
                <td>
                  <span class="badge">{say(stateNames[voice.state], lang)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Merge({ lang, id, waiting }: ClusterPageProps & { waiting: number }) {
  return (
    <form method="post" action={at(`/y-kien/${id}/cum/gop`, lang)} class="card">
      <h2>{say(words.mergeTitle, lang)}</h2>
      <p class="hint">{say(words.mergeHint, lang)}</p>
      <button type="submit">
        {say(words.merge, lang)} ({waiting})
      </button>
    </form>
  )
}

function Split({ lang, id }: ClusterPageProps) {
  return (
    <form method="post" action={at(`/y-kien/${id}/cum/tach`, lang)} class="card">
      <h2>{say(words.splitTitle, lang)}</h2>
      <Reason lang={lang} name="split" reasons={splitReasons} />
      <button type="submit" class="second">
        {say(words.split, lang)}
      </button>
    </form>
  )
}

function Join({ lang, id }: ClusterPageProps) {
  return (
    <form method="post" action={at(`/y-kien/${id}/cum/nhap`, lang)} class="card">
      <h2>{say(words.joinTitle, lang)}</h2>
      <label>
        <span>{say(words.into, lang)}</span>
        <input name="into" required maxlength={40} placeholder="0217/2026" />
      </label>
      <Reason lang={lang} name="join" reasons={joinReasons} />
      <button type="submit" class="second">
        {say(words.join, lang)}
      </button>
    </form>
  )
}

function Reason(props: { lang: Lang; name: string; reasons: Readonly<Record<string, Sentence>> }) {
  const { lang, name, reasons } = props
  return (
    <label>
      <span>{say(words.reason, lang)}</span>
      <select name="reason" id={`reason-${name}`} required>
        <option value="">{say(words.choose, lang)}</option>
        {Object.entries(reasons).map(([value, reason]) => (
          <option value={value}>{say(reason, lang)}</option>
        ))}
      </select>
    </label>
  )
}

function Told({ lang, history }: ClusterPageProps) {
  if (history.length === 0) return null
  const named: Readonly<Record<string, Sentence>> = { ...joinReasons, ...splitReasons }
  return (
    <>
      <h2>{say(words.history, lang)}</h2>
      <ul>
        {history.map(({ how, reason, likeness, by, day }) => {
          const why = named[reason ?? '']
          return (
            <li>
              {shownDay(day)}: {say(howNames[how], lang)}
              {likeness !== null && ` ${Math.round(likeness * 100)} %`}
              {why && `, ${say(why, lang)}`} · {by ?? say(words.machine, lang)}
            </li>
          )
        })}
      </ul>
    </>
  )
}
