import type { Child } from 'hono/jsx'
import { consoleNav } from '../console-nav.ts'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { shownMoment } from '../staff/moment.ts'
import { reasonWords } from '../words/moderation.ts'
import { sampleWords as words } from '../words/samples.ts'
import { actWords } from '../words/staff.ts'
import { type StateName, stateNames, verdictNames } from '../words/states.ts'

type Props = { lang: Lang; actor: { name: string; roles: readonly string[] } }
type Drawn = { id: string; at: Date; by: string; drawnFrom: number; seed: string }
type Act = {
  at: Date
  act: string
  reason: string | null
  asked: string | null
  agreed: string | null
  outcome: string | null
}
type File = {
  number: string
  areaName: string
  day: string
  state: StateName
  acts: readonly Act[]
  entries: readonly { seq: number; kind: string; when: string; by: string | null }[]
}

/** `GET /kiem-tra`: the samples drawn so far. */
export function SamplesPage(props: Props & { samples: readonly Drawn[] }) {
  const { lang, samples } = props
  return (
    <Shell {...props} title={say(words.title, lang)}>
      <p class="lead">{say(words.lead, lang)}</p>
      <form method="post" action={at('/kiem-tra', lang)}>
        <button type="submit">{say(words.draw, lang)}</button>
      </form>
      {samples.length === 0 && <p class="meta">{say(words.none, lang)}</p>}
      <ul>
        {samples.map(({ id, at: drawnAt, by, drawnFrom }) => (
          <li>
            <a href={at(`/kiem-tra/${id}`, lang)}>
              {say(words.sample, lang)} {shownMoment(drawnAt)}
            </a>{' '}
            – {say(words.from, lang)} {drawnFrom} – {by}
          </li>
        ))}
      </ul>
    </Shell>
  )
}

type SampleProps = Props &
  Drawn & {
    files: readonly File[]
    notes: readonly { by: string; at: Date; text: string | null }[]
  }

/** `GET /kiem-tra/:id`: one sample, file by file, and what the auditor found. */
export function SamplePage(props: SampleProps) {
  const { lang, id, files, notes } = props
  return (
    <Shell {...props} title={`${say(words.sample, lang)} ${shownMoment(props.at)}`}>
      <dl class="facts">
        <dt>{say(words.from, lang)}</dt>
        <dd>{props.drawnFrom}</dd>
        <dt>{say(words.by, lang)}</dt>
        <dd>{props.by}</dd>
        <dt>{say(words.seed, lang)}</dt>
        <dd class="digest">{props.seed}</dd>
      </dl>
      {files.map((file) => (
        <Sampled lang={lang} file={file} />
      ))}
      <h2>{say(words.notes, lang)}</h2>
      <ul>
        {notes.map(({ by, at: when, text }) => (
          <li>
            <span class="meta">
              {shownMoment(when)} · {by}
            </span>
            <p class="letter">{text ?? say(words.gone, lang)}</p>
          </li>
        ))}
      </ul>
      <form method="post" action={at(`/kiem-tra/${id}`, lang)} class="card">
        <div class="field">
          <label for="text">{say(words.noteField, lang)}</label>
          <textarea id="text" name="text" rows={4} required maxlength={4000}></textarea>
        </div>
        <button type="submit">{say(words.noteButton, lang)}</button>
      </form>
    </Shell>
  )
}

function Sampled({ lang, file }: { lang: Lang; file: File }) {
  const heads = [words.time, words.act, words.reason, words.asked, words.agreed]
  return (
    <section>
      <h2>
        {file.number} <span class="badge">{say(stateNames[file.state], lang)}</span>
      </h2>
      <p class="meta">
        {file.areaName} · {shownDay(file.day)}
      </p>
      <div class="table">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.acts.map((act) => (
              <tr>
                <td>{shownMoment(act.at)}</td>
                <td>{actOf(act, lang)}</td>
                <td>{reasonOf(act, lang)}</td>
                <td>{act.asked}</td>
                <td>{act.agreed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>
          {say(words.entries, lang)} ({file.entries.length})
        </summary>
        <ol class="history">
          {file.entries.map(({ seq, kind, when, by }) => (
            <li>
              {seq} · {kind} · {when.includes('T') ? shownMoment(new Date(when)) : when}{' '}
              {by && `· ${by}`}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

const outcomes: Record<string, Sentence> = {
  agreed: words.agreedTo,
  declined: words.declined,
  returned: words.returned,
}

function actOf({ act, outcome }: Act, lang: Lang): string {
  const [kind, name = ''] = act.split(':')
  if (kind === 'summary') return say(words.summary, lang)
  if (kind === 'verdict') return wordOf(verdictNames, name, lang)
  const came = outcome === null ? undefined : outcomes[outcome]
  const what = `${say(words.askedFor, lang)}: ${wordOf(actWords, name, lang)}`
  return came ? `${what} – ${say(came, lang)}` : what
}

function reasonOf({ reason }: Act, lang: Lang): string {
  return reason === null ? '' : wordOf(reasonWords, reason, lang)
}

function wordOf(known: Record<string, Sentence>, name: string, lang: Lang): string {
  const found = known[name]
  return found ? say(found, lang) : name
}

function Shell(props: Props & { title: string; children?: Child }) {
  const { lang, actor, title } = props
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/kiem-tra"
      actorName={actor.name}
      nav={consoleNav(lang, '/kiem-tra', actor.roles)}
    >
      <h1>{title}</h1>
      {props.children}
    </Page>
  )
}
