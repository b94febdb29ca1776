import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { exemptionWords } from '../words/review.ts'
import { officialWords as words } from '../words/review-pages.ts'
import { placeLink as placesLink } from '../words/review-places.ts'
import { Line, optionsOf, Pick } from './fields.tsx'
import type { ShownOfficial } from './officials.tsx'
import { type PostChoices, PostFields, postLine, span } from './posts.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type OneProps = Shell & {
  official: ShownOfficial
  exemptions: readonly {
    id: string
    reason: string
    validFrom: string
    validTo: string | null
  }[]
  changes: boolean
  exempts: boolean
  choices: PostChoices
  returned: Returned
}

/** `/can-bo/:id`: one official, with posts and exemptions. */
export function OfficialPage(props: OneProps) {
  const { lang, official, returned } = props
  const path = `/can-bo/${official.id}`
  const facts = [
    official.birthYear,
    official.code,
    official.isPartyMember ? say(words.isPartyMember, lang) : null,
  ]
  return (
    <ReviewPage {...props} title={official.name} path={path} returned={returned}>
      <p class="meta">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      <h2>{say(words.posts, lang)}</h2>
      <ul>
        {official.posts.map((post) => (
          <li>{postLine(post, lang)}</li>
        ))}
      </ul>
      <Exemptions {...props} />
      {props.changes && (
        <p>
          <a href={at(`${path}/noi`, lang)}>{say(placesLink, lang)}</a>
        </p>
      )}
      {props.changes && (
        <form method="post" action={at(`${path}/chuc-vu`, lang)} class="card" novalidate>
          <h2>{say(words.addPost, lang)}</h2>
          <PostFields lang={lang} choices={props.choices} returned={returned} />
          <button type="submit">{say(words.addButton, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}

function Exemptions({ lang, official, exemptions, exempts }: OneProps) {
  if (exemptions.length === 0 && !exempts) return null
  return (
    <>
      <h2>{say(words.exemptions, lang)}</h2>
      <ul>
        {exemptions.map(({ reason, validFrom, validTo }) => (
          <li>
            {reasonName(reason, lang)} ({span(validFrom, validTo, lang)})
          </li>
        ))}
      </ul>
      {exempts && (
        <p>
          <a href={at(`/can-bo/${official.id}/mien`, lang)}>{say(words.exempt, lang)}</a>
        </p>
      )}
    </>
  )
}

/** `/can-bo/:id/mien`: the form that notes an exemption. */
export function ExemptionPage(
  props: Shell & { official: { id: string; name: string }; returned: Returned },
) {
  const { lang, official, returned } = props
  const path = `/can-bo/${official.id}/mien`
  const field = { lang, returned }
  return (
    <ReviewPage {...props} title={say(words.exempt, lang)} path={path} returned={returned}>
      <p>
        <a href={at(`/can-bo/${official.id}`, lang)}>{official.name}</a>
      </p>
      <form method="post" action={at(path, lang)} novalidate>
        <Pick
          {...field}
          name="reason"
          label={words.exemptionReason}
          options={optionsOf(exemptionWords, lang)}
          none={words.choose}
        />
        <div class="inline">
          <Line {...field} name="validFrom" label={words.validFrom} type="date" />
          <Line {...field} name="validTo" label={words.validTo} type="date" />
        </div>
        <button type="submit">{say(words.addButton, lang)}</button>
      </form>
    </ReviewPage>
  )
}

function reasonName(reason: string, lang: Lang): string {
  const known = Object.entries(exemptionWords).find(([code]) => code === reason)?.[1]
  return known === undefined ? reason : say(known, lang)
}
