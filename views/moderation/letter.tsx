import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { benchWords as words } from '../words/console.ts'
import { moderationWords } from '../words/moderation.ts'
import { type SenderActName, senderActNames } from '../words/states.ts'

export type LetterProps = {
  id: string
  /** Why there are no words to show, if there are none. */
  without: 'role' | 'locked' | 'gone' | null
  text: string
  use: 'record' | 'front-only'
  about: readonly { name?: string; text?: string }[]
  observedOn: string | null
  place: 'residence' | 'workplace' | 'other' | null
  attachments: readonly { id: string; name: string; type: string; size: number }[]
  messages: readonly { from: 'sender' | 'staff'; day: string; text: string }[]
  acts: readonly { act: SenderActName; day: string; answered: boolean }[]
}

const none: Record<'role' | 'locked' | 'gone', Sentence> = {
  role: words.hidden,
  locked: moderationWords.locked,
  gone: words.gone,
}

/** The left side: what the sender did and wrote. */
export function LetterSide(props: LetterProps & { lang: Lang }) {
  const { lang, without } = props
  return (
    <>
      <Acts {...props} />
      {props.use === 'front-only' && <p class="warn">{say(words.frontOnly, lang)}</p>}
      <Facts {...props} />
      {without ? (
        <p class="notice">{say(none[without], lang)}</p>
      ) : (
        <blockquote class="letter">{props.text}</blockquote>
      )}
      <Files {...props} />
      <Thread {...props} />
    </>
  )
}

// An objection that nothing has answered yet must not be overlooked.
function Acts({ lang, acts }: LetterProps & { lang: Lang }) {
  return (
    <>
      {acts.map(({ act, day, answered }) => (
        <p class={classOf(act, answered)}>
          <strong>{say(senderActNames[act], lang)}</strong>{' '}
          <span class="meta">{shownDay(day)}</span>
        </p>
      ))}
    </>
  )
}

function classOf(act: SenderActName, answered: boolean): string {
  if (act === 'satisfied') return 'done'
  return answered ? 'notice' : 'problems'
}

function Facts({ lang, about, observedOn, place }: LetterProps & { lang: Lang }) {
  const named = about.map(({ name, text }) => name ?? `“${text ?? '?'}”`)
  return (
    <p class="about">
      <strong>{say(words.about, lang)}:</strong> {named.length === 0 ? '–' : named.join('; ')}
      {observedOn && ` · ${say(words.when, lang)} ${shownDay(observedOn)}`}
      {place && ` · ${say(words.where, lang)} ${say(words[place], lang)}`}
    </p>
  )
}

function Files({ lang, id, attachments }: LetterProps & { lang: Lang }) {
  if (attachments.length === 0) return null
  return (
    <>
      <h2>{say(words.files, lang)}</h2>
      <ul>
        {attachments.map((file) => (
          <li>
            <a href={`/y-kien/${id}/tep/${file.id}`} download>
              {file.name || file.type}
            </a>{' '}
            <span class="meta">
              {file.type} · {sizeWords(file.size)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function sizeWords(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`
}

function Thread({ lang, messages }: LetterProps & { lang: Lang }) {
  if (messages.length === 0) return null
  return (
    <>
      <h2>{say(words.thread, lang)}</h2>
      <ol class="messages">
        {messages.map(({ from, day, text }) => (
          <li class={from}>
            <p class="meta">
              {say(from === 'staff' ? words.staff : words.sender, lang)} · {shownDay(day)}
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
