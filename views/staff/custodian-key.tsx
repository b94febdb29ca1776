import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { custodianSteps as steps, custodianWords as words } from '../words/custodians.ts'

/** A custodian's own key as the page needs it; `publicKey` in base64url. */
export type OwnKeyShown = { id: string; publicKey: string; fingerprint: string }

type Step = keyof typeof steps

/** A custodian's own key: making one, its sheet, typing it back, resetting the passphrase. */
export function KeyMaking({
  lang,
  name,
  own,
}: {
  lang: Lang
  name: string
  own: OwnKeyShown | null
}) {
  return (
    <section aria-labelledby="own">
      <h2 id="own">{say(words.own, lang)}</h2>
      <noscript>
        <p class="problems">{say(words.script, lang)}</p>
      </noscript>
      {own ? (
        <p>
          {say(words.ownIs, lang)} <span class="digest">{own.fingerprint}</span>
        </p>
      ) : (
        <p class="notice">{say(words.ownNone, lang)}</p>
      )}
      <Make lang={lang} open={own === null} />
      <Sheet lang={lang} name={name} />
      <Confirm lang={lang} />
      {own && <Reset lang={lang} own={own} />}
      <script src="/nguoi-giu-khoa/ma.js" defer></script>
    </section>
  )
}

function Make({ lang, open }: { lang: Lang; open: boolean }) {
  return (
    <details open={open}>
      <summary>{say(words.make, lang)}</summary>
      <form data-part="make" class="card">
        <p class="hint">{say(words.makeHint, lang)}</p>
        <Secret lang={lang} id="make-passphrase" label={words.passphrase} />
        <Secret lang={lang} id="make-again" label={words.again} />
        <Steps lang={lang} some={['short', 'differ', 'working']} />
        <button type="submit">{say(words.make, lang)}</button>
      </form>
    </details>
  )
}

function Sheet({ lang, name }: { lang: Lang; name: string }) {
  return (
    <div data-part="sheet" class="card recovery-sheet" hidden>
      <h3>{say(words.sheet, lang)}</h3>
      <p>{say(words.sheetLead, lang)}</p>
      <p>
        {say(words.sheetOf, lang)}: {name}
        <br />
        {say(words.print, lang)}: <span class="digest" data-part="fingerprint"></span>
      </p>
      <ol class="groups" data-part="groups"></ol>
      <button type="button" class="second">
        {say(words.printIt, lang)}
      </button>
    </div>
  )
}

function Confirm({ lang }: { lang: Lang }) {
  return (
    <form data-part="confirm" class="card" hidden>
      <div class="field">
        <label for="confirm-1">
          {say(words.confirm, lang)} <span data-part="place-1"></span>
        </label>
        <input type="text" id="confirm-1" inputmode="numeric" maxlength={8} autocomplete="off" />
      </div>
      <div class="field">
        <label for="confirm-2">
          {say(words.confirmAnd, lang)} <span data-part="place-2"></span>
        </label>
        <input type="text" id="confirm-2" inputmode="numeric" maxlength={8} autocomplete="off" />
      </div>
      <Steps lang={lang} some={['wrongGroups', 'failed', 'made']} />
      <button type="submit">{say(words.finish, lang)}</button>
    </form>
  )
}

function Reset({ lang, own }: { lang: Lang; own: OwnKeyShown }) {
  return (
    <details>
      <summary>{say(words.forgot, lang)}</summary>
      <form data-part="reset" class="card" data-key={own.id} data-public-key={own.publicKey}>
        <p class="hint">{say(words.forgotHint, lang)}</p>
        <div class="field">
          <label for="reset-groups">{say(words.groups, lang)}</label>
          <input type="text" id="reset-groups" inputmode="numeric" autocomplete="off" />
        </div>
        <Secret lang={lang} id="reset-passphrase" label={words.passphrase} />
        <Secret lang={lang} id="reset-again" label={words.again} />
        <Steps
          lang={lang}
          some={['short', 'differ', 'wrongGroups', 'otherKey', 'working', 'failed', 'reset']}
        />
        <button type="submit">{say(words.reset, lang)}</button>
      </form>
    </details>
  )
}

function Secret({ lang, id, label }: { lang: Lang; id: string; label: Sentence }) {
  return (
    <div class="field">
      <label for={id}>{say(label, lang)}</label>
      <input type="password" id={id} autocomplete="off" />
    </div>
  )
}

const good: readonly Step[] = ['working', 'made', 'reset']

// All sentences are there from the start; the script shows the one that fits.
function Steps({ lang, some }: { lang: Lang; some: readonly Step[] }) {
  return (
    <div role="status">
      {some.map((step) => (
        <p data-say={step} class={good.includes(step) ? 'notice' : 'problems'} hidden>
          {say(steps[step], lang)}
        </p>
      ))}
    </div>
  )
}
