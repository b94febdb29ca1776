import type { Child } from 'hono/jsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { formErrorWords } from '../words/form.ts'

/** A place as pages name it. */
export type AreaName = { code: string; kind: string; name: string }

/** Errors of a form, by the name of the field; `form` is about the whole. */
export type FieldErrors = Readonly<Record<string, Sentence>>

/** `khu phố 3`, `phường Mai Lĩnh`: the place's own word before its name, once. */
export function areaName({ kind, name }: AreaName): string {
  return name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind} ${name}`
}

/** Ids a field's control is described by: its hint, and its error when there is one. */
export function describedBy(name: string, errors: FieldErrors, hint: boolean): string | undefined {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(errors[name] ? [`${name}-error`] : [])]
  return ids.length === 0 ? undefined : ids.join(' ')
}

/** The sentence beside a field that says what is wrong with it. */
export function FieldError(props: { name: string; errors: FieldErrors; lang: Lang }) {
  const wrong = props.errors[props.name]
  if (wrong === undefined) return null
  return (
    <span class="error" id={`${props.name}-error`}>
      {say(wrong, props.lang)}
    </span>
  )
}

/** All errors on top of the form, each leading to its field. */
export function ErrorSummary({ errors, lang }: { errors: FieldErrors; lang: Lang }) {
  const wrong = Object.entries(errors)
  if (wrong.length === 0) return null
  return (
    <section class="problems" role="alert" aria-labelledby="problems">
      <h2 id="problems">{say(formErrorWords.summary, lang)}</h2>
      <ul>
        {wrong.map(([name, message]) => (
          <li>
            {name === 'form' ? (
              say(message, lang)
            ) : (
              <a href={`#field-${name}`}>{say(message, lang)}</a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type FieldProps = {
  name: string
  label: Sentence
  hint?: Sentence
  errors: FieldErrors
  lang: Lang
  children?: Child
}

/** One labelled control: label, hint, error, control, in the order they are read. */
export function Field({ name, label, hint, errors, lang, children }: FieldProps) {
  return (
    <div class={errors[name] ? 'field invalid' : 'field'} id={`field-${name}`}>
      <label for={name}>{say(label, lang)}</label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {say(hint, lang)}
        </span>
      )}
      <FieldError name={name} errors={errors} lang={lang} />
      {children}
    </div>
  )
}

/** A question answered by several controls. */
export function Question({ name, label, hint, errors, lang, children }: FieldProps) {
  return (
    <fieldset
      class={errors[name] ? 'invalid' : undefined}
      id={`field-${name}`}
      aria-describedby={describedBy(name, errors, hint !== undefined)}
    >
      <legend>{say(label, lang)}</legend>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {say(hint, lang)}
        </span>
      )}
      <FieldError name={name} errors={errors} lang={lang} />
      {children}
    </fieldset>
  )
}
