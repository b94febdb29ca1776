import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import {
  headWords,
  type ReferenceSource,
  referenceLine,
  referenceSources,
  type ShownReference,
  referenceWords as words,
} from '../words/references.ts'
import { contactInWords } from '../words/residence.ts'
import { recordWords } from '../words/review-pages.ts'
import { factsLine, type ShownEvidence } from './evidence.tsx'
import { Line, optionsOf, Pick } from './fields.tsx'
import type { ShownRecord } from './record.tsx'
import type { ShownSubject } from './records.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Props = Shell & {
  record: string
  subject: ShownSubject
  references: readonly ShownReference[]
  /** Whether this person may enter one now. */
  enters: boolean
  closed: boolean
  returned: Returned
}

/** `/ho-so/:id/nguon-khac`: what stands, by source, and the form to enter or correct one. */
export function ReferencesPage(props: Props) {
  const { lang, record, subject, references, returned } = props
  const path = `/ho-so/${record}/nguon-khac`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path} returned={returned}>
      <p>
        <a href={at(`/ho-so/${record}`, lang)}>{say(recordWords.back, lang)}</a> · {subject.name}
      </p>
      <p>{say(words.lead, lang)}</p>
      <BySource lang={lang} references={references} />
      {props.closed && <p class="notice">{say(words.closed, lang)}</p>}
      {props.enters && <NewReference {...{ lang, path, references, returned }} />}
    </ReviewPage>
  )
}

function NewReference(props: Pick<Props, 'lang' | 'references' | 'returned'> & { path: string }) {
  const { lang, path, references, returned } = props
  const field = { lang, returned }
  const replaceable = references.map((one) => ({
    value: one.id,
    text: `${say(referenceSources[one.source], lang)}: ${one.number}, ${shownDay(one.datedOn)}`,
  }))
  return (
    <form
      method="post"
      action={at(path, lang)}
      class="card"
      enctype="multipart/form-data"
      novalidate
    >
      <h2>{say(words.enter, lang)}</h2>
      <Pick
        {...{ ...field, name: 'source', label: words.source, none: words.choose }}
        options={optionsOf(referenceSources, lang)}
      />
      <Line {...field} name="number" label={words.number} />
      <Line {...field} name="datedOn" label={words.datedOn} type="date" />
      <Line {...field} name="issuer" label={words.issuer} />
      <fieldset>
        <legend>{say(words.counts, lang)}</legend>
        <p class="hint">{say(words.countsHint, lang)}</p>
        {(['received', 'settled', 'overdue'] as const).map((name) => (
          <Line {...field} name={name} label={words[name]} type="number" />
        ))}
      </fieldset>
      {replaceable.length > 0 && (
        <Pick
          {...{ ...field, name: 'replaces', label: words.replaces, none: words.replacesNone }}
          options={replaceable}
        />
      )}
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}

function BySource({ lang, references }: { lang: Lang; references: readonly ShownReference[] }) {
  return (
    <dl class="facts">
      {(Object.keys(referenceSources) as ReferenceSource[]).map((source) => {
        const found = references.filter((one) => one.source === source)
        return (
          <>
            <dt>{say(referenceSources[source], lang)}</dt>
            {found.length === 0 && <dd class="meta">{say(words.none, lang)}</dd>}
            {found.map((one) => (
              <dd>{say(referenceLine(one), lang)}</dd>
            ))}
          </>
        )
      })}
    </dl>
  )
}

type PartProps = { lang: Lang; record: ShownRecord }

/** On a record: the papers of other bodies; nothing at all for who does not see them. */
export function References(props: PartProps & { linked: boolean; enters: boolean }) {
  const { lang, record } = props
  if (record.references === null) return null
  return (
    <section>
      <h2>{say(words.title, lang)}</h2>
      <BySource lang={lang} references={record.references} />
      {props.linked && (
        <p>
          <a href={at(`/ho-so/${record.id}/nguon-khac`, lang)}>
            {say(props.enters ? words.change : words.see, lang)}
          </a>
        </p>
      )}
    </section>
  )
}

/** What a head is asked besides, of what the record has; nothing for who was none in the cycle. */
export function AsHead({ lang, record }: PartProps) {
  if (record.references === null || !record.posts.some(({ isHead }) => isHead)) return null
  const items = record.evidence.flatMap((group) => group.items)
  const about = (topic: string) => items.filter((item) => item.topic === topic)
  const asked = record.evidence.filter(({ criterion }) => criterion?.ethics)
  const petitions = record.references.filter(({ source }) => source === 'petitions')
  return (
    <section>
      <h2>{say(headWords.title, lang)}</h2>
      <p class="hint">{say(headWords.hint, lang)}</p>
      <Asked {...{ lang, title: headWords.unity, items: about('unity') }} />
      <h3>{say(headWords.example, lang)}</h3>
      {asked.length === 0 && <p class="meta">{say(headWords.noCriteria, lang)}</p>}
      {asked.map(({ criterion, items }) => (
        <>
          <h4>
            {criterion?.code}. {criterion?.name}
          </h4>
          <Items lang={lang} items={items} />
        </>
      ))}
      <Asked {...{ lang, title: headWords.family, items: about('family-example') }} />
      <Said
        {...{ lang, title: headWords.contact, none: headWords.noComment }}
        said={contactSaid(record, lang)}
      />
      <Said
        {...{ lang, title: headWords.petitions, none: headWords.noPetitions }}
        said={petitions.map((one) => say(referenceLine(one), lang))}
      />
    </section>
  )
}

function contactSaid({ residence }: ShownRecord, lang: Lang): string[] {
  return (residence?.given ?? []).flatMap(({ cell, form, answers }) => {
    const said = contactInWords(form, answers, lang)
    return said === null ? [] : [`${cell}: ${said}`]
  })
}

type AskedProps = { lang: Lang; title: Sentence; items: readonly ShownEvidence[] }

function Asked({ lang, title, items }: AskedProps) {
  return (
    <>
      <h3>{say(title, lang)}</h3>
      <Items lang={lang} items={items} />
    </>
  )
}

// Each leads to where it stands in full, under its criterion.
function Items({ lang, items }: Omit<AskedProps, 'title'>) {
  if (items.length === 0) return <p class="meta">{say(headWords.nothing, lang)}</p>
  return (
    <ul>
      {items.map((item) => (
        <li>
          <a href={`#y-kien-${item.id}`}>{factsLine(item, lang)}</a>
        </li>
      ))}
    </ul>
  )
}

function Said(props: { lang: Lang; title: Sentence; none: Sentence; said: readonly string[] }) {
  const { lang, title, none, said } = props
  return (
    <>
      <h3>{say(title, lang)}</h3>
      {said.length === 0 && <p class="meta">{say(none, lang)}</p>}
      {said.map((one) => (
        <p>{one}</p>
      ))}
    </>
  )
}
