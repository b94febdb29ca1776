import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'

/** What is wrong with a field, as the chapter names it. */
export type FieldTrouble = { path: string; message: Sentence }

type FieldProps = {
  lang: Lang
  name: string
  label: Sentence
  hint?: Sentence
  value?: string
  type?: 'text' | 'password'
  autocomplete?: string
  inputmode?: 'numeric'
  required?: boolean
  errors?: readonly FieldTrouble[]
}

/** One labelled line to type in, with its hint and what is wrong with it. */
export function Field(props: FieldProps) {
  const { lang, name, hint } = props
  const error = props.errors?.find(({ path }) => path === name)
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={name}>{say(props.label, lang)}</label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {say(hint, lang)}
        </span>
      )}
      {error && (
        <span class="error" id={`${name}-error`}>
          {say(error.message, lang)}
        </span>
      )}
      <input
        id={name}
        name={name}
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize="none"
        spellcheck={false}
        inputmode={props.inputmode}
        required={props.required ?? true}
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  )
}

type ChoiceProps = {
  lang: Lang
  name: string
  /** Needed where two forms of a page have a field of this name. */
  id?: string
  label: Sentence
  options: readonly { value: string; text: string }[]
  /** Text of the empty first choice; without it the first option is preselected. */
  none?: Sentence
  value?: string
  errors?: readonly FieldTrouble[]
}

/** One list to choose from. */
export function Choice(props: ChoiceProps) {
  const { lang, name, none, id = name } = props
  const error = props.errors?.find(({ path }) => path === name)
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={id}>{say(props.label, lang)}</label>
      {error && (
        <span class="error" id={`${id}-error`}>
          {say(error.message, lang)}
        </span>
      )}
      <select id={id} name={name} aria-describedby={error ? `${id}-error` : undefined}>
        {none && <option value="">{say(none, lang)}</option>}
        {props.options.map(({ value, text }) => (
          <option value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What went wrong, on top of the form. */
export function Trouble({ lang, sentence }: { lang: Lang; sentence: Sentence | undefined }) {
  return sentence === undefined ? null : (
    <div class="problems" role="alert">
      <p>{say(sentence, lang)}</p>
    </div>
  )
}
