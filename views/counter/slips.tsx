import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, type Option, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { slipWords as words } from '../words/slips.ts'
import { WideTable } from './wide-table.tsx'

export type SlipsPageProps = Shell & {
  areas: readonly Option[]
  area: string
  cycles: readonly Option[]
  sheets: readonly { area: string; cycle: string; count: number; madeOn: string }[]
  returned: Returned
}

/** `GET /phieu-mot-lan`: making a sheet of one-time slips. */
export function SlipsPage(props: SlipsPageProps) {
  const { lang, cycles, returned, sheets } = props
  const field = { lang, returned }
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/phieu-mot-lan">
      <p>{say(words.lead, lang)}</p>
      <p class="warn">{say(words.rules, lang)}</p>
      {cycles.length === 0 ? (
        <p class="notice">{say(words.noCycle, lang)}</p>
      ) : (
        <form method="post" action={at('/phieu-mot-lan', lang)} class="card" novalidate>
          <div class="inline">
            <Pick
              {...field}
              name="area"
              label={words.area}
              options={props.areas}
              value={props.area}
            />
            <Pick {...field} name="cycle" label={words.cycle} options={cycles} />
          </div>
          <Line {...field} name="count" label={words.count} hint={words.countHint} type="number" />
          <button type="submit">{say(words.make, lang)}</button>
        </form>
      )}
      <h2>{say(words.sheets, lang)}</h2>
      {sheets.length === 0 ? <p>{say(words.none, lang)}</p> : <Sheets {...props} />}
    </ReviewPage>
  )
}

function Sheets({ lang, sheets }: SlipsPageProps) {
  return (
    <WideTable label={say(words.sheets, lang)}>
      <table>
        <thead>
          <tr>
            {[words.made, words.area, words.cycle, words.count].map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheets.map(({ area, cycle, count, madeOn }) => (
            <tr>
              <td>{shownDay(madeOn)}</td>
              <td>{area}</td>
              <td>{cycle}</td>
              <td class="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
