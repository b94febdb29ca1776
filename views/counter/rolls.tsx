import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Field } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import {
  type RollColumn,
  type RollDeed,
  type RollKind,
  rollColumns,
  rollDeeds,
  rollHeads,
  rollKinds,
  rollNeeds,
  rollSays,
  rollWords as words,
} from '../words/rolls.ts'
import { WideTable } from './wide-table.tsx'

const mostListed = 200

/** `GET /nhap/danh-sach`: which list, which file, which columns. */
export function RollStartPage(props: Shell & { kinds: readonly RollKind[]; returned: Returned }) {
  const { lang, kinds, returned } = props
  const options = kinds.map((kind) => ({ value: kind, text: say(rollKinds[kind], lang) }))
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/nhap/danh-sach">
      <p>{say(words.lead, lang)}</p>
      <form
        method="post"
        action={at('/nhap/danh-sach', lang)}
        enctype="multipart/form-data"
        class="card"
        novalidate
      >
        <Pick
          {...{ lang, returned, options }}
          name="kind"
          label={words.which}
          none={words.choose}
        />
        <Field
          {...{ lang, errors: returned.errors }}
          name="file"
          label={words.file}
          hint={words.fileHint}
        >
          <input
            type="file"
            id="file"
            name="file"
            accept=".csv,.txt,.xlsx"
            aria-describedby={returned.errors.file ? 'file-hint file-error' : 'file-hint'}
          />
        </Field>
        <button type="submit">{say(words.upload, lang)}</button>
      </form>
      <h2>{say(words.columns, lang)}</h2>
      {kinds.map((kind) => (
        <Columns lang={lang} kind={kind} />
      ))}
    </ReviewPage>
  )
}

function Columns({ lang, kind }: { lang: Lang; kind: RollKind }) {
  const columns = Object.entries(rollHeads[kind]) as [RollColumn, readonly string[]][]
  return (
    <details>
      <summary>{say(rollKinds[kind], lang)}</summary>
      <ul>
        {columns.map(([column, heads]) => (
          <li>
            {say(rollColumns[column], lang)}
            {rollNeeds[kind].includes(column) && ` (${say(words.needed, lang)})`}:{' '}
            {heads.join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

type Plan = {
  changes: readonly { line: number; deed: RollDeed; whom: string }[]
  unchanged: number
  errors: readonly { line: number; wrong: Sentence }[]
  questions: readonly {
    line: number
    whom: string
    candidates: readonly { answer: string; said: Sentence }[]
  }[]
}

export type RollPageProps = Shell & {
  id: string
  kind: RollKind
  lines: number
  plan: Plan
  /** Who *same as* names, by line, as chosen so far. */
  answers: ReadonlyMap<number, string>
  returned: Returned
}

/** `GET /nhap/danh-sach/:id`: what the list would do, what is wrong, who may be the same. */
export function RollPage(props: RollPageProps) {
  const { lang, id, kind, lines, plan, answers, returned } = props
  const { changes, unchanged, errors, questions } = plan
  const isReady = errors.length === 0 && questions.length === 0
  const title = `${say(words.title, lang)}: ${say(rollKinds[kind], lang)}`
  const counted = rollSays.dry(lines, changes.length, unchanged, errors.length, questions.length)
  return (
    <ReviewPage {...props} title={title} path={`/nhap/danh-sach/${id}`} returned={returned}>
      <p class={errors.length > 0 ? 'problems' : 'done'}>{say(counted, lang)}</p>
      {errors.length > 0 && <Errors lang={lang} errors={errors} />}
      <form method="post" action={at(`/nhap/danh-sach/${id}`, lang)} class="card" novalidate>
        {[...answers].map(([line, answer]) => (
          <input type="hidden" name={`same-${line}`} value={answer} />
        ))}
        {questions.length > 0 && <Questions lang={lang} questions={questions} />}
        {isReady && changes.length > 0 && (
          <button type="submit" name="go" value="yes">
            {say(words.confirm, lang)}
          </button>
        )}
        {isReady && changes.length === 0 && <p>{say(words.nothing, lang)}</p>}
        {questions.length > 0 && <button type="submit">{say(words.answer, lang)}</button>}
      </form>
      {changes.length > 0 && <Changes lang={lang} changes={changes} />}
      <OtherFile lang={lang} />
    </ReviewPage>
  )
}

function OtherFile({ lang }: { lang: Lang }) {
  return (
    <p>
      <a href={at('/nhap/danh-sach', lang)}>{say(words.otherFile, lang)}</a>
    </p>
  )
}

function Errors({ lang, errors }: { lang: Lang; errors: Plan['errors'] }) {
  const sorted = [...errors].sort((a, b) => a.line - b.line)
  return (
    <section>
      <h2>{say(words.errors, lang)}</h2>
      <Table
        lang={lang}
        label={words.errors}
        heads={[words.line, words.what]}
        rows={sorted.map(({ line, wrong }) => [line, say(wrong, lang)])}
      />
    </section>
  )
}

function Changes({ lang, changes }: { lang: Lang; changes: Plan['changes'] }) {
  return (
    <section>
      <h2>{say(words.changes, lang)}</h2>
      <Table
        lang={lang}
        label={words.changes}
        heads={[words.line, words.deed, words.whom]}
        rows={changes.map(({ line, deed, whom }) => [line, say(rollDeeds[deed], lang), whom])}
      />
    </section>
  )
}

type TableProps = {
  lang: Lang
  label: Sentence
  heads: readonly Sentence[]
  rows: readonly (readonly (string | number)[])[]
}

function Table({ lang, label, heads, rows }: TableProps) {
  return (
    <>
      <WideTable label={say(label, lang)}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostListed).map((row) => (
              <tr>
                {row.map((cell) => (
                  <td class={typeof cell === 'number' ? 'number' : undefined}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {rows.length > mostListed && <p class="hint">{say(words.moreErrors, lang)}</p>}
    </>
  )
}

function Questions({ lang, questions }: { lang: Lang; questions: Plan['questions'] }) {
  return (
    <section>
      <h2>{say(words.questions, lang)}</h2>
      <p>{say(words.questionsLead, lang)}</p>
      {questions.slice(0, mostListed).map(({ line, whom, candidates }) => (
        <fieldset>
          <legend>
            {say(rollSays.atLine(line), lang)}: {whom}
          </legend>
          {candidates.map(({ answer, said }) => (
            <label class="option">
              <input type="radio" name={`same-${line}`} value={answer} />
              <span>
                {say(said, lang)} [{answer}]
              </span>
            </label>
          ))}
          <label class="option">
            <input type="radio" name={`same-${line}`} value="new" />
            <span>{say(words.someoneElse, lang)}</span>
          </label>
        </fieldset>
      ))}
    </section>
  )
}

type DoneProps = Shell & {
  kind: RollKind
  changes: number
  unchanged: number
  invited: readonly { name: string; link: string; waits: boolean }[]
}

/** What an import did; invitations with their links, which are not shown again. */
export function RollDonePage(props: DoneProps) {
  const { lang, kind, changes, unchanged, invited } = props
  const title = `${say(words.title, lang)}: ${say(rollKinds[kind], lang)}`
  return (
    <ReviewPage {...props} title={title} path="/nhap/danh-sach">
      <p class="done">{say(rollSays.done(changes, unchanged), lang)}</p>
      {invited.length > 0 && (
        <section>
          <h2>{say(words.links, lang)}</h2>
          {invited.some(({ waits }) => waits) && <p>{say(words.waits, lang)}</p>}
          <dl>
            {invited.map(({ name, link }) => (
              <>
                <dt>{name}</dt>
                <dd>
                  <code>{link}</code>
                </dd>
              </>
            ))}
          </dl>
        </section>
      )}
      <OtherFile lang={lang} />
    </ReviewPage>
  )
}
