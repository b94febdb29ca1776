import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { ReviewPage, type Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { divertWords } from '../words/moderation.ts'
import { contentNames, type DivertKind, transferWords as words } from '../words/transfers.ts'
import { WideTable } from './wide-table.tsx'

export type TransferLine = {
  feedback: string
  number: string
  kind: DivertKind | null
  decidedAt: Date
  handlerName: string | null
  late: boolean
  entered: {
    way: 'sheet' | 'guided'
    receiver: string | null
    sheetNumber: number | null
    day: string
    destroyAt: Date | null
  } | null
  undone: boolean
  destroyed: boolean
}

export type TransfersProps = Shell & {
  lines: readonly TransferLine[]
  counts: readonly { month: string; counts: Partial<Record<DivertKind, number | null>> }[]
  /** Whether this person opens single transfers. */
  opens: boolean
}

/** `GET /phieu-chuyen`: what was diverted or passed on, what is left to enter, and the counts. */
export function TransfersPage(props: TransfersProps) {
  const { lang, lines, counts } = props
  const waiting = lines.filter(
    ({ entered, undone, destroyed }) => !entered && !undone && !destroyed,
  )
  const done = lines.filter((line) => !waiting.includes(line))
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/phieu-chuyen">
      <p>{say(words.intro, lang)}</p>
      <p class="warn">{say(words.secret, lang)}</p>
      <h2>{say(words.waiting, lang)}</h2>
      <Lines {...props} lines={waiting} />
      <h2>{say(words.done, lang)}</h2>
      <Lines {...props} lines={done} />
      <h2>{say(words.counts, lang)}</h2>
      <p class="hint">{say(words.countsHint, lang)}</p>
      <Counts lang={lang} counts={counts} />
    </ReviewPage>
  )
}

function Lines({ lang, lines, opens }: TransfersProps) {
  if (lines.length === 0) return <p class="notice">{say(words.none, lang)}</p>
  const columns = [words.number, words.content, words.decided, words.by, words.to, words.destroyAt]
  return (
    <WideTable label={say(words.title, lang)}>
      <table>
        <Head lang={lang} columns={columns} />
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">
                {opens ? (
                  <a href={at(`/phieu-chuyen/${line.feedback}`, lang)}>{line.number}</a>
                ) : (
                  line.number
                )}
              </th>
              <td>{say(line.kind ? contentNames[line.kind] : words.forwarded, lang)}</td>
              <td>
                {shownMoment(line.decidedAt)}{' '}
                {line.late && <span class="badge locked">{say(words.late, lang)}</span>}
              </td>
              <td>{line.handlerName ?? ''}</td>
              <td>{wentTo(line, lang)}</td>
              <td>{endOf(line, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function wentTo({ entered, undone }: TransferLine, lang: Lang): string {
  if (undone) return say(words.undone, lang)
  if (!entered) return ''
  if (entered.way === 'guided') return `${say(words.guided, lang)}, ${shownDay(entered.day)}`
  return `${entered.receiver ?? ''}, ${say(words.sheetNumber, lang)} ${entered.sheetNumber ?? ''}, ${shownDay(entered.day)}`
}

function endOf({ entered, destroyed, undone, kind }: TransferLine, lang: Lang): string {
  if (destroyed) return say(words.ended, lang)
  if (undone || !entered) return ''
  if (kind === null) return say(words.stays, lang)
  return entered.destroyAt ? shownMoment(entered.destroyAt) : ''
}

function Head({ lang, columns }: { lang: Lang; columns: readonly Sentence[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col">{say(column, lang)}</th>
        ))}
      </tr>
    </thead>
  )
}

function Counts({ lang, counts }: Pick<TransfersProps, 'lang' | 'counts'>) {
  if (counts.length === 0) return <p class="notice">{say(words.none, lang)}</p>
  const kinds = Object.keys(divertWords) as DivertKind[]
  return (
    <WideTable label={say(words.counts, lang)}>
      <table>
        <Head lang={lang} columns={[words.month, ...kinds.map((kind) => contentNames[kind])]} />
        <tbody>
          {counts.map(({ month, counts: row }) => (
            <tr>
              <th scope="row">{month.split('-').reverse().join('/')}</th>
              {kinds.map((kind) => (
                <td>{row[kind] ?? say(words.few, lang)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
