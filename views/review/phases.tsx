import { WideTable } from '../counter/wide-table.tsx'
import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { type PhaseName, phaseSays, phaseWords, calendarWords as words } from '../words/phases.ts'
import type { ShownCycle } from './cycles.tsx'
import { Line } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownPhase = { phase: PhaseName; startsOn: string; endsOn: string }

type Props = Shell & {
  cycle: ShownCycle
  plan: { source: string; own: boolean; phases: readonly ShownPhase[] } | null
  days: {
    missing: readonly number[]
    notWorked: readonly string[]
    freezeBy: { day: string; days: number; late: string | null } | null
  } | null
  /** The day in Viet Nam. */
  today: string
  changes: boolean
  returned: Returned
}

/** `/ky/:id/lich`: when the parts of a review happen, and the form that plans them. */
export function PhasesPage(props: Props) {
  const { lang, cycle, plan, returned } = props
  const path = `/ky/${cycle.id}/lich`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  return (
    <ReviewPage {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at('/ky', lang)}>{say(words.toCycles, lang)}</a>
      </p>
      <p>{say(words.lead, lang)}</p>
      {plan === null ? <p>{say(words.none, lang)}</p> : <Planned {...props} plan={plan} />}
      <Days {...props} />
      <p class="hint">{say(words.reminders, lang)}</p>
      {props.changes && !cycle.closed && <Enter {...props} path={path} />}
    </ReviewPage>
  )
}

function Planned({ lang, plan, today }: Props & { plan: NonNullable<Props['plan']> }) {
  const stateOf = ({ startsOn, endsOn }: ShownPhase) =>
    endsOn < today ? words.past : startsOn > today ? words.coming : words.running
  return (
    <>
      <p class="meta">
        {say(words.after, lang)}: {plan.source} ({say(plan.own ? words.own : words.above, lang)})
      </p>
      <WideTable label={say(words.title, lang)}>
        <table>
          <thead>
            <tr>
              {[words.phase, words.startsOn, words.endsOn, words.state].map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.phases.map((one) => (
              <tr>
                <th scope="row">{say(phaseWords[one.phase], lang)}</th>
                <td>{shownDay(one.startsOn)}</td>
                <td>{shownDay(one.endsOn)}</td>
                <td>{say(stateOf(one), lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  )
}

function Days({ lang, days }: Props) {
  if (days === null) return null
  const { freezeBy } = days
  return (
    <>
      {days.missing.length > 0 && (
        <p class="notice">
          {say(phaseSays.missing(days.missing), lang)}{' '}
          <a href={at('/ngay-nghi', lang)}>{say(words.holidays, lang)}</a>
        </p>
      )}
      {freezeBy && (
        <p class={freezeBy.late ? 'warn' : undefined}>
          {say(phaseSays.freezeBy(shownDay(freezeBy.day), freezeBy.days), lang)}{' '}
          {freezeBy.late && say(phaseSays.freezeLate(shownDay(freezeBy.late)), lang)}
        </p>
      )}
      {days.notWorked.map((day) => (
        <p class="warn">{say(phaseSays.notWorked(shownDay(day)), lang)}</p>
      ))}
    </>
  )
}

function Enter({ lang, returned, plan, path }: Props & { path: string }) {
  const field = { lang, returned }
  const known = (phase: string) => plan?.phases.find((one) => one.phase === phase)
  return (
    <form method="post" action={at(path, lang)} class="card" novalidate>
      <h2>{say(words.enter, lang)}</h2>
      <p class="hint">{say(words.enterHint, lang)}</p>
      <Line {...field} name="source" label={words.source} value={plan?.own ? plan.source : ''} />
      {Object.entries(phaseWords).map(([phase, sentence]) => (
        <fieldset>
          <legend>{say(sentence, lang)}</legend>
          <div class="inline">
            <Line
              {...field}
              name={`startsOn-${phase}`}
              label={words.startsOn}
              type="date"
              value={known(phase)?.startsOn ?? ''}
            />
            <Line
              {...field}
              name={`endsOn-${phase}`}
              label={words.endsOn}
              type="date"
              value={known(phase)?.endsOn ?? ''}
            />
          </div>
        </fieldset>
      ))}
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}
