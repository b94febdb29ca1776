import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { readBy, formWords as words } from '../words/form.ts'
import { describedBy, type FieldErrors, Question } from './parts.tsx'

/** Someone or something a letter may be about; `post` is what people know, so it comes first. */
export type AboutChoice = {
  id: string
  post: string
  name: string
  /** The other Front that reads letters about this post. */
  reader?: string
}

export type AboutProps = {
  lang: Lang
  officials: readonly AboutChoice[]
  collectives: readonly AboutChoice[]
  chosen: { officials: readonly string[]; collectives: readonly string[]; text: string }
  errors: FieldErrors
}

/** Whom the letter is about: officials post first, collectives, or own words. */
export function AboutQuestion(props: AboutProps) {
  const { lang, officials, collectives, chosen, errors } = props
  const listed = officials.length + collectives.length
  return (
    <Question
      name="about"
      label={words.about}
      {...(listed > 0 && { hint: words.aboutHint })}
      errors={errors}
      lang={lang}
    >
      {listed > 0 && (
        <div class={listed > 8 ? 'scroll' : undefined}>
          {officials.map((one) => (
            <Choice field="official" lang={lang} one={one} chosen={chosen.officials} />
          ))}
          {collectives.length > 0 && <p class="hint">{say(words.collectives, lang)}</p>}
          {collectives.map((one) => (
            <Choice field="collective" lang={lang} one={one} chosen={chosen.collectives} />
          ))}
        </div>
      )}
      <label for="aboutText">{say(words.aboutText, lang)}</label>
      <span class="hint" id="aboutText-hint">
        {say(words.aboutTextHint, lang)}
      </span>
      <input
        type="text"
        id="aboutText"
        name="aboutText"
        value={chosen.text}
        maxlength={300}
        autocomplete="off"
        aria-describedby={describedBy('about', errors, false) ?? 'aboutText-hint'}
        aria-invalid={errors.about ? 'true' : undefined}
      />
    </Question>
  )
}

type ChoiceProps = { lang: Lang; field: string; one: AboutChoice; chosen: readonly string[] }

function Choice({ lang, field, one, chosen }: ChoiceProps) {
  return (
    <label class="option">
      <input type="checkbox" name={field} value={one.id} checked={chosen.includes(one.id)} />
      <span>
        <span class="what">{one.post}</span>
        {one.name !== one.post && ` – ${one.name}`}
        {one.reader && <span class="hint">{say(readBy(one.reader), lang)}</span>}
      </span>
    </label>
  )
}
