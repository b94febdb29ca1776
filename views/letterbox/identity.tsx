import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { identityWords as words } from '../words/identity.ts'
import type { FormValues } from './form.tsx'
import { FieldError, type FieldErrors } from './parts.tsx'

const parts = [
  ['name', 'identityName'],
  ['phone', 'identityPhone'],
  ['address', 'identityAddress'],
] as const

/** Who somebody is, for the two custodians alone; folded until wanted, and never asked for. */
export function IdentityFields(props: { lang: Lang; values: FormValues; errors: FieldErrors }) {
  const { lang, values, errors } = props
  const open = Object.values(values.identity).some(Boolean) || errors.identity !== undefined
  return (
    <details open={open}>
      <summary>{say(words.title, lang)}</summary>
      <p class="hint" id="identity-hint">
        {say(words.hint, lang)}
      </p>
      <FieldError name="identity" errors={errors} lang={lang} />
      {parts.map(([part, name]) => (
        <div class="field">
          <label for={name}>{say(words[part], lang)}</label>
          <input
            type={part === 'phone' ? 'tel' : 'text'}
            id={name}
            name={name}
            value={values.identity[part]}
            maxlength={300}
            autocomplete="off"
            aria-describedby="identity-hint"
          />
        </div>
      ))}
    </details>
  )
}
