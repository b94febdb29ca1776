import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { staffWords as words } from '../words/staff.ts'
import { waysInWords } from '../words/ways-in.ts'
import { Field, Trouble } from './field.tsx'
import { staffNav } from './nav.ts'

export type StaffPageProps = { lang: Lang; door: 'desk' | 'console' }

/** Sign-in: name, password and code in one step; works without JavaScript. */
export function SignInPage(
  props: StaffPageProps & { next: string; name?: string; trouble?: Sentence },
) {
  const { lang, door, next } = props
  return (
    <Page
      lang={lang}
      door={door}
      title={say(words.signIn, lang)}
      path={signInPath(next)}
      scripts={['passkey.js']}
    >
      <h1>{say(words.signIn, lang)}</h1>
      <Trouble lang={lang} sentence={props.trouble} />
      <div class="split">
        <form method="post" action={at('/dang-nhap', lang)}>
          <input type="hidden" name="next" value={next} />
          <Field
            lang={lang}
            name="name"
            label={words.signInName}
            value={props.name}
            autocomplete="username"
          />
          <Field
            lang={lang}
            name="password"
            label={words.password}
            type="password"
            autocomplete="current-password"
          />
          <Field
            lang={lang}
            name="code"
            label={words.code}
            hint={waysInWords.codeOrRecovery}
            autocomplete="one-time-code"
          />
          <p>
            <button type="submit">{say(words.signIn, lang)}</button>
          </p>
        </form>
        <PasskeySignIn lang={lang} next={next} />
      </div>
      <p class="hint">{say(words.idleHint, lang)}</p>
    </Page>
  )
}

// Shown by its script alone: without one there is no passkey.
function PasskeySignIn({ lang, next }: { lang: Lang; next: string }) {
  return (
    <form
      method="post"
      hidden
      class="card"
      data-passkey-sign-in="/dang-nhap/khoa-may"
      data-next={at(next, lang)}
      data-stopped={say(waysInWords.passkeyStopped, lang)}
    >
      <p class="hint">{say(waysInWords.passkeySignInHint, lang)}</p>
      <button type="submit" class="second">
        {say(waysInWords.passkeySignIn, lang)}
      </button>
      <p role="status"></p>
    </form>
  )
}

/** The page behind a one-time link (the demo's, a cell's): one button, so that a preview uses nothing up. */
export function EnterPage(props: StaffPageProps & { path: string; cell?: string }) {
  const { lang, door, path, cell } = props
  const shown =
    cell === undefined
      ? { title: words.enter, lead: words.enterLead, button: words.enterButton }
      : {
          title: waysInWords.cellEnter,
          lead: waysInWords.cellEnterLead,
          button: waysInWords.cellEnterButton,
        }
  return (
    <Page lang={lang} door={door} title={say(shown.title, lang)} path={path}>
      <h1>{say(shown.title, lang)}</h1>
      {cell !== undefined && (
        <p>
          <strong>{cell}</strong>
        </p>
      )}
      <p class="lead">{say(shown.lead, lang)}</p>
      <form method="post" action={at(path, lang)}>
        <button type="submit">{say(shown.button, lang)}</button>
      </form>
    </Page>
  )
}

/** One sentence about what did not work, and the way back. */
export function StaffProblemPage(
  props: StaffPageProps & {
    path: string
    sentence: Sentence
    actor?: { name: string; roles: readonly string[] }
  },
) {
  const { lang, door, path, sentence, actor } = props
  const title = say(words.problem, lang)
  const nav = actor && staffNav(door, lang, path, actor.roles)
  return (
    <Page {...{ lang, door, title, path, nav }} actorName={actor?.name}>
      <h1>{title}</h1>
      <Trouble lang={lang} sentence={sentence} />
      <p>
        <a href={at('/', lang)}>{say(words.start, lang)}</a>
      </p>
    </Page>
  )
}

function signInPath(next: string): string {
  return next === '/' ? '/dang-nhap' : `/dang-nhap?next=${encodeURIComponent(next)}`
}
