import { say } from '../lang.ts'
import { at } from '../links.ts'
import { officialWords as words } from '../words/review-pages.ts'
import { tierFields } from '../words/tiers.ts'
import { Line, Tick } from './fields.tsx'
import { type PostChoices, PostFields, postLine, type ShownPost } from './posts.tsx'
import { type Returned, ReviewPage, type Shell, untouched } from './shell.tsx'

export type ShownOfficial = {
  id: string
  name: string
  code: string | null
  birthYear: number | null
  isPartyMember: boolean
  posts: readonly ShownPost[]
}

type ListProps = Shell & {
  officials: readonly ShownOfficial[]
  next: string | null
  q: string
  changes: boolean
  choices: PostChoices
  returned: Returned
}

/** `/can-bo`: who is on the list, by given name, and the form that adds one. */
export function OfficialsPage(props: ListProps) {
  const { lang, q, next, returned } = props
  const more = `/can-bo?q=${encodeURIComponent(q)}&cursor=${next}`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/can-bo" returned={returned}>
      <form method="get" action="/can-bo" class="toolbar">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <label for="q">{say(words.search, lang)}</label>
        <input id="q" type="search" name="q" value={q} maxlength={200} />
        <button type="submit" class="second">
          {say(words.searchButton, lang)}
        </button>
      </form>
      {props.officials.length === 0 ? <p>{say(words.none, lang)}</p> : <Officials {...props} />}
      {next !== null && (
        <p>
          <a href={at(more, lang)}>{say(words.next, lang)}</a>
        </p>
      )}
      {props.changes && (
        <p>
          <a href={at('/can-bo/dien-quan-ly', lang)}>{say(tierFields.ceilingTitle, lang)}</a>
        </p>
      )}
      {props.changes && <Add {...props} />}
    </ReviewPage>
  )
}

function Officials({ lang, officials }: ListProps) {
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.name, lang)}</th>
            <th scope="col">{say(words.posts, lang)}</th>
          </tr>
        </thead>
        <tbody>
          {officials.map((official) => (
            <tr>
              <th scope="row">
                <a href={at(`/can-bo/${official.id}`, lang)}>
                  {official.birthYear ? `${official.name} (${official.birthYear})` : official.name}
                </a>
              </th>
              <td>{official.posts.map((post) => postLine(post, lang)).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Add({ lang, returned, choices }: ListProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/can-bo', lang)} class="card" novalidate>
      <h2>{say(words.add, lang)}</h2>
      <Line {...field} name="name" label={words.name} />
      <div class="inline">
        <Line {...field} name="code" label={words.code} />
        <Line {...field} name="birthYear" label={words.birthYear} type="number" />
      </div>
      <Tick
        lang={lang}
        name="isPartyMember"
        label={words.isPartyMember}
        returned={returned === untouched ? partyMember : returned}
      />
      <PostFields lang={lang} returned={returned} choices={choices} />
      <button type="submit">{say(words.addButton, lang)}</button>
    </form>
  )
}

const partyMember: Returned = { ...untouched, typed: { isPartyMember: 'yes' } }
