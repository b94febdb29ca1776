import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { outcomeWords, requestWords, rightsWords as words } from '../words/rights.ts'

type Kind = keyof typeof requestWords

export type RightsProps = {
  lang: Lang
  receipt: string
  /** Makes sending the same text twice one message. */
  messageKey: string
  /** What the sender agreed to, in which version of the words. */
  consents: readonly {
    purpose: keyof typeof words.purposes
    version: string
    day: string
  }[]
  /** What was asked for, with the newest answer's outcome. */
  requests: readonly { kind: Kind; day: string; outcome: keyof typeof outcomeWords | null }[]
}

/** What was agreed to, what was asked for, and a form to ask. Works without JavaScript. */
export function SenderRights(props: RightsProps) {
  const { lang, receipt, consents, requests } = props
  const kinds = Object.keys(requestWords) as Kind[]
  return (
    <details>
      <summary>{say(words.title, lang)}</summary>
      {consents.length > 0 && (
        <>
          <h2>{say(words.agreed, lang)}</h2>
          <ul>
            {consents.map(({ purpose, version, day }) => (
              <li>
                {say(words.purposes[purpose], lang)}, {shownDay(day)}.{' '}
                <a href={at(`/quyen-rieng-tu/da-dong-y#${anchorOf(version)}`, lang)}>
                  {say(words.read, lang)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {requests.length > 0 && (
        <>
          <h2>{say(words.asked, lang)}</h2>
          <ul>
            {requests.map(({ kind, day, outcome }) => (
              <li>
                {say(requestWords[kind].name, lang)}, {shownDay(day)}:{' '}
                {say(outcome ? outcomeWords[outcome] : words.waiting, lang)}
              </li>
            ))}
          </ul>
        </>
      )}
      <form method="post" action={at('/tra-cuu', lang)}>
        <input type="hidden" name="receipt" value={receipt} />
        <input type="hidden" name="key" value={props.messageKey} />
        <fieldset>
          <legend>{say(words.lead, lang)}</legend>
          {kinds.map((kind) => (
            <label class="option">
              <input type="radio" name="request" value={kind} required />
              <span>{say(requestWords[kind].name, lang)}</span>
            </label>
          ))}
        </fieldset>
        <label for="request-why">{say(words.why, lang)}</label>
        <textarea id="request-why" name="text" rows={3} maxlength={10000} />
        <p>
          <button type="submit" class="second">
            {say(words.send, lang)}
          </button>
        </p>
      </form>
    </details>
  )
}

/** Where a version's words stand on the page: without what names the channel. */
export function anchorOf(version: string): string {
  return `v-${version.split('/')[0] ?? version}`
}
