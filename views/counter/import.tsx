import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Field } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { Line, type Option, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { formWords } from '../words/form.ts'
import { importFields, importStages, importWords as words } from '../words/import.ts'
import { WideTable } from './wide-table.tsx'

type Past = { source: string; day: string; rows: number; taken: number; repeats: number }

/** `GET /nhap/tep`: choose a file; what was taken over before. */
export function ImportStartPage(props: Shell & { past: readonly Past[]; returned: Returned }) {
  const { lang, past, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/nhap/tep">
      <p>{say(words.lead, lang)}</p>
      <p class="warn">{say(words.privacy, lang)}</p>
      <form
        method="post"
        action={at('/nhap/tep', lang)}
        enctype="multipart/form-data"
        class="card"
        novalidate
      >
        <Line
          lang={lang}
          returned={returned}
          name="source"
          label={words.source}
          hint={words.sourceHint}
          value="pakn.mattranso.vn"
        />
        <Field
          name="file"
          label={words.file}
          hint={words.fileHint}
          errors={returned.errors}
          lang={lang}
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
      <h2>{say(words.before, lang)}</h2>
      {past.length === 0 ? <p>{say(words.none, lang)}</p> : <PastTable lang={lang} past={past} />}
    </ReviewPage>
  )
}

function PastTable({ lang, past }: { lang: Lang; past: readonly Past[] }) {
  const heads = [words.day, words.source, words.rows, words.taken, words.repeats]
  return (
    <WideTable label={say(words.before, lang)}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {past.map(({ source, day, rows, taken, repeats }) => (
            <tr>
              <td>{shownDay(day)}</td>
              <td>{source}</td>
              {[rows, taken, repeats].map((count) => (
                <td class="number">{count}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

export type ShownRun =
  | { stage: 'trying'; line: number }
  | {
      stage: 'tried'
      tried: {
        rows: number
        wrong: number
        repeats: number
        errors: readonly { line: number; wrong: Sentence }[]
      }
    }
  | { stage: 'importing'; done: number; rows: number }
  | { stage: 'done'; taken: number; repeats: number }
  | { stage: 'failed'; sentence: Sentence; importing: boolean }

export type ImportPageProps = Shell & {
  id: string
  source: string
  columns: readonly string[]
  areas: readonly Option[]
  run: ShownRun | null
  returned: Returned
}

/** `GET /nhap/tep/:id`: which column is what, the dry run, the taking over. */
export function ImportPage(props: ImportPageProps) {
  const { lang, run, source } = props
  const isRunning = run?.stage === 'trying' || run?.stage === 'importing'
  const isOver = isRunning || run?.stage === 'done'
  const title = `${say(words.title, lang)}: ${source}`
  return (
    <ReviewPage
      {...props}
      title={title}
      path={`/nhap/tep/${props.id}`}
      scripts={isRunning ? ['progress.js'] : []}
    >
      {run && <RunPart {...props} run={run} />}
      {!isOver && <MappingForm {...props} />}
      <p>
        <a href={at('/nhap/tep', lang)}>{say(words.otherFile, lang)}</a>
      </p>
    </ReviewPage>
  )
}

function RunPart({ lang, id, run }: ImportPageProps & { run: ShownRun }) {
  if (run.stage === 'trying' || run.stage === 'importing') {
    const told =
      run.stage === 'trying'
        ? importStages.trying(run.line)
        : importStages.importing(run.done, run.rows)
    return (
      <div class="notice" role="status" data-running>
        <p>{say(told, lang)}</p>
        {run.stage === 'importing' && (
          <progress value={run.done} max={Math.max(1, run.rows)} aria-label={say(told, lang)} />
        )}
        <p>
          <a href={at(`/nhap/tep/${id}`, lang)}>{say(words.again, lang)}</a>
        </p>
      </div>
    )
  }
  if (run.stage === 'done') {
    return <p class="done">{say(importStages.done(run.taken, run.repeats), lang)}</p>
  }
  if (run.stage === 'failed') {
    return (
      <div class="problems" role="alert">
        <p>{say(run.sentence, lang)}</p>
        {run.importing && <p>{say(words.failed, lang)}</p>}
      </div>
    )
  }
  return <TriedPart lang={lang} id={id} tried={run.tried} />
}

type TriedProps = { lang: Lang; id: string; tried: (ShownRun & { stage: 'tried' })['tried'] }

function TriedPart({ lang, id, tried }: TriedProps) {
  const { rows, wrong, repeats, errors } = tried
  const told = say(importStages.tried(rows, wrong, repeats), lang)
  if (wrong === 0) {
    return (
      <form method="post" action={at(`/nhap/tep/${id}/nap`, lang)} class="card">
        <p class="done">{told}</p>
        <button type="submit">{say(words.takeOver, lang)}</button>
      </form>
    )
  }
  return (
    <section>
      <p class="problems">{told}</p>
      <h2>{say(words.errors, lang)}</h2>
      <WideTable label={say(words.errors, lang)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.line, lang)}</th>
              <th scope="col">{say(words.what, lang)}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((one) => (
              <tr>
                <td class="number">{one.line}</td>
                <td>{say(one.wrong, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {wrong > errors.length && <p class="hint">{say(words.moreErrors, lang)}</p>}
    </section>
  )
}

function MappingForm({ lang, id, columns, areas, returned }: ImportPageProps) {
  const field = { lang, returned }
  const options = columns.map((name, place) => ({
    value: String(place),
    text: name || `(${place + 1})`,
  }))
  const kinds = (['comment', 'praise', 'report'] as const).map((kind) => ({
    value: kind,
    text: say(formWords.titles[kind], lang),
  }))
  const uses = [
    { value: 'record', text: say(words.useRecord, lang) },
    { value: 'front-only', text: say(words.useFrontOnly, lang) },
  ]
  return (
    <form method="post" action={at(`/nhap/tep/${id}/thu`, lang)} class="card" novalidate>
      <h2>{say(words.mapping, lang)}</h2>
      <p class="hint">{say(words.mappingHint, lang)}</p>
      <div class="inline">
        {Object.entries(importFields).map(([name, label]) => (
          <Pick {...field} name={name} label={label} options={options} none={words.noColumn} />
        ))}
      </div>
      <div class="inline">
        <Pick {...field} name="defaultArea" label={words.area} options={areas} />
        <Pick {...field} name="defaultKind" label={words.kind} options={kinds} />
        <Pick {...field} name="use" label={words.use} options={uses} none={words.choose} />
      </div>
      <button type="submit">{say(words.tryIt, lang)}</button>
    </form>
  )
}
