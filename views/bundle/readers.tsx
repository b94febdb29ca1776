import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { describedBy, Field, Question } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { Qr } from '../qr.tsx'
import { Paragraphs } from '../review/fields.tsx'
import type { Returned, Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { officeWords } from '../words/meeting.ts'
import { entryWords, readerWords as words } from '../words/readers.ts'
import { BundleShell } from './shell.tsx'

export type ShownLink = {
  id: string
  name: string
  validFrom: Date
  validTo: Date
  state: 'waiting' | 'open' | 'over' | 'ended'
}

type Props = Shell & {
  bundle: { id: string; name: string; cycleName: string }
  /** Frozen bundles of the same cycle: one link may open several. */
  others: readonly { id: string; name: string; version: number }[]
  links: readonly ShownLink[]
  /** Links made a moment ago, with their addresses. */
  made: readonly { name: string; url: string }[]
  returned: Returned
}

/** `/tap/:id/nguoi-xem`: the links of a meeting's members. */
export function ReadersPage(props: Props) {
  const { lang, bundle, made, returned } = props
  const path = `/tap/${bundle.id}/nguoi-xem`
  return (
    <BundleShell {...props} title={say(words.title, lang)} path={path} returned={returned}>
      <p>
        <a href={at(`/tap/${bundle.id}`, lang)}>{say(words.back, lang)}</a>: {bundle.name},{' '}
        {bundle.cycleName}
      </p>
      {made.length > 0 && <Made lang={lang} made={made} />}
      <p>{say(words.hint, lang)}</p>
      <div class="split">
        <Make {...props} />
        <Links {...props} />
      </div>
    </BundleShell>
  )
}

/** Links just made, each with its address and a code to photograph. */
export function Made({ lang, made }: { lang: Lang; made: Props['made'] }) {
  return (
    <section class="done">
      <h2>{say(words.madeTitle, lang)}</h2>
      <p>{say(words.once, lang)}</p>
      <dl class="slips">
        {made.map(({ name, url }) => (
          <div class="slip">
            <dt>{name}</dt>
            <dd>
              <Qr text={url} label={name} />
              <span class="digest">{url}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Make({ lang, bundle, others, returned }: Props) {
  const chosen = returned.typed.bundles?.split(',') ?? [bundle.id]
  return (
    <form method="post" action={at(`/tap/${bundle.id}/nguoi-xem`, lang)} class="card" novalidate>
      <Paragraphs lang={lang} returned={returned} name="names" label={words.names} most={20_000} />
      <div class="inline">
        {(['from', 'to'] as const).map((name) => (
          <Field name={name} label={words[name]} errors={returned.errors} lang={lang}>
            <input
              type="datetime-local"
              id={name}
              name={name}
              value={returned.typed[name]}
              aria-describedby={describedBy(name, returned.errors, false)}
              aria-invalid={returned.errors[name] ? 'true' : undefined}
            />
          </Field>
        ))}
      </div>
      <Question name="bundles" label={words.bundles} errors={returned.errors} lang={lang}>
        <div class="scroll">
          {others.map(({ id, name, version }) => (
            <label class="option">
              <input type="checkbox" name="bundles" value={id} checked={chosen.includes(id)} />
              <span>
                {name} ({version})
              </span>
            </label>
          ))}
        </div>
      </Question>
      <button type="submit">{say(words.makeButton, lang)}</button>
    </form>
  )
}

function Links({ lang, bundle, links }: Props) {
  if (links.length === 0) return <p>{say(words.none, lang)}</p>
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {[officeWords.who, words.from, words.to, words.state].map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr>
              <td>{link.name}</td>
              <td class="nowrap">{shownMoment(link.validFrom)}</td>
              <td class="nowrap">{shownMoment(link.validTo)}</td>
              <td>{say(words[link.state], lang)}</td>
              <td>
                {(link.state === 'waiting' || link.state === 'open') && (
                  <form
                    method="post"
                    action={at(`/tap/${bundle.id}/nguoi-xem/${link.id}/thu-hoi`, lang)}
                  >
                    <button
                      type="submit"
                      class="danger"
                      aria-label={`${say(words.end, lang)}: ${link.name}`}
                    >
                      {say(words.end, lang)}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** `/hop/:token`: what a member sees before the papers open. */
export function EntryPage({ lang, path, name }: { lang: Lang; path: string; name: string }) {
  return (
    <Page lang={lang} door="desk" title={say(entryWords.title, lang)} path={path} nav={[]}>
      <h1>{say(entryWords.title, lang)}</h1>
      <p class="lead">{say(entryWords.hello(name), lang)}</p>
      <p class="warn">{say(entryWords.rule, lang)}</p>
      <p>{say(entryWords.device, lang)}</p>
      <form method="post" action={at(path, lang)}>
        <button type="submit">{say(entryWords.open, lang)}</button>
      </form>
    </Page>
  )
}
