import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Paragraphs } from '../review/fields.tsx'
import type { Returned, Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { readerWords } from '../words/readers.ts'
import { workingGroupWords as words } from '../words/working-groups.ts'
import { Made, type ShownLink } from './readers.tsx'
import { BundleShell } from './shell.tsx'

type Props = Shell & {
  cycle: { id: string; name: string }
  groups: readonly {
    id: string
    name: string
    document: string
    decidedOn: string
    links: readonly ShownLink[]
  }[]
  made: readonly { name: string; url: string }[]
  /** Whether this person may name and end groups. */
  changes: boolean
  returned: Returned
}

/** `/ky/:id/to-cong-tac`: the working groups of a cycle and what their members may read. */
export function WorkingGroupsPage(props: Props) {
  const { lang, cycle, groups, made, returned } = props
  const path = `/ky/${cycle.id}/to-cong-tac`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  return (
    <BundleShell {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at(`/ky/${cycle.id}/do-phu`, lang)}>‹ {say(words.back, lang)}</a>
      </p>
      {made.length > 0 && <Made lang={lang} made={made} />}
      <p class="hint">{say(words.hint, lang)}</p>
      {groups.length === 0 && <p>{say(words.none, lang)}</p>}
      {groups.map((group) => (
        <article class="card">
          <h2>{group.name}</h2>
          <p class="meta">
            {group.document} ({shownDay(group.decidedOn)})
          </p>
          <ul>
            {group.links.map((link) => (
              <li>
                {link.name}: {shownMoment(link.validFrom)} – {shownMoment(link.validTo)},{' '}
                {say(readerWords[link.state], lang)}
              </li>
            ))}
          </ul>
          {props.changes &&
            group.links.some(({ state }) => state === 'waiting' || state === 'open') && (
              <form method="post" action={at(`${path}/${group.id}/thu-hoi`, lang)}>
                <button
                  type="submit"
                  class="danger"
                  aria-label={`${say(words.end, lang)}: ${group.name}`}
                >
                  {say(words.end, lang)}
                </button>
              </form>
            )}
        </article>
      ))}
      {props.changes && <Add {...props} />}
    </BundleShell>
  )
}

function Add({ lang, cycle, returned }: Props) {
  const field = { lang, returned }
  return (
    <form method="post" action={at(`/ky/${cycle.id}/to-cong-tac`, lang)} class="card" novalidate>
      <h2>{say(words.add, lang)}</h2>
      <Line {...field} name="name" label={words.name} />
      <div class="inline">
        <Line {...field} name="document" label={words.document} />
        <Line {...field} name="decidedOn" label={words.decidedOn} type="date" />
      </div>
      <Paragraphs {...field} name="members" label={words.members} most={6_000} />
      <div class="inline">
        <Line {...field} name="from" label={words.from} type="date" />
        <Line {...field} name="to" label={words.to} type="date" />
      </div>
      <button type="submit">{say(words.make, lang)}</button>
    </form>
  )
}
