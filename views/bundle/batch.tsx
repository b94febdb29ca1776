import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import type { Returned, Shell } from '../review/shell.tsx'
import { batchWords as words } from '../words/preparing.ts'
import { BundleShell } from './shell.tsx'

export type ShownBatch = {
  id: string
  cutOff: string
  state: 'asked' | 'declined' | 'running' | 'done'
  records: number
  done: number
}

type Props = {
  lang: Lang
  cycle: { id: string; cutOff: string }
  records: readonly { bundle: { state: string } | null }[]
  batch: ShownBatch | null
  today: string
  changes: boolean
  returned: Returned
}

/** Asking for a whole cycle, and how far that is. */
export function Batch(props: Props) {
  const { lang, batch, changes } = props
  const busy = batch?.state === 'asked' || batch?.state === 'running'
  return (
    <section class="card no-print">
      <h2>{say(words.title, lang)}</h2>
      {batch && <Progress {...props} batch={batch} />}
      {changes && !busy && <Ask {...props} />}
    </section>
  )
}

function Progress({ lang, cycle, batch, records }: Props & { batch: ShownBatch }) {
  const path = `/ky/${cycle.id}/chuan-bi`
  if (batch.state === 'asked') return <p class="notice">{say(words.asked, lang)}</p>
  if (batch.state === 'declined') return <p class="warn">{say(words.declined, lang)}</p>
  const rendering = records.filter(({ bundle }) => bundle?.state === 'rendering').length
  const printed = records.filter(({ bundle }) => bundle !== null).length - rendering
  const finished = batch.state === 'done' && rendering === 0
  return (
    <>
      <p class={finished ? 'done' : 'notice'} role="status">
        {say(words.progress(batch.done, batch.records, printed), lang)}
      </p>
      {!finished && (
        <progress
          value={printed}
          max={Math.max(1, batch.records)}
          aria-label={say(words.title, lang)}
        />
      )}
      <p class="actions">
        {!finished && (
          <a class="button" href={at(path, lang)}>
            {say(words.reload, lang)}
          </a>
        )}
        <a class="button second" href={at(`${path}/bang-ke`, lang)}>
          {say(words.toIndex, lang)}
        </a>
      </p>
    </>
  )
}

function Ask({ lang, cycle, today, returned }: Props) {
  const field = { lang, returned }
  const day = cycle.cutOff < today ? cycle.cutOff : today
  return (
    <form method="post" action={at(`/ky/${cycle.id}/chuan-bi/chot`, lang)} novalidate>
      <p class="hint">{say(words.hint, lang)}</p>
      <div class="inline">
        <Line {...field} name="cutOff" label={words.cutOff} type="date" value={day} />
        <Line {...field} name="reason" label={words.reason} value={words.reasonDefault.vi} />
      </div>
      <button type="submit">{say(words.ask, lang)}</button>
    </form>
  )
}

export type ShownIndex = {
  cycle: { id: string; name: string }
  cutOff: string
  lines: readonly {
    name: string
    result: keyof typeof words.results
    note: string | null
    bundle: { id: string; version: number; check: string | null; printed: boolean } | null
  }[]
}

/** `/ky/:id/chuan-bi/bang-ke`: the index of a batch, to print, with room to sign. */
export function IndexPage({ index, ...shell }: Shell & { index: ShownIndex }) {
  const { lang } = shell
  const base = `/ky/${index.cycle.id}/chuan-bi`
  const title = `${say(words.index, lang)}: ${index.cycle.name}`
  return (
    <BundleShell {...shell} title={title} path={`${base}/bang-ke`}>
      <p>
        {say(words.cutOff, lang)}: {shownDay(index.cutOff)}
      </p>
      <div class="table">
        <Lines index={index} lang={lang} links />
      </div>
      {index.lines.some(({ bundle }) => bundle?.printed) && (
        <p class="actions">
          <a class="button" href={`${base}/bo-in.zip`} download>
            {say(words.printSet, lang)}
          </a>
        </p>
      )}
    </BundleShell>
  )
}

/** The same as a file of its own, for the print set: Vietnamese, no style sheet needed. */
export function printedIndex(index: ShownIndex): string {
  const title = `${words.index.vi}: ${index.cycle.name}`
  const page = (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
      </head>
      <body>
        <h1>{title}</h1>
        <p>
          {words.cutOff.vi}: {shownDay(index.cutOff)}
        </p>
        <Lines index={index} lang="vi" />
      </body>
    </html>
  )
  return `<!DOCTYPE html>${page}`
}

type LinesProps = { index: ShownIndex; lang: Lang; links?: boolean }

function Lines({ index, lang, links = false }: LinesProps) {
  const heads = [words.place, words.whom, words.version, words.check, words.result, words.signOut]
  return (
    <table border={links ? undefined : 1}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{say(head, lang)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {index.lines.map(({ name, result, note, bundle }, place) => (
          <tr>
            <td class="number">{place + 1}</td>
            <td>{links && bundle ? <a href={at(`/tap/${bundle.id}`, lang)}>{name}</a> : name}</td>
            <td>{bundle?.version}</td>
            <td class="nowrap">{bundle?.check}</td>
            <td>
              {say(words.results[result], lang)}
              {note && `: ${note}`}
            </td>
            <td class="sign" />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
