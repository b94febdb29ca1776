import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { coverageWords } from '../words/coverage.ts'
import { calendarWords } from '../words/phases.ts'
import { cycleKindWords, cycleWords as words } from '../words/review-pages.ts'
import { Line, type Option, optionsOf, Pick } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownCycle = {
  id: string
  name: string
  kind: keyof typeof cycleKindWords
  framework: string
  startsOn: string
  endsOn: string
  cutOff: string
  meetingOn: string | null
  closed: boolean
}

type Props = Shell & {
  cycles: readonly ShownCycle[]
  frameworks: readonly Option[]
  /** Whether this person may open and close cycles. */
  changes: boolean
  returned: Returned
}

/** `/ky`: the cycles, and the form that opens one. */
export function CyclesPage(props: Props) {
  const { lang, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/ky" returned={returned}>
      {props.cycles.length === 0 ? <p>{say(words.none, lang)}</p> : <Cycles {...props} />}
      {props.changes && <Open {...props} />}
    </ReviewPage>
  )
}

const links = [
  ['chuan-bi', words.prepare],
  ['do-phu', coverageWords.title],
  ['goi-y', coverageWords.prompts],
  ['lich', calendarWords.link],
  ['quy-dinh', calendarWords.rules],
  ['tieu-chi', calendarWords.topics],
] as const

function Cycles({ lang, cycles, changes }: Props) {
  const heads = [words.name, words.kind, words.startsOn, words.endsOn, words.cutOff, words.state]
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
            <td />
            {changes && <td />}
          </tr>
        </thead>
        <tbody>
          {cycles.map((cycle) => (
            <tr>
              <th scope="row">
                <a href={at(`/ho-so?cycle=${cycle.id}`, lang)}>{cycle.name}</a>
              </th>
              <td>
                {say(cycleKindWords[cycle.kind], lang)}, {cycle.framework}
              </td>
              <td>{shownDay(cycle.startsOn)}</td>
              <td>{shownDay(cycle.endsOn)}</td>
              <td>{shownDay(cycle.cutOff)}</td>
              <td>{say(cycle.closed ? words.closed : words.running, lang)}</td>
              <td>
                {links.map(([path, text], place) => (
                  <>
                    {place > 0 && ' · '}
                    <a href={at(`/ky/${cycle.id}/${path}`, lang)}>
                      {say(text, lang)}
                      <span class="visually-hidden">: {cycle.name}</span>
                    </a>
                  </>
                ))}
              </td>
              {changes && <td>{!cycle.closed && <Close lang={lang} cycle={cycle} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Close({ lang, cycle }: { lang: Shell['lang']; cycle: ShownCycle }) {
  return (
    <details>
      <summary aria-label={`${say(words.close, lang)}: ${cycle.name}`}>
        {say(words.close, lang)}
      </summary>
      <form method="post" action={at(`/ky/${cycle.id}/khep`, lang)}>
        <p class="hint">{say(words.closeHint, lang)}</p>
        <button type="submit" class="danger">
          {say(words.close, lang)}
        </button>
      </form>
    </details>
  )
}

function Open({ lang, returned, frameworks }: Props) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/ky', lang)} class="card" novalidate>
      <h2>{say(words.open, lang)}</h2>
      <Line {...field} name="name" label={words.name} hint={words.nameHint} />
      <div class="inline">
        <Pick
          {...field}
          name="kind"
          label={words.kind}
          value="year"
          options={optionsOf(cycleKindWords, lang)}
        />
        <Pick
          {...field}
          name="framework"
          label={words.framework}
          options={frameworks}
          none={words.frameworkByDate}
        />
      </div>
      <div class="inline">
        <Line {...field} name="startsOn" label={words.startsOn} type="date" />
        <Line {...field} name="endsOn" label={words.endsOn} type="date" />
      </div>
      <div class="inline">
        <Line {...field} name="cutOff" label={words.cutOff} hint={words.cutOffHint} type="date" />
        <Line {...field} name="meetingOn" label={words.meetingOn} type="date" />
      </div>
      <button type="submit">{say(words.openButton, lang)}</button>
    </form>
  )
}
