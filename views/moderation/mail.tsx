import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import {
  automaticNames,
  type CharsetName,
  charsetNames,
  verdictResults,
  originWords as words,
} from '../words/origin.ts'

export type MailProps = {
  letter: string
  verdict: { spf?: string; dkim?: string; dmarc?: string }
  automatic?: keyof typeof automaticNames
  unread: boolean
  charsets: readonly string[]
  folded: string
  readAs: string | null
}

/** A reading that was asked for and is not kept yet. */
export type Tried = { letter: string; charset: string; text: string; folded: string }

export type RereadProps = {
  /** The feedback's id, and the queue's filter as it goes on in addresses. */
  id: string
  tail: string
  mayReread: boolean
  tried: Tried | null
  error: Sentence | undefined
}

/** Below a letter that came by mail: the server's verdict, what is folded away, another charset. */
export function MailSide(props: MailProps & RereadProps & { lang: Lang }) {
  const { lang, automatic, unread, folded } = props
  return (
    <>
      <Verdict {...props} />
      {automatic && <p class="notice">{say(automaticNames[automatic], lang)}</p>}
      {unread && <p class="warn">{say(words.unread, lang)}</p>}
      {folded !== '' && <Folded lang={lang} text={folded} />}
      {!unread && <Reread {...props} />}
    </>
  )
}

const methods = ['spf', 'dkim', 'dmarc'] as const

function Verdict({ lang, verdict }: MailProps & { lang: Lang }) {
  const checked = methods.flatMap((method) => {
    const result = verdict[method]
    if (result === undefined) return []
    const word = verdictResults[result]
    return [`${method.toUpperCase()}: ${word ? say(word, lang) : result}`]
  })
  const found = checked.length > 0 ? checked.join(' · ') : say(words.unchecked, lang)
  return (
    <p class="meta">
      {say(words.verdict, lang)}: <strong>{found}</strong>.{' '}
      <span>{say(words.verdictHint, lang)}</span>
    </p>
  )
}

function Folded({ lang, text }: { lang: Lang; text: string }) {
  return (
    <details>
      <summary>{say(words.folded, lang)}</summary>
      <p class="hint">{say(words.foldedHint, lang)}</p>
      <blockquote class="letter">{text}</blockquote>
    </details>
  )
}

function Reread(props: MailProps & RereadProps & { lang: Lang }) {
  const { lang, letter, id, tail, tried, readAs, mayReread, error } = props
  const mine = tried?.letter === letter ? tried : null
  const chosen = mine?.charset ?? readAs ?? ''
  return (
    <>
      {readAs !== null && (
        <p class="meta">
          {say(words.now, lang)} {nameOf(readAs, lang)}.
        </p>
      )}
      {mayReread && (
        <details open={mine !== null || error !== undefined} id={`doc-lai-${letter}`}>
          <summary>{say(words.reread, lang)}</summary>
          <form method="post" action={at(`/y-kien/${id}/doc-lai${tail}`, lang)}>
            <input type="hidden" name="letter" value={letter} />
            <p class="meta">
              {say(words.named, lang)}: {namedOf(props.charsets, lang)}
            </p>
            <div class={error ? 'field invalid' : 'field'}>
              <label for={`charset-${letter}`}>{say(words.charset, lang)}</label>
              {error && <span class="error">{say(error, lang)}</span>}
              <select id={`charset-${letter}`} name="charset">
                {Object.keys(charsetNames).map((name) => (
                  <option value={name} selected={name === chosen}>
                    {nameOf(name, lang)}
                  </option>
                ))}
              </select>
            </div>
            <button type="submit" name="step" value="try" class="second">
              {say(words.tryOne, lang)}
            </button>{' '}
            <button type="submit" name="step" value="use">
              {say(words.use, lang)}
            </button>
          </form>
          {mine && <TriedText lang={lang} tried={mine} />}
        </details>
      )}
    </>
  )
}

function TriedText({ lang, tried }: { lang: Lang; tried: Tried }) {
  return (
    <>
      <p class="meta">
        {say(words.tried, lang)}: {nameOf(tried.charset, lang)}
      </p>
      <blockquote class="letter">{tried.text}</blockquote>
    </>
  )
}

function nameOf(charset: string, lang: Lang): string {
  const name = charsetNames[charset as CharsetName]
  return name ? say(name, lang) : charset
}

function namedOf(charsets: readonly string[], lang: Lang): string {
  const names = charsets.map((name) => (name === '' ? say(words.nameless, lang) : name))
  return names.join(', ') || say(words.nameless, lang)
}
