import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { registerWords as words } from '../words/register.ts'
import { WideTable } from './wide-table.tsx'

type ShownLine = {
  id: string
  number: number
  day: string
  correspondent: string
  reference: string | null
  referenceDay: string | null
  abstract: string
  signer: string | null
  note: string | null
  struck: string | null
  receipts: string
}

export type RegisterPageProps = Shell & {
  direction: 'in' | 'out'
  year: number
  years: readonly number[]
  lines: readonly ShownLine[]
  writes: boolean
  today: string
  returned: Returned
}

/** `GET /so`: one year's book, in or out. */
export function RegisterPage(props: RegisterPageProps) {
  const { lang, direction, year, writes } = props
  const path = `/so?quyen=${direction}&nam=${year}`
  const file = `${direction === 'in' ? 'den' : 'di'}-${year}`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path}>
      <p class="hint">{say(words.lead, lang)}</p>
      <Books {...props} />
      <p class="actions">
        <a class="button second" href={`/so/${file}.pdf`}>
          {say(words.pdf, lang)}
        </a>
        <a class="button second" href={`/so/${file}.xlsx`}>
          {say(words.xlsx, lang)}
        </a>
      </p>
      <Lines {...props} />
      {writes && (
        <div class="split">
          <AddLine {...props} path={path} />
          <Strike {...props} path={path} />
        </div>
      )}
    </ReviewPage>
  )
}

function Books({ lang, direction, year, years }: RegisterPageProps) {
  const sides = ['in', 'out'] as const
  return (
    <nav class="tabs" aria-label={say(words.title, lang)}>
      {years.flatMap((one) =>
        sides.map((side) => {
          const here = side === direction && one === year
          return (
            <a
              href={at(`/so?quyen=${side}&nam=${one}`, lang)}
              class={here ? 'here' : undefined}
              aria-current={here ? 'page' : undefined}
            >
              {say(words[side], lang)} {one}
            </a>
          )
        }),
      )}
    </nav>
  )
}

function Lines({ lang, direction, lines }: RegisterPageProps) {
  if (lines.length === 0) return <p>{say(words.none, lang)}</p>
  const incoming = direction === 'in'
  const heads = [
    words.day,
    words.number,
    incoming ? words.from : words.to,
    words.reference,
    words.abstract,
    incoming ? words.receipts : words.signer,
    words.note,
  ]
  return (
    <WideTable label={say(words.title, lang)}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>{shownDay(line.day)}</td>
              <th scope="row" class="number">
                {line.struck === null ? line.number : <s>{line.number}</s>}
              </th>
              <td>{line.correspondent}</td>
              <td>
                {[line.reference, line.referenceDay && shownDay(line.referenceDay)]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td>{line.struck === null ? line.abstract : <s>{line.abstract}</s>}</td>
              <td>{incoming ? line.receipts : line.signer}</td>
              <td>
                {line.note}
                {line.struck !== null && (
                  <span class="badge locked">
                    {say(words.struck, lang)}: {line.struck}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

type FormProps = RegisterPageProps & { path: string }

function AddLine({ lang, direction, returned, today, path }: FormProps) {
  const own = returned.typed.line === undefined ? returned : { ...returned, errors: {}, typed: {} }
  const field = { lang, returned: own }
  const incoming = direction === 'in'
  return (
    <form method="post" action={at(path, lang)} class="card" novalidate>
      <h2>{say(incoming ? words.addIn : words.addOut, lang)}</h2>
      {incoming && <p class="hint">{say(words.addInHint, lang)}</p>}
      <Trouble lang={lang} returned={own} />
      <input type="hidden" name="direction" value={direction} />
      <div class="inline">
        <Line {...field} name="number" label={words.number} hint={words.numberHint} type="number" />
        <Line {...field} name="day" label={words.day} type="date" value={today} />
      </div>
      <Line {...field} name="correspondent" label={incoming ? words.from : words.to} />
      <Line {...field} name="reference" label={words.reference} />
      <Line {...field} name="abstract" label={words.abstract} />
      {!incoming && <Line {...field} name="signer" label={words.signer} />}
      <Line {...field} name="note" label={words.note} />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

function Strike({ lang, lines, direction, year, returned }: FormProps) {
  const standing = lines.filter(({ struck }) => struck === null)
  if (standing.length === 0) return null
  const own = returned.typed.line === undefined ? { ...returned, errors: {}, typed: {} } : returned
  return (
    <form
      method="post"
      action={at(`/so/gach?quyen=${direction}&nam=${year}`, lang)}
      class="card"
      novalidate
    >
      <h2>{say(words.strikeTitle, lang)}</h2>
      <Trouble lang={lang} returned={own} />
      <div class="field">
        <label for="line">{say(words.number, lang)}</label>
        <select id="line" name="line">
          {standing.map(({ id, number, abstract }) => (
            <option value={id}>
              {number} · {abstract.slice(0, 60)}
            </option>
          ))}
        </select>
      </div>
      <Line lang={lang} returned={own} name="reason" label={words.reason} />
      <button type="submit" class="danger">
        {say(words.strike, lang)}
      </button>
    </form>
  )
}

function Trouble({ lang, returned }: { lang: 'vi' | 'en'; returned: Returned }) {
  if (returned.trouble === null || Object.keys(returned.typed).length === 0) return null
  return (
    <p class="problems" role="alert">
      {say(returned.trouble, lang)}
    </p>
  )
}
