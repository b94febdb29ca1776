import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { factsLine, type ItemFacts } from '../review/evidence.tsx'
import { RemedyFacts, type ShownRemedy } from '../review/remedies.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { coverageWords } from '../words/coverage.ts'
import { answerClassWords, remedyQuestion, remedyWords as words } from '../words/sheets.ts'
import { WideTable } from './wide-table.tsx'

type Followed = ShownRemedy & { record: string; cycle: string; name: string; place: string }

/** `/khac-phuc`: what is to be put right, overdue first as a table of its own; by place, then name. */
export function RemediesPage(props: Shell & { remedies: readonly Followed[] }) {
  const { lang, remedies } = props
  const lists = [
    { name: words.overdue, rows: remedies.filter(({ late }) => late) },
    { name: words.running, rows: remedies.filter(({ late, doneOn }) => !late && doneOn === null) },
    { name: words.doneList, rows: remedies.filter(({ doneOn }) => doneOn !== null) },
  ]
  const heads = [words.place, words.whom, words.what, words.due, words.responsible, words.done]
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/khac-phuc">
      <p class="hint">{say(words.hint, lang)}</p>
      <p>
        <a href={at('/bao-cao-thang', lang)}>{say(coverageWords.report, lang)}</a>
      </p>
      {lists.map(({ name, rows }) => (
        <section>
          <h2>{say(name, lang)}</h2>
          {rows.length === 0 ? (
            <p>{say(words.none, lang)}</p>
          ) : (
            <WideTable label={say(name, lang)}>
              <table>
                <thead>
                  <tr>
                    {heads.map((head) => (
                      <th scope="col">{say(head, lang)}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr>
                      <td>{row.place}</td>
                      <th scope="row">
                        <a href={at(`/khac-phuc/${row.id}`, lang)}>{row.name}</a>
                        <br />
                        <span class="meta">{row.cycle}</span>
                      </th>
                      <td lang="vi">
                        <strong>{row.shortcoming}</strong>
                        <br />
                        {row.measure}
                      </td>
                      <td class="nowrap">{shownDay(row.dueOn)}</td>
                      <td>{row.responsible}</td>
                      <td>{row.doneOn && `${shownDay(row.doneOn)}: ${row.proof ?? ''}`}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </WideTable>
          )}
        </section>
      ))}
    </ReviewPage>
  )
}

export type RemedyProps = Shell & {
  remedy: ShownRemedy
  record: { id: string; name: string; cycle: string }
  items: readonly (ItemFacts & { id: string; summary: string | null })[]
  answers: {
    cells: Readonly<Record<keyof typeof answerClassWords, number | null>>
    total: number | null
    askedOn: string | null
  }
  /** Whether this person may ask the senders. */
  asks: boolean
  returned: Returned
}

/** `/khac-phuc/:id`: one remedy, what senders say of it by class, and the form that asks them. */
export function RemedyPage(props: RemedyProps) {
  const { lang, remedy, record } = props
  const path = `/khac-phuc/${remedy.id}`
  const title = `${say(words.one, lang)}: ${record.name}`
  return (
    <ReviewPage {...props} title={title} path={path}>
      <p>
        <a href={at('/khac-phuc', lang)}>‹ {say(words.title, lang)}</a> ·{' '}
        <a href={at(`/ho-so/${record.id}`, lang)}>{record.cycle}</a>
      </p>
      <article class="card">
        <RemedyFacts lang={lang} remedy={remedy} />
      </article>
      <Answers {...props} />
      {props.asks && <Ask {...props} />}
    </ReviewPage>
  )
}

function Answers({ lang, answers }: RemedyProps) {
  if (answers.askedOn === null) return <p>{say(words.notAsked, lang)}</p>
  return (
    <section>
      <h2>{say(words.answers, lang)}</h2>
      <p class="hint">
        {say(words.askedOn(shownDay(answers.askedOn)), lang)}. {say(words.answersHint, lang)}
      </p>
      <table>
        <tbody>
          {Object.entries(answerClassWords).map(([name, text]) => {
            const told = answers.cells[name as keyof typeof answers.cells]
            return (
              <tr>
                <th scope="row">{say(text, lang)}</th>
                <td>{say(told === null ? words.few : words.atLeast(told), lang)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Ask({ lang, remedy, items, returned }: RemedyProps) {
  if (items.length === 0) return <p>{say(words.nobody, lang)}</p>
  const chosen = (returned.typed.evidence ?? '').split(',')
  return (
    <form method="post" action={at(`/khac-phuc/${remedy.id}/hoi`, lang)} class="card" novalidate>
      <h2>{say(words.ask, lang)}</h2>
      <p class="hint">{say(words.askHint, lang)}</p>
      <p>
        {say(words.askText, lang)}: <q lang="vi">{remedyQuestion}</q>
      </p>
      {items.map((item) => (
        <label class="option">
          <input
            type="checkbox"
            name="evidence"
            value={item.id}
            checked={chosen.includes(item.id)}
          />
          <span lang="vi">
            {item.summary} <span class="meta">({factsLine(item, lang)})</span>
          </span>
        </label>
      ))}
      <button type="submit">{say(words.askButton, lang)}</button>
    </form>
  )
}
