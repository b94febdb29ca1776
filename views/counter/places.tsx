import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, type Option, optionsOf, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell, untouched } from '../review/shell.tsx'
import {
  type Places,
  type Purpose,
  placeSource,
  placeWords,
  purposeNames,
  placesWords as words,
} from '../words/places.ts'
import { WideTable } from './wide-table.tsx'

export type PlacesProps = Shell & {
  areas: readonly Option[]
  area: string
  /** What people read now in this area. */
  now: Places
  entered: readonly {
    purpose: Purpose
    place: string | null
    address: string | null
    hours: string | null
    phone: string | null
    source: string
    validFrom: string
    by: string | null
  }[]
  writes: boolean
  today: string
  saved: boolean
  returned: Returned
}

/** `GET /noi-nhan`: where people are sent, area by area, with source and date. */
export function PlacesPage(props: PlacesProps) {
  const { lang, area } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={`/noi-nhan?area=${area}`}>
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.intro, lang)}</p>
      <form method="get" action="/noi-nhan" class="filter">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Pick
          lang={lang}
          returned={{ ...untouched, typed: { area } }}
          name="area"
          label={words.area}
          options={props.areas}
        />
        <button type="submit" class="second">
          {say(words.show, lang)}
        </button>
      </form>
      <Now {...props} />
      {props.writes && <PlaceForm {...props} />}
      <Entered {...props} />
    </ReviewPage>
  )
}

function Now({ lang, now }: PlacesProps) {
  const purposes = Object.keys(purposeNames) as Purpose[]
  return (
    <section>
      <h2>{say(words.now, lang)}</h2>
      <dl class="facts">
        {purposes.map((purpose) => {
          const found = now[purpose]
          return (
            <>
              <dt>{say(purposeNames[purpose], lang)}</dt>
              <dd>
                {found ? placeWords(found) : <em>{say(words.nothing, lang)}</em>}{' '}
                {found && <span class="hint">{say(placeSource(found), lang)}</span>}
              </dd>
            </>
          )
        })}
      </dl>
    </section>
  )
}

function PlaceForm({ lang, area, today, returned }: PlacesProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/noi-nhan', lang)}>
      <h2>{say(words.add, lang)}</h2>
      <input type="hidden" name="area" value={area} />
      <Pick
        {...field}
        name="purpose"
        label={words.purpose}
        options={optionsOf(purposeNames, lang)}
      />
      <Line {...field} name="place" label={words.place} hint={words.placeHint} />
      <Line {...field} name="address" label={words.address} />
      <Line {...field} name="hours" label={words.hours} />
      <Line {...field} name="phone" label={words.phone} />
      <Line {...field} name="source" label={words.source} />
      <Line {...field} name="validFrom" label={words.validFrom} type="date" value={today} />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

function Entered({ lang, entered }: PlacesProps) {
  if (entered.length === 0) return null
  const columns = [words.purpose, words.place, words.source, words.validFrom, words.by]
  return (
    <section>
      <h2>{say(words.history, lang)}</h2>
      <WideTable label={say(words.history, lang)}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col">{say(column, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entered.map(({ purpose, place, address, hours, phone, ...one }) => (
              <tr>
                <td>{say(purposeNames[purpose], lang)}</td>
                <td>
                  {place === null
                    ? say(words.ended, lang)
                    : [place, address, hours, phone].filter(Boolean).join(', ')}
                </td>
                <td>{one.source}</td>
                <td>{shownDay(one.validFrom)}</td>
                <td>{one.by ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}
