import { WideTable } from '../counter/wide-table.tsx'
import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { residenceWords as words } from '../words/residence.ts'
import { Line, type Option, Pick } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownRound = {
  id: string
  areaName: string
  cell: string
  dueOn: string
  late: boolean
  members: number
  exempt: number
  done: number
  confirmed: number
}

type Props = Shell & {
  cycles: readonly { id: string; name: string; closed: boolean }[]
  cycle: { id: string; name: string; closed: boolean } | null
  rounds: readonly ShownRound[]
  /** Places to ask; null for who may not ask. */
  places: readonly Option[] | null
  returned: Returned
}

/** `/nhan-xet`: the cells asked in a cycle, how far each is, and asking. */
export function ResidenceListPage(props: Props) {
  const { lang, cycle, rounds, places, returned } = props
  const path = cycle ? `/nhan-xet?cycle=${cycle.id}` : '/nhan-xet'
  return (
    <ReviewPage {...props} title={say(words.listTitle, lang)} path={path} returned={returned}>
      <p>{say(words.listLead, lang)}</p>
      <ChooseCycle {...props} />
      {rounds.length === 0 && <p>{say(words.none, lang)}</p>}
      {rounds.length > 0 && <Rounds {...props} />}
      {places !== null && cycle !== null && !cycle.closed && (
        <form method="post" action={at('/nhan-xet', lang)} class="card" novalidate>
          <h2>{say(words.ask, lang)}</h2>
          <p class="hint">{say(words.askHint, lang)}</p>
          <input type="hidden" name="cycle" value={cycle.id} />
          <Pick
            {...{ lang, returned }}
            name="area"
            label={words.area}
            none={words.everywhere}
            options={places}
          />
          <Line {...{ lang, returned }} name="dueOn" label={words.dueOn} type="date" />
          <button type="submit">{say(words.askButton, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}

function Rounds({ lang, rounds }: Props) {
  const heads = [words.cell, words.due, words.members, words.done, words.confirmed, words.exempt]
  return (
    <WideTable label={say(words.listTitle, lang)}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th>{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr>
              <td>
                <a href={at(`/nhan-xet/${round.id}`, lang)}>{round.cell}</a> ({round.areaName})
              </td>
              <td>
                {shownDay(round.dueOn)}{' '}
                {round.late && round.done < round.members && (
                  <span class="badge due">{say(words.late, lang)}</span>
                )}
              </td>
              <td class="number">{round.members}</td>
              <td class="number">{round.done}</td>
              <td class="number">{round.confirmed}</td>
              <td class="number">{round.exempt}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function ChooseCycle({ lang, cycles, cycle }: Props) {
  if (cycles.length < 2) return null
  return (
    <form method="get" action="/nhan-xet" class="toolbar">
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <label for="cycle">{say(words.cycle, lang)}</label>
      <select id="cycle" name="cycle">
        {cycles.map((one) => (
          <option value={one.id} selected={one.id === cycle?.id}>
            {one.name}
          </option>
        ))}
      </select>
      <button type="submit" class="second">
        {say(words.cycle, lang)}
      </button>
    </form>
  )
}
