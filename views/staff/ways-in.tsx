import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { staffWords } from '../words/staff.ts'
import { waysInWords as words } from '../words/ways-in.ts'
import { Field, type FieldTrouble } from './field.tsx'
import { shownMoment } from './moment.ts'
import { staffNav } from './nav.ts'

export type WaysInProps = {
  /** The person's sessions that are open; `own` is the one that asks. */
  sessions: readonly {
    id: string
    door: 'desk' | 'console'
    organisation: string
    startedAt: Date
    seenAt: Date
    own: boolean
  }[]
  /** What was wrong with a change of password. */
  errors?: readonly FieldTrouble[] | undefined
  /** Whether the password was just changed. */
  changed?: boolean
  passkeys: readonly { id: string; name: string; createdAt: Date }[]
  /** Recovery codes that are still good. */
  codesLeft: number
}

/** On the account page: passkeys and recovery codes. */
export function WaysIn(props: WaysInProps & { lang: Lang }) {
  const { lang, passkeys, codesLeft, sessions, errors, changed } = props
  return (
    <>
      <h2>{say(words.passkeys, lang)}</h2>
      <p>{say(words.passkeysLead, lang)}</p>
      <p class="hint">{say(words.fresh, lang)}</p>
      {passkeys.length === 0 && <p class="meta">{say(words.noPasskeys, lang)}</p>}
      <ul>
        {passkeys.map(({ id, name, createdAt }) => (
          <li class="actions">
            <span>
              {name} – {shownMoment(createdAt)}
            </span>
            <form method="post" action={at(`/tai-khoan/khoa-may/${id}/bo`, lang)}>
              <button type="submit" class="second">
                {say(words.passkeyRemove, lang)}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form
        method="post"
        hidden
        class="card"
        data-passkey-add="/tai-khoan/khoa-may"
        data-stopped={say(words.passkeyStopped, lang)}
      >
        <Field
          lang={lang}
          name="name"
          label={words.passkeyName}
          hint={words.passkeyNameHint}
          autocomplete="off"
        />
        <button type="submit">{say(words.passkeyAdd, lang)}</button>
        <p role="status"></p>
      </form>
      <noscript>
        <p class="hint">{say(words.passkeyNeeds, lang)}</p>
      </noscript>
      <Password lang={lang} errors={errors} changed={changed} />
      <Sessions lang={lang} sessions={sessions} />
      <h2>{say(words.recovery, lang)}</h2>
      <p>
        {say(words.recoveryLead, lang)} <strong>{codesLeft}/10</strong>
      </p>
      <form method="post" action={at('/tai-khoan/ma-du-phong', lang)}>
        <button type="submit" class="second">
          {say(words.recoveryMake, lang)}
        </button>
        {codesLeft > 0 && <span class="hint"> {say(words.recoveryMakeHint, lang)}</span>}
      </form>
    </>
  )
}

function Password(props: Pick<WaysInProps, 'errors' | 'changed'> & { lang: Lang }) {
  const { lang, errors } = props
  return (
    <form method="post" action={at('/tai-khoan/mat-khau', lang)} id="mat-khau">
      <h2>{say(words.password, lang)}</h2>
      {props.changed && (
        <p class="done" role="status">
          {say(words.passwordChanged, lang)}
        </p>
      )}
      <p>{say(words.passwordLead, lang)}</p>
      <Field
        {...{ lang, errors: errors ?? [] }}
        name="present"
        type="password"
        label={words.passwordPresent}
        autocomplete="current-password"
      />
      <Field
        {...{ lang, errors: errors ?? [] }}
        name="password"
        type="password"
        label={words.passwordNew}
        hint={words.passwordNewHint}
        autocomplete="new-password"
      />
      <button type="submit" class="second">
        {say(words.password, lang)}
      </button>
    </form>
  )
}

function Sessions({ lang, sessions }: Pick<WaysInProps, 'sessions'> & { lang: Lang }) {
  return (
    <>
      <h2>{say(words.sessions, lang)}</h2>
      <ul>
        {sessions.map(({ id, door, organisation, startedAt, seenAt, own }) => (
          <li class="actions">
            <span>
              {shownMoment(startedAt)}, {say(words[door], lang)}, {organisation};{' '}
              {say(words.sessionSeen, lang)} {shownMoment(seenAt)}
              {own && <strong> ({say(words.sessionOwn, lang)})</strong>}
            </span>
            {!own && <EndSession lang={lang} which={id} text={words.sessionEnd} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <EndSession lang={lang} which="khac" text={words.sessionsEnd} />}
    </>
  )
}

function EndSession({ lang, which, text }: { lang: Lang; which: string; text: Sentence }) {
  return (
    <form method="post" action={at(`/tai-khoan/phien/${which}/ket-thuc`, lang)}>
      <button type="submit" class="second">
        {say(text, lang)}
      </button>
    </form>
  )
}

/** The codes just made, shown once, to print. */
export function RecoveryPage(props: {
  lang: Lang
  door: 'desk' | 'console'
  actor: { name: string; roles: readonly string[] }
  codes: readonly string[]
}) {
  const { lang, door, actor, codes } = props
  const title = say(words.recovery, lang)
  return (
    <Page
      lang={lang}
      door={door}
      title={title}
      path="/tai-khoan"
      actorName={actor.name}
      nav={staffNav(door, lang, '/tai-khoan', actor.roles)}
    >
      <h1>
        {title} – {actor.name}
      </h1>
      <p class="warn">{say(words.recoveryShown, lang)}</p>
      <ol>
        {codes.map((code) => (
          <li class="digest">{code}</li>
        ))}
      </ol>
      <p>
        <a href={at('/tai-khoan', lang)}>{say(staffWords.back, lang)}</a>
      </p>
    </Page>
  )
}
