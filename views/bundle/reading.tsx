import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import type { Shell } from '../review/shell.tsx'
import { readingWords as words } from '../words/readers.ts'
import { standingWords } from '../words/standing.ts'
import { BundleShell } from './shell.tsx'
import { Watermark } from './watermark.tsx'

export type ShownItem = {
  number: number
  polarity: 'positive' | 'negative' | 'mixed'
  topic: string
  standing: keyof typeof standingWords
  summary: string
  month: string
  senders: number
  explanation:
    | {
        state: 'given'
        kind: keyof typeof words.answers
        text: string
        day: string
        looked?: 'upheld'
      }
    | { state: 'silent' | 'not_asked' | 'not_sent' | 'waiting' }
}

/** A bundle as it is read on screen: what was frozen, nothing else. */
export type ShownContents = {
  id: string
  name: string
  posts: readonly string[]
  cycleName: string
  check: string
  items: readonly ShownItem[]
  leftOut: number
}

type ReadingProps = Shell & { contents: ShownContents; at: Date }

const parts = ['positive', 'negative', 'mixed'] as const

/** `/tap/:id/xem`: the whole bundle on one page, with the reader's name over it. */
export function ReadingPage({ contents, at: now, ...shell }: ReadingProps) {
  const { lang } = shell
  const { id, name, items } = contents
  return (
    <BundleShell {...shell} title={name} path={`/tap/${id}/xem`}>
      <Watermark name={shell.actorName} at={now} />
      <Cover lang={lang} contents={contents} />
      {parts
        .map((part) => [part, items.filter(({ polarity }) => polarity === part)] as const)
        .filter(([, found]) => found.length > 0)
        .map(([part, found]) => (
          <section>
            <h2>
              {say(words[part], lang)} ({found.length})
            </h2>
            {found.map((item) => (
              <article class="card">
                <Item lang={lang} item={item} />
              </article>
            ))}
          </section>
        ))}
      {contents.leftOut > 0 && <p class="notice">{say(words.leftOut(contents.leftOut), lang)}</p>}
    </BundleShell>
  )
}

type ProjectorProps = {
  lang: Lang
  actorName: string
  contents: ShownContents
  at: Date
  /** Which of the shown items; 0 is the cover. */
  place: number
  /** Whether criticism is switched on. */
  criticism: boolean
}

/** `/tap/:id/chieu`: one item at a time, large; criticism only when somebody switched it on. */
export function ProjectorPage(props: ProjectorProps) {
  const { lang, contents, place, criticism } = props
  const shown = contents.items.filter(({ polarity }) => criticism || polarity === 'positive')
  const item = place === 0 ? undefined : shown[place - 1]
  const hidden = contents.items.length - shown.length
  const page = { lang, door: 'desk', title: contents.name, bare: true } as const
  const here = placeAt(contents.id, place, criticism)
  return (
    <Page {...page} path={here} scripts={['projector.js']}>
      <Watermark name={props.actorName} at={props.at} />
      <div class="projector">
        <header>
          <h1>{contents.name}</h1>
          <p class="meta">{say(words.place(place, shown.length), lang)}</p>
        </header>
        {item ? (
          <Item lang={lang} item={item} named />
        ) : (
          <>
            <Cover lang={lang} contents={{ ...contents, items: shown }} />
            {hidden > 0 && <p class="meta">{say(words.hidden(hidden), lang)}</p>}
          </>
        )}
        <Turning {...props} last={shown.length} />
      </div>
    </Page>
  )
}

function Turning({ lang, contents, place, criticism, last }: ProjectorProps & { last: number }) {
  const to = (next: number, on = criticism) => at(placeAt(contents.id, next, on), lang)
  return (
    <nav class="turning" aria-label={say(words.keys, lang)}>
      {place > 0 && (
        <a class="button" rel="prev" href={to(place - 1)}>
          {say(words.previous, lang)}
        </a>
      )}
      {place < last && (
        <a class="button" rel="next" href={to(place + 1)}>
          {say(words.next, lang)}
        </a>
      )}
      <span class="meta">{say(words.keys, lang)}</span>
      <a href={to(0, !criticism)}>
        {say(criticism ? words.withoutCriticism : words.withCriticism, lang)}
      </a>
      <a href={at(`/tap/${contents.id}`, lang)}>{say(words.leave, lang)}</a>
    </nav>
  )
}

function placeAt(id: string, place: number, criticism: boolean): string {
  const asked = new URLSearchParams()
  if (place > 0) asked.set('so', String(place))
  if (criticism) asked.set('gop-y', '1')
  return asked.size === 0 ? `/tap/${id}/chieu` : `/tap/${id}/chieu?${asked}`
}

function Cover({ lang, contents }: { lang: Lang; contents: ShownContents }) {
  const count = (part: ShownItem['polarity']) =>
    contents.items.filter(({ polarity }) => polarity === part).length
  return (
    <>
      {contents.posts.map((post) => (
        <p>{post}</p>
      ))}
      <p>{contents.cycleName}</p>
      <p>{say(words.counts(count('positive'), count('negative'), count('mixed')), lang)}</p>
      <p class="warn">{say(words.standing, lang)}</p>
      <p class="meta">
        {say(words.check, lang)}: <span class="digest">{contents.check}</span>
      </p>
    </>
  )
}

type ItemProps = { lang: Lang; item: ShownItem; named?: boolean }

// Under a heading that says whether it is praise or criticism, or alone and named so itself.
function Item({ lang, item, named = false }: ItemProps) {
  const { number, topic, standing, month, senders, explanation } = item
  const facts = [
    ...(named ? [say(words[item.polarity], lang)] : []),
    say(words.number(number), lang),
    topic,
    say(standingWords[standing], lang),
    say(words.month(shownDay(month)), lang),
    say(words.senders(senders), lang),
  ]
  return (
    <>
      <p class="meta">{facts.join(' · ')}</p>
      <blockquote>{item.summary}</blockquote>
      {explanation.state === 'given' && (
        <div class="answer">
          <p class="meta">
            {say(words.answer, lang)}: {say(words.answers[explanation.kind], lang)} (
            {shownDay(explanation.day)}
            {explanation.looked && `; ${say(words[explanation.looked], lang)}`})
          </p>
          <p class="words">{explanation.text}</p>
        </div>
      )}
      {explanation.state !== 'given' && explanation.state !== 'not_asked' && (
        <p class="meta">{say(words[explanation.state], lang)}</p>
      )}
    </>
  )
}
