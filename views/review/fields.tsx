import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { describedBy, Field } from '../letterbox/parts.tsx'
import type { Returned } from './shell.tsx'

type Props = {
  lang: Lang
  name: string
  label: Sentence
  hint?: Sentence
  returned: Returned
  /** Shown until something was typed. */
  value?: string
}

const described = ({ name, hint, returned }: Props) => ({
  id: name,
  name,
  'aria-describedby': describedBy(name, returned.errors, hint !== undefined),
  'aria-invalid': returned.errors[name] ? ('true' as const) : undefined,
})

const shown = ({ name, returned, value }: Props) => returned.typed[name] ?? value ?? ''

/** One line, a day, or a number. */
export function Line(
  props: Props & { type?: 'text' | 'date' | 'datetime-local' | 'number' | 'search' },
) {
  return (
    <Field {...props} errors={props.returned.errors}>
      <input
        {...described(props)}
        type={props.type ?? 'text'}
        value={shown(props)}
        maxlength={props.type === undefined || /^(text|search)$/.test(props.type) ? 250 : undefined}
        autocomplete="off"
      />
    </Field>
  )
}

/** Several lines. */
export function Paragraphs(props: Props & { most: number; kept?: boolean }) {
  return (
    <Field {...props} errors={props.returned.errors}>
      <textarea
        {...described(props)}
        rows={6}
        maxlength={props.most}
        data-autosave={props.kept ? '' : undefined}
      >
        {shown(props)}
      </textarea>
    </Field>
  )
}

export type Option = { value: string; text: string }

/** One of a list; `none` is the text of the empty choice. */
export function Pick(props: Props & { options: readonly Option[]; none?: Sentence }) {
  const chosen = shown(props)
  return (
    <Field {...props} errors={props.returned.errors}>
      <select {...described(props)}>
        {props.none && <option value="">{say(props.none, props.lang)}</option>}
        {props.options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A box to tick. */
export function Tick({ lang, name, label, returned }: Props) {
  return (
    <label class="option">
      <input type="checkbox" name={name} value="yes" checked={returned.typed[name] === 'yes'} />
      <span>{say(label, lang)}</span>
    </label>
  )
}

/** The choices of a table of words. */
export function optionsOf(words: Readonly<Record<string, Sentence>>, lang: Lang): Option[] {
  return Object.entries(words).map(([value, sentence]) => ({ value, text: say(sentence, lang) }))
}
