import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { benchWords as words } from '../words/console.ts'
import { copyRefusals, copyWords, releaseWords } from '../words/copies.ts'
import { moderationWords } from '../words/moderation.ts'
import { type SenderActName, senderActNames } from '../words/states.ts'
import { CopyFolded, Folded, type FoldProps } from './folds.tsx'
import { type MailProps, MailSide, type RereadProps } from './mail.tsx'
import { Origin, type OriginProps } from './origin.tsx'

export type LetterProps = OriginProps &
  RereadProps & {
    /** Why there are no words to show, if there are none. */
    without: 'role' | 'locked' | 'gone' | null
    text: string
    /** Passages of the text that may tell who somebody is. */
    folds: readonly FoldProps[]
    /** Whether this person may write a summary now. */
    writes: boolean
    use: 'record' | 'front-only'
    about: readonly { name?: string; text?: string }[]
    observedOn: string | null
    place: 'residence' | 'workplace' | 'other' | null
    attachments: readonly {
      id: string
      name: string
      type: string
      size: number
      copy: { version: number; pages: number; refusal: keyof typeof copyRefusals | null } | null
    }[]
    /** What is known of the mail that opened it. */
    mail: MailProps | null
    messages: readonly { from: 'sender' | 'staff'; day: string; text: string; mail?: MailProps }[]
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
      <Origin {...props} />
      <Facts {...props} />
      {without ? (
        <p class="notice">{say(none[without], lang)}</p>
      ) : (
        <blockquote class="letter">
          <Folded {...props} />
        </blockquote>
      )}
      <CopyFolded {...props} />
      {props.mail && <MailSide {...props} {...props.mail} />}
      <Files {...props} />
      {without === null && (
        <p class="meta">
          <a href={at(`/y-kien/${props.id}/cho-ra`, lang)}>{say(releaseWords.title, lang)}…</a>
        </p>
      )}
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

function Files(props: LetterProps & { lang: Lang }) {
  const { lang, id, attachments } = props
  if (attachments.length === 0) return null
  return (
    <>
      <h2>{say(words.files, lang)}</h2>
      <ul class="files">
        {attachments.map((file) => (
          <li>
            <Copied lang={lang} id={id} file={file} />
            <a href={at(`/y-kien/${id}/tep/${file.id}/xem`, lang)}>{file.name || file.type}</a>{' '}
            <span class="meta">
              {file.type} · {sizeWords(file.size)} ·{' '}
              <a href={`/y-kien/${id}/tep/${file.id}`} download>
                {say(copyWords.original, lang)}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

// The copy is what one sees; the original is asked for by name.
function Copied(given: { lang: Lang; id: string; file: LetterProps['attachments'][number] }) {
  const { lang, id, file } = given
  if (file.copy === null) return <p class="meta">{say(copyWords.making, lang)}</p>
  if (file.copy.refusal) return <p class="meta">{say(copyRefusals[file.copy.refusal], lang)}</p>
  const source = `/y-kien/${id}/tep/${file.id}/trang/1?ban=${file.copy.version}`
  const name = `${say(copyWords.title, lang)}: ${file.name}`
  return (
    <a href={at(`/y-kien/${id}/tep/${file.id}/xem`, lang)}>
      <img src={source} alt={name} loading="lazy" />
    </a>
  )
}

function sizeWords(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`
}

function Thread(props: LetterProps & { lang: Lang }) {
  const { lang, messages } = props
  if (messages.length === 0) return null
  return (
    <>
      <h2>{say(words.thread, lang)}</h2>
      <ol class="messages">
        {messages.map(({ from, day, text, mail }) => (
          <li class={from}>
            <p class="meta">
              {say(from === 'staff' ? words.staff : words.sender, lang)} · {shownDay(day)}
            </p>
            <p>{text}</p>
            {mail && <MailSide {...props} {...mail} />}
          </li>
        ))}
      </ol>
    </>
  )
}
