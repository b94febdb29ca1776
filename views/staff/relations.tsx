import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { relationWords, relationPageWords as words } from '../words/relations.ts'
import { Choice, type FieldTrouble, Trouble } from './field.tsx'
import { shownMoment } from './moment.ts'
import { staffNav } from './nav.ts'

type Option = { value: string; text: string }
type Declared = {
  id: string
  person: string
  personName: string
  kind: keyof typeof relationWords
  subjectName: string
  declaredAt: Date
}

export type RelationsPageProps = {
  lang: Lang
  actor: { person: string; name: string; roles: readonly string[] }
  declared: readonly Declared[]
  officials: readonly Option[]
  units: readonly Option[]
  /** Colleagues a lead may declare for; empty for others. */
  colleagues: readonly Option[]
  /** Whether this person was sent here to declare. */
  asked: boolean
  next: string
  done: boolean
  trouble?: Sentence
  errors?: readonly FieldTrouble[]
}

/** `GET /quan-he`: what one is related to, declared and confirmed. */
export function RelationsPage(props: RelationsPageProps) {
  const { lang, actor, declared } = props
  const title = say(words.title, lang)
  const mine = declared.filter(({ person }) => person === actor.person)
  const others = declared.filter(({ person }) => person !== actor.person)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/quan-he"
      actorName={actor.name}
      nav={staffNav('console', lang, '/quan-he', actor.roles)}
    >
      <h1>{title}</h1>
      <Trouble lang={lang} sentence={props.trouble} />
      {props.done && <p class="done">{say(words.confirmed, lang)}</p>}
      {props.asked && <p class="notice">{say(words.askedNow, lang)}</p>}
      <p class="lead">{say(words.lead, lang)}</p>
      <h2>{say(words.declared, lang)}</h2>
      {mine.length === 0 && <p class="meta">{say(words.none, lang)}</p>}
      <Listed lang={lang} relations={mine} />
      <form method="post" action={at('/quan-he/xac-nhan', lang)}>
        <input type="hidden" name="next" value={props.next} />
        <p>
          <button type="submit">
            {say(mine.length === 0 ? words.confirmNone : words.confirmAll, lang)}
          </button>
        </p>
      </form>
      <Add {...props} />
      {others.length > 0 && (
        <>
          <h2>{say(words.othersTitle, lang)}</h2>
          <Listed lang={lang} relations={others} ends />
        </>
      )}
    </Page>
  )
}

function Listed(props: { lang: Lang; relations: readonly Declared[]; ends?: boolean }) {
  const { lang, relations, ends } = props
  return (
    <ul>
      {relations.map((one) => (
        <li class="actions">
          <span>
            {ends && <strong>{one.personName}: </strong>}
            {one.subjectName} – {say(relationWords[one.kind], lang)} ({say(words.since, lang)}{' '}
            {shownMoment(one.declaredAt)})
          </span>
          {ends && (
            <form method="post" action={at('/quan-he/thoi', lang)}>
              <input type="hidden" name="relation" value={one.id} />
              <button type="submit" class="second">
                {say(words.end, lang)}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

function Add(props: RelationsPageProps) {
  const { lang, errors, colleagues } = props
  const kinds = Object.entries(relationWords).map(([value, text]) => ({
    value,
    text: say(text, lang),
  }))
  return (
    <form method="post" action={at('/quan-he', lang)} class="card">
      <h2>{say(words.addTitle, lang)}</h2>
      <input type="hidden" name="next" value={props.next} />
      {colleagues.length > 0 && (
        <Choice lang={lang} name="person" label={words.who} options={colleagues} none={words.me} />
      )}
      <Choice lang={lang} name="kind" label={words.kind} options={kinds} errors={errors} />
      <Choice
        lang={lang}
        name="official"
        label={words.official}
        options={props.officials}
        none={words.noneOfThem}
        errors={errors}
      />
      <Choice
        lang={lang}
        name="unit"
        label={words.unit}
        options={props.units}
        none={words.noneOfThem}
        errors={errors}
      />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}
