import { say } from '../lang.ts'
import { areaName } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { officialWords } from '../words/review-pages.ts'
import {
  homeStatusWords,
  placeKindWords,
  placeLink,
  placeWords as words,
} from '../words/review-places.ts'
import { Line, type Option, optionsOf, Pick } from './fields.tsx'
import { postLine, type ShownPost, span } from './posts.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Dated = { validFrom: string; validTo: string | null }
export type ShownHome = Dated & {
  area: string
  areaKind: string
  areaName: string
  status: keyof typeof homeStatusWords
}
export type ShownPlace = Dated & { name: string; kind: keyof typeof placeKindWords }

type Props = Shell & {
  official: { id: string; name: string; posts: readonly ShownPost[] }
  homes: readonly ShownHome[]
  places: readonly ShownPlace[]
  bodies: readonly Option[]
  returned: Returned
}

/** `/can-bo/:id/noi`: where an official lives and is reviewed, and the end of a post. */
export function PlacesPage(props: Props) {
  const { lang, official, returned } = props
  const path = `/can-bo/${official.id}`
  return (
    <ReviewPage {...props} title={say(placeLink, lang)} path={`${path}/noi`} returned={returned}>
      <p>
        <a href={at(path, lang)}>{official.name}</a>
      </p>
      <Homes {...props} />
      <Places {...props} />
      <EndPost {...props} />
    </ReviewPage>
  )
}

function Homes({ lang, official, homes, returned }: Props) {
  const field = { lang, returned }
  return (
    <>
      <h2>{say(words.homes, lang)}</h2>
      {homes.length === 0 && <p>{say(words.noHome, lang)}</p>}
      <ul>
        {homes.map((home) => (
          <li>
            {areaName({ code: home.area, kind: home.areaKind, name: home.areaName })} ({home.area}),{' '}
            {span(home.validFrom, home.validTo, lang)}: {say(homeStatusWords[home.status], lang)}
          </li>
        ))}
      </ul>
      <form
        method="post"
        action={at(`/can-bo/${official.id}/noi-cu-tru`, lang)}
        class="card"
        novalidate
      >
        <h3>{say(words.addHome, lang)}</h3>
        <Line {...field} name="home" label={words.home} hint={words.homeHint} />
        <Pick
          {...field}
          name="status"
          label={words.status}
          options={optionsOf(homeStatusWords, lang)}
        />
        <Line {...field} name="from" label={officialWords.validFrom} type="date" />
        <button type="submit">{say(words.save, lang)}</button>
      </form>
    </>
  )
}

function Places({ lang, official, places, bodies, returned }: Props) {
  const field = { lang, returned }
  return (
    <>
      <h2>{say(words.reviewed, lang)}</h2>
      <p class="meta">{say(words.reviewedHint, lang)}</p>
      <ul>
        {places.map(({ name, kind, validFrom, validTo }) => (
          <li>
            {name} – {say(placeKindWords[kind], lang)} ({span(validFrom, validTo, lang)})
          </li>
        ))}
      </ul>
      <form
        method="post"
        action={at(`/can-bo/${official.id}/noi-kiem-diem`, lang)}
        class="card"
        novalidate
      >
        <h3>{say(words.addPlace, lang)}</h3>
        <Pick
          {...field}
          name="place"
          label={words.place}
          options={bodies}
          none={officialWords.choose}
        />
        <Pick
          {...field}
          name="kind"
          label={words.kind}
          options={optionsOf(placeKindWords, lang)}
          none={officialWords.choose}
        />
        <div class="inline">
          <Line {...field} name="validFrom" label={officialWords.validFrom} type="date" />
          <Line {...field} name="validTo" label={officialWords.validTo} type="date" />
        </div>
        <button type="submit">{say(words.save, lang)}</button>
      </form>
    </>
  )
}

function EndPost({ lang, official, returned }: Props) {
  const open = official.posts.filter(({ validTo }) => validTo === null)
  if (open.length === 0) return null
  const field = { lang, returned }
  const options = open.map((post) => ({ value: post.id, text: postLine(post, lang) }))
  return (
    <form
      method="post"
      action={at(`/can-bo/${official.id}/thoi-chuc`, lang)}
      class="card"
      novalidate
    >
      <h2>{say(words.endPost, lang)}</h2>
      <Pick
        {...field}
        name="post"
        label={words.post}
        options={options}
        none={officialWords.choose}
      />
      <Line {...field} name="lastDay" label={words.lastDay} type="date" />
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}
