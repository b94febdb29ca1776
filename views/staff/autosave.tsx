import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { autosaveWords as words } from '../words/staff.ts'

/**
 * What `autosave.js` shows inside a `<form data-autosave-form="name">` whose fields carry
 * `data-autosave`: the offer of a draft, and whether the last save worked. Hidden without script.
 */
export function Autosave({ lang }: { lang: Lang }) {
  return (
    <>
      <div class="notice no-print" data-autosave-offer hidden>
        <p>{say(words.offer, lang)}</p>
        <p class="actions">
          <button type="button" class="second" data-autosave-restore>
            {say(words.restore, lang)}
          </button>
          <button type="button" class="second" data-autosave-discard>
            {say(words.discard, lang)}
          </button>
        </p>
      </div>
      <p class="hint" role="status">
        <span data-autosave-state="saved" hidden>
          {say(words.saved, lang)}
        </span>
        <span data-autosave-state="failed" hidden>
          {say(words.failed, lang)}
        </span>
        <span data-autosave-state="signed-out" hidden>
          {say(words.signedOut, lang)}
        </span>
      </p>
    </>
  )
}
