import { say } from '../lang.ts'
import { areaName } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { mergerWords } from '../words/mergers.ts'
import {
  levelWords,
  officialWords,
  organisationKindWords,
  areaWords as words,
} from '../words/review-pages.ts'
import { Line, type Option, optionsOf, Pick } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownArea = {
  code: string
  kind: string
  name: string
  parent: string | null
  successor: string | null
}
export type ShownOrganisation = {
  id: string
  code: string
  kind: keyof typeof organisationKindWords
  level: keyof typeof levelWords
  name: string
  area: string | null
}

type Props = Shell & {
  areas: readonly ShownArea[]
  organisations: readonly ShownOrganisation[]
  /** What the Front above holds, while it is not said where the own one lies; else null. */
  unseated: readonly ShownArea[] | null
  changes: boolean
  returned: Returned
}

/** `/khu-vuc`: areas and organisations, and the forms that add one. */
export function AreasPage(props: Props) {
  const { lang, changes, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/khu-vuc" returned={returned}>
      <p>
        <a href={at('/khu-vuc/sap-nhap', lang)}>{say(mergerWords.title, lang)}</a>
      </p>
      <div class="split">
        <section>
          <Areas {...props} />
          {changes && props.unseated && <Seat {...props} />}
          {changes && <AddArea {...props} />}
        </section>
        <section>
          <Organisations {...props} />
          {changes && <AddOrganisation {...props} />}
        </section>
      </div>
    </ReviewPage>
  )
}

function Areas({ lang, areas }: Props) {
  const heads = [words.code, words.name, words.parent, words.successor]
  return (
    <>
      <h2>{say(words.areas, lang)}</h2>
      <div class="table">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <tr>
                <td>{area.code}</td>
                <th scope="row">{areaName(area)}</th>
                <td>{area.parent}</td>
                <td>{area.successor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Organisations({ lang, organisations }: Props) {
  const heads = [words.code, words.name, words.kind, words.level]
  return (
    <>
      <h2>{say(words.organisations, lang)}</h2>
      <div class="table">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {organisations.map((one) => (
              <tr>
                <td>{one.code}</td>
                <th scope="row">{one.name}</th>
                <td>{say(organisationKindWords[one.kind], lang)}</td>
                <td>{say(levelWords[one.level], lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Seat({ lang, areas, unseated, returned }: Props) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/khu-vuc/dia-ban', lang)} class="card" novalidate>
      <h3>{say(words.seatTitle, lang)}</h3>
      <Pick
        {...field}
        name="seat"
        label={words.seat}
        none={officialWords.choose}
        options={areaOptions(areas)}
      />
      {unseated !== null && unseated.length > 0 && (
        <Pick
          {...field}
          name="above"
          label={words.above}
          none={officialWords.unset}
          options={areaOptions(unseated)}
        />
      )}
      <button type="submit">{say(words.seatButton, lang)}</button>
    </form>
  )
}

function AddArea({ lang, areas, returned }: Props) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/khu-vuc', lang)} class="card" novalidate>
      <h3>{say(words.addArea, lang)}</h3>
      <Line {...field} name="code" label={words.code} hint={words.codeHint} />
      <Line {...field} name="kind" label={words.areaKind} hint={words.areaKindHint} />
      <Line {...field} name="name" label={words.name} />
      <Pick
        {...field}
        name="parent"
        label={words.parent}
        none={officialWords.unset}
        options={areaOptions(areas)}
      />
      <Line {...field} name="validFrom" label={officialWords.validFrom} type="date" />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

// Two forms on one page: names that both have are told apart, because ids are made of them.
function AddOrganisation({ lang, areas, returned }: Props) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/to-chuc', lang)} class="card" novalidate>
      <h3>{say(words.addOrganisation, lang)}</h3>
      <Line {...field} name="organisationCode" label={words.code} />
      <Line {...field} name="organisationName" label={words.name} />
      <Pick
        {...field}
        name="organisationKind"
        label={words.kind}
        options={optionsOf(organisationKindWords, lang)}
      />
      <Pick {...field} name="level" label={words.level} options={optionsOf(levelWords, lang)} />
      <Pick
        {...field}
        name="area"
        label={officialWords.area}
        none={officialWords.unset}
        options={areaOptions(areas)}
      />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

/** Areas as choices: `khu phố 3 (kp3)`. */
export function areaOptions(areas: readonly ShownArea[]): Option[] {
  return areas.map((area) => ({ value: area.code, text: `${areaName(area)} (${area.code})` }))
}
