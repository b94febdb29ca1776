import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { broughtWords as brought, erasureReason, proofWords as words } from '../words/proof.ts'
import { describedBy, Field, type FieldErrors } from './parts.tsx'

type Erased = { index: number; day: string; reason: string | null }

/** What the log shows of the letter of a receipt; a word when it shows nothing yet. */
export type InLog =
  | { index: number; since: string; until: string; erased: Erased | null }
  | 'waiting'
  | 'no-key'
  | 'broken'

/** What was brought to be checked, and what it showed. */
export type BroughtProps =
  | {
      kind: 'entry'
      organisation: string
      proven: {
        index: number
        said: { kind: string; number?: number | undefined; day?: string; time?: string }
        since: string
        until: string
        erased: Erased | null
      }
    }
  | { kind: 'checkpoint'; organisation: string; day: string; size: number; until: string }
  | { kind: 'fault'; why: Sentence }

type Props = { lang: Lang; log: InLog; receipt: string }

/** On the thread's page: the letter lies in the log since a day, and the proof to keep. */
export function LogStanding({ lang, log, receipt }: Props) {
  const word = typeof log === 'string' ? words[log] : null
  return (
    <section aria-labelledby="log">
      <h2 id="log">{say(words.title, lang)}</h2>
      {word && <p class={log === 'broken' ? 'warn' : undefined}>{say(word, lang)}</p>}
      {typeof log !== 'string' && (
        <>
          <p>{say(words.proven(log.index, log.since, log.until), lang)}</p>
          <Erasure lang={lang} erased={log.erased} />
          <form method="post" action={at('/tra-cuu/chung-minh', lang)} data-stays>
            <input type="hidden" name="receipt" value={receipt} />
            <p>
              <button type="submit" class="second">
                {say(words.save, lang)}
              </button>
            </p>
          </form>
          <p class="hint">
            {say(words.saveHint, lang)}{' '}
            <a href={at('/kiem-chung', lang)}>{say(words.verify, lang)}</a>
          </p>
        </>
      )}
    </section>
  )
}

/** The result of a check, in a sentence or two. */
export function BroughtResult({ lang, checked }: { lang: Lang; checked: BroughtProps }) {
  const sentences = sentencesOf(checked)
  return (
    <section class={checked.kind === 'fault' ? 'warn' : 'done'} role="status">
      {sentences.map((sentence, place) => (
        <p>{place === 0 ? <strong>{say(sentence, lang)}</strong> : say(sentence, lang)}</p>
      ))}
      {checked.kind === 'entry' && <Erasure lang={lang} erased={checked.proven.erased} />}
    </section>
  )
}

/** The form that takes a file or pasted text, without any script. */
export function BroughtForm({ lang, errors }: { lang: Lang; errors: FieldErrors }) {
  return (
    <section aria-labelledby="brought">
      <h2 id="brought">{say(brought.title, lang)}</h2>
      <p>{say(brought.lead, lang)}</p>
      <form
        method="post"
        action={at('/kiem-chung/tep', lang)}
        enctype="multipart/form-data"
        novalidate
      >
        <Field name="file" label={brought.file} errors={errors} lang={lang}>
          <input type="file" id="file" name="file" />
        </Field>
        <Field name="text" label={brought.text} errors={errors} lang={lang}>
          <textarea
            id="text"
            name="text"
            rows={6}
            maxlength={20_000}
            spellcheck={false}
            autocomplete="off"
            aria-describedby={describedBy('text', errors, false)}
            aria-invalid={errors.text ? 'true' : undefined}
          />
        </Field>
        <p>
          <button type="submit">{say(brought.check, lang)}</button>
        </p>
      </form>
    </section>
  )
}

function Erasure({ lang, erased }: { lang: Lang; erased: Erased | null }) {
  if (!erased) return null
  const { day, index, reason } = erased
  return <p>{say(words.erased(day, index, erasureReason(reason)), lang)}</p>
}

function sentencesOf(checked: BroughtProps): Sentence[] {
  if (checked.kind === 'fault') return [checked.why]
  const { organisation } = checked
  if (checked.kind === 'checkpoint') {
    return [brought.checkpointHolds(organisation, checked.day, checked.size, checked.until)]
  }
  const { index, said, since, until } = checked.proven
  const isLetter = said.kind === 'letter.received'
  return [
    brought.entryHolds(organisation, index, since, until),
    isLetter ? brought.isLetter(said.number, said.day ?? since) : brought.isOther(said.kind),
  ]
}
