import { say } from '../lang.ts'
import { at } from '../links.ts'
import { tierWords, tierFields as words } from '../words/tiers.ts'
import { Line, optionsOf, Pick } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Props = Shell & {
  ceiling: 'commune' | 'province'
  asks: boolean
  asked: boolean
  returned: Returned
}

const path = '/can-bo/dien-quan-ly'

/** `/can-bo/dien-quan-ly`: up to which tier officials are entered here, and how that is changed. */
export function TierPage(props: Props) {
  const { lang, ceiling, asks, asked, returned } = props
  const field = { lang, returned }
  const { central: _, ...offered } = tierWords
  return (
    <ReviewPage {...props} title={say(words.ceilingTitle, lang)} path={path} returned={returned}>
      {asked && (
        <p class="done" role="status">
          {say(words.asked, lang)}
        </p>
      )}
      <p>{say(words.ceilingLead, lang)}</p>
      <p>
        {say(words.now, lang)}: <strong>{say(tierWords[ceiling], lang)}</strong>
      </p>
      {asks && (
        <form method="post" action={at(path, lang)} class="card" novalidate>
          <Pick {...field} name="tier" label={words.ceiling} options={optionsOf(offered, lang)} />
          <Line {...field} name="document" label={words.document} />
          <button type="submit">{say(words.ask, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}
