import type { Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { roleWords, staffWords as words } from '../words/staff.ts'
import { Choice, Field, type FieldTrouble, Trouble } from './field.tsx'
import type { StaffPageProps } from './sign-in.tsx'

export type InvitationPageProps = StaffPageProps & {
  path: string
  purpose: 'first-admin' | 'join' | 'reset'
  /** The invited person's name; the first administrator writes their own. */
  name: string | null
  /** Whether this person has yet to choose a sign-in name. */
  choosesSignInName: boolean
  roles: readonly (keyof typeof roleWords)[]
  /** Organisations that exist already; the first administrator chooses one or founds one. */
  organisations: readonly { code: string; name: string }[]
  totp: { picture: string; text: string }
  typed: Record<string, string>
  trouble?: Sentence
  errors?: readonly FieldTrouble[]
}

/** Where an invited person sets how they sign in. */
export function InvitationPage(props: InvitationPageProps) {
  const { lang, door, path, purpose } = props
  const titles = { 'first-admin': words.firstAdmin, join: words.welcome, reset: words.reset }
  const title = say(titles[purpose], lang)
  return (
    <Page lang={lang} door={door} title={title} path={path}>
      <h1>{title}</h1>
      {purpose === 'first-admin' && <p class="lead">{say(words.firstAdminLead, lang)}</p>}
      <Trouble lang={lang} sentence={props.trouble} />
      <div class="split">
        <form method="post" action={at(path, lang)}>
          {purpose === 'first-admin' && <Founding {...props} />}
          <Who {...props} />
          <Field
            lang={lang}
            name="password"
            label={words.newPassword}
            hint={words.passwordHint}
            type="password"
            autocomplete="new-password"
            errors={props.errors}
          />
          <Authenticator {...props} />
          <button type="submit">{say(words.accept, lang)}</button>
        </form>
      </div>
    </Page>
  )
}

/** After accepting at the door where one does not work. */
export function AcceptedElsewherePage({ lang, door, url }: StaffPageProps & { url: string }) {
  return (
    <Page lang={lang} door={door} title={say(words.welcome, lang)} path="/dang-nhap">
      <h1>{say(words.welcome, lang)}</h1>
      <p class="done">
        {say(words.acceptedElsewhere, lang)}: <a href={url}>{url}</a>
      </p>
    </Page>
  )
}

function Founding({ lang, organisations, typed, errors }: InvitationPageProps) {
  if (organisations.length > 0) {
    return (
      <Choice
        lang={lang}
        name="organisation"
        label={words.organisation}
        options={organisations.map(({ code, name }) => ({ value: code, text: name }))}
        value={typed.organisation}
        errors={errors}
      />
    )
  }
  const fields = [
    { name: 'organisationName', label: words.organisationName, hint: words.organisationNameHint },
    { name: 'areaKind', label: words.areaKind, hint: words.areaKindHint },
    { name: 'areaName', label: words.areaName },
    { name: 'areaCode', label: words.areaCode, hint: words.areaCodeHint },
  ]
  return (
    <>
      {fields.map((field) => (
        <Field {...field} lang={lang} value={typed[field.name]} errors={errors} />
      ))}
    </>
  )
}

function Who({ lang, name, roles, choosesSignInName, typed, errors }: InvitationPageProps) {
  const called = roles.map((role) => say(roleWords[role], lang)).join(', ')
  return (
    <>
      {name === null ? (
        <Field
          lang={lang}
          name="name"
          label={words.name}
          value={typed.name}
          autocomplete="name"
          errors={errors}
        />
      ) : (
        <p>
          <strong>{name}</strong>
          {called !== '' && ` – ${say(words.invitedAs, lang)}: ${called}`}
        </p>
      )}
      {choosesSignInName && (
        <Field
          lang={lang}
          name="signInName"
          label={words.signInName}
          hint={words.signInNameHint}
          value={typed.signInName}
          autocomplete="username"
          errors={errors}
        />
      )}
    </>
  )
}

function Authenticator({ lang, totp, errors }: InvitationPageProps) {
  return (
    <>
      <h2>{say(words.authenticator, lang)}</h2>
      <p>{say(words.authenticatorLead, lang)}</p>
      <img class="qr" src={totp.picture} alt={say(words.qrAlt, lang)} width="176" height="176" />
      <p>
        {say(words.typeSecret, lang)} <span class="digest">{totp.text}</span>
      </p>
      <Field
        lang={lang}
        name="code"
        label={words.code}
        inputmode="numeric"
        autocomplete="one-time-code"
        errors={errors}
      />
    </>
  )
}
