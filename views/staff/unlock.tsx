import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { unlockWords as words } from '../words/unlock.ts'

export type UnlockProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  locked: boolean
  trouble: Sentence | undefined
}

/** `GET /mo-khoa`: says whether the keys are open, and takes the passphrase when they are not. */
export function UnlockPage({ lang, actorName, roles, locked, trouble }: UnlockProps) {
  const title = say(words.title, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/mo-khoa"
      actorName={actorName}
      nav={consoleNav(lang, '/mo-khoa', roles)}
    >
      <h1>{title}</h1>
      {trouble && (
        <p class="problems" role="alert">
          {say(trouble, lang)}
        </p>
      )}
      <p class={locked ? 'notice' : 'done'}>{say(locked ? words.locked : words.open, lang)}</p>
      {locked && (
        <form method="post" action={at('/mo-khoa', lang)}>
          <div class="field">
            <label for="passphrase">{say(words.passphrase, lang)}</label>
            <input
              type="password"
              id="passphrase"
              name="passphrase"
              maxlength={1000}
              autocomplete="off"
              required
            />
          </div>
          <button type="submit">{say(words.unlock, lang)}</button>
        </form>
      )}
    </Page>
  )
}
