import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { roleWords, staffWords as words } from '../words/staff.ts'
import { Choice, Field, type FieldTrouble, Trouble } from './field.tsx'
import { shownMoment } from './moment.ts'
import { staffNav } from './nav.ts'

type RoleName = keyof typeof roleWords
type Option = { value: string; text: string }

export type PeoplePageProps = {
  lang: Lang
  actorName: string
  roles: readonly RoleName[]
  held: readonly {
    id: string
    person: string
    name: string
    role: RoleName
    scope: string
    since: Date
  }[]
  links: readonly { name: string; waits: boolean; expiresAt: Date }[]
  tokens: readonly { id: string; name: string; person: string; createdAt: Date }[]
  /** Accounts noted as one person's. */
  same: readonly { person: string; as: string; name: string; asName: string }[]
  areas: readonly Option[]
  officials: readonly Option[]
  needsLead: boolean
  asked?: boolean
  trouble?: Sentence
  errors?: readonly FieldTrouble[]
  typed?: { name?: string; roles: readonly string[] }
}

/** People and roles of the organisation, for its administrators. */
export function PeoplePage(props: PeoplePageProps) {
  const { lang, actorName } = props
  const title = say(words.people, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/nguoi"
      actorName={actorName}
      nav={staffNav('console', lang, '/nguoi', props.roles)}
    >
      <h1>{title}</h1>
      <Trouble lang={lang} sentence={props.trouble} />
      {props.asked && <p class="done">{say(words.asked, lang)}</p>}
      <p class="notice">{say(props.needsLead ? words.needsLead : words.noLeadYet, lang)}</p>
      <Held {...props} />
      <div class="split">
        <Invite {...props} />
        <Give {...props} />
      </div>
      <Links {...props} />
      <Same {...props} />
      <Tokens {...props} />
    </Page>
  )
}

/** The link just made, shown once. */
export function LinkPage(props: {
  lang: Lang
  actorName: string
  roles: readonly RoleName[]
  link: string
  waits: boolean
}) {
  const { lang, actorName, link, waits } = props
  const title = say(words.linkMade, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/nguoi"
      actorName={actorName}
      nav={staffNav('console', lang, '/nguoi', props.roles)}
    >
      <h1>{title}</h1>
      <p class="warn">{say(words.linkMadeLead, lang)}</p>
      <p class="digest">{link}</p>
      {waits && <p class="notice">{say(words.asked, lang)}</p>}
      <p>
        <a href={at('/nguoi', lang)}>{say(words.back, lang)}</a>
      </p>
    </Page>
  )
}

function Held({ lang, held }: PeoplePageProps) {
  const heads = [words.person, words.roles, words.scope, words.since, words.act]
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <tr>
              <th scope="row">{one.name}</th>
              <td>{say(roleWords[one.role], lang)}</td>
              <td>{one.scope}</td>
              <td>{shownMoment(one.since)}</td>
              <td>
                <div class="actions">
                  <Act
                    lang={lang}
                    to="/nguoi/thoi"
                    name="membership"
                    value={one.id}
                    text={words.end}
                  />
                  <Act
                    lang={lang}
                    to="/nguoi/dat-lai"
                    name="person"
                    value={one.person}
                    text={words.resetLink}
                  />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Act(props: { lang: Lang; to: string; name: string; value: string; text: Sentence }) {
  return (
    <form method="post" action={at(props.to, props.lang)}>
      <input type="hidden" name={props.name} value={props.value} />
      <button type="submit" class="second">
        {say(props.text, props.lang)}
      </button>
    </form>
  )
}

function Invite(props: PeoplePageProps) {
  const { lang, typed, errors } = props
  return (
    <form method="post" action={at('/nguoi/moi', lang)} class="card">
      <h2>{say(words.invite, lang)}</h2>
      <Field lang={lang} name="name" label={words.name} value={typed?.name} errors={errors} />
      <fieldset>
        <legend>{say(words.roles, lang)}</legend>
        {roleOptions(lang).map(({ value, text }) => (
          <label class="option">
            <input
              type="checkbox"
              name="roles"
              value={value}
              checked={typed?.roles.includes(value) ?? false}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <Scopes {...props} prefix="invite" />
      <button type="submit">{say(words.inviteButton, lang)}</button>
    </form>
  )
}

function Give(props: PeoplePageProps) {
  const { lang, held } = props
  const people = [...new Map(held.map(({ person, name }) => [person, name]))]
  return (
    <form method="post" action={at('/nguoi/vai-tro', lang)} class="card">
      <h2>{say(words.give, lang)}</h2>
      <Choice
        lang={lang}
        name="person"
        label={words.person}
        options={people.map(([value, text]) => ({ value, text }))}
      />
      <Choice lang={lang} name="role" label={words.roles} options={roleOptions(lang)} />
      <Scopes {...props} prefix="give" />
      <button type="submit">{say(words.giveButton, lang)}</button>
    </form>
  )
}

function Scopes({ lang, areas, officials, prefix, errors }: PeoplePageProps & { prefix: string }) {
  const choices = [
    { name: 'area', label: words.area, options: areas },
    { name: 'official', label: words.official, options: officials },
  ]
  return (
    <>
      {choices.map(({ name, ...rest }) => (
        <Choice
          {...rest}
          lang={lang}
          id={`${prefix}-${name}`}
          name={name}
          none={words.none}
          errors={errors}
        />
      ))}
    </>
  )
}

function Links({ lang, links }: PeoplePageProps) {
  if (links.length === 0) return null
  return (
    <>
      <h2>{say(words.links, lang)}</h2>
      <ul>
        {links.map(({ name, waits, expiresAt }) => (
          <li>
            {name} – {say(words.opens, lang)} {shownMoment(expiresAt)}{' '}
            {waits && <span class="badge due">{say(words.waitsForLead, lang)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Same({ lang, same, held }: PeoplePageProps) {
  const people = [...new Map(held.map(({ person, name }) => [person, name]))]
  const options = people.map(([value, text]) => ({ value, text }))
  return (
    <>
      <h2>{say(words.same, lang)}</h2>
      <p class="hint">{say(words.sameHint, lang)}</p>
      <ul>
        {same.map(({ person, as, name, asName }) => (
          <li class="actions">
            <span>
              {name} = {asName}
            </span>
            <form method="post" action={at('/nguoi/khac-nguoi', lang)}>
              <input type="hidden" name="person" value={person} />
              <input type="hidden" name="as" value={as} />
              <button type="submit" class="second">
                {say(words.sameEnd, lang)}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={at('/nguoi/cung-nguoi', lang)} class="card">
        <Choice lang={lang} id="same-person" name="person" label={words.person} options={options} />
        <Choice lang={lang} name="as" label={words.sameAs} options={options} />
        <button type="submit" class="second">
          {say(words.sameButton, lang)}
        </button>
      </form>
    </>
  )
}

function Tokens({ lang, tokens }: PeoplePageProps) {
  return (
    <>
      <h2>{say(words.tokens, lang)}</h2>
      {tokens.length === 0 && <p class="meta">{say(words.noTokens, lang)}</p>}
      <ul>
        {tokens.map(({ id, name, person, createdAt }) => (
          <li class="actions">
            <span>
              {person}: {name} – {shownMoment(createdAt)}
            </span>
            <Act lang={lang} to="/nguoi/huy-ma" name="token" value={id} text={words.revoke} />
          </li>
        ))}
      </ul>
    </>
  )
}

function roleOptions(lang: Lang): Option[] {
  return Object.entries(roleWords).map(([value, text]) => ({ value, text: say(text, lang) }))
}
