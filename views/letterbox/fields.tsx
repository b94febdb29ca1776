import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { formWords as words } from '../words/form.ts'
import type { FormValues } from './form.tsx'
import { describedBy, Field, FieldError, type FieldErrors, Question } from './parts.tsx'

type Props = { lang: Lang; values: FormValues; errors: FieldErrors }

/** When it happened: three lists, because month pickers fail on old phones. */
export function WhenQuestion(props: Props & { years: readonly number[] }) {
  const { lang, values, errors } = props
  const days = Array.from({ length: 31 }, (_, i) => i + 1)
  const months = days.slice(0, 12)
  return (
    <Question name="when" label={words.when} hint={words.whenHint} errors={errors} lang={lang}>
      <div class="inline">
        <Pick name="day" label={say(words.day, lang)} lang={lang} from={days} chosen={values.day} />
        <Pick
          name="month"
          label={say(words.month, lang)}
          lang={lang}
          from={months}
          chosen={values.month}
        />
        <Pick
          name="year"
          label={say(words.year, lang)}
          lang={lang}
          from={props.years}
          chosen={values.year}
        />
      </div>
    </Question>
  )
}

type PickProps = {
  name: string
  label: string
  lang: Lang
  from: readonly number[]
  chosen: string
}

function Pick({ name, label, lang, from, chosen }: PickProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} autocomplete="off">
        <option value="">{say(words.unknown, lang)}</option>
        {from.map((value) => (
          <option value={String(value)} selected={String(value) === chosen}>
            {value}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Where it was seen. */
export function PlaceQuestion({ lang, values, errors }: Props) {
  const places = ['residence', 'workplace', 'other'] as const
  return (
    <Question name="place" label={words.place} errors={errors} lang={lang}>
      {places.map((place) => (
        <label class="option">
          <input type="radio" name="place" value={place} checked={values.place === place} />
          <span>{say(words.places[place], lang)}</span>
        </label>
      ))}
    </Question>
  )
}

/** Pictures, voice and papers. */
export function FilesField({ lang, errors }: { lang: Lang; errors: FieldErrors }) {
  return (
    <Field name="files" label={words.files} hint={words.filesHint} errors={errors} lang={lang}>
      <input
        type="file"
        id="files"
        name="files"
        multiple
        accept=".jpg,.jpeg,.png,.webp,.heic,.pdf,.mp3,.m4a,.mp4"
        aria-describedby={describedBy('files', errors, true)}
        aria-invalid={errors.files ? 'true' : undefined}
      />
    </Field>
  )
}

/** The one compulsory question; nothing is chosen beforehand (Luật 91/2025: no default consent). */
export function UseQuestion({ lang, values, errors }: Props) {
  const uses = ['record', 'front-only'] as const
  return (
    <Question name="use" label={words.use} hint={words.useHint} errors={errors} lang={lang}>
      {uses.map((use) => (
        <label class="option">
          <input type="radio" name="use" value={use} required checked={values.use === use} />
          <span>
            <span class="what">{say(words.uses[use].name, lang)}</span>{' '}
            {say(words.uses[use].what, lang)}
          </span>
        </label>
      ))}
    </Question>
  )
}

/** A way to be told, with a consent of its own; and the one-time slip. Folded until wanted. */
export function ContactFields({ lang, values, errors }: Props) {
  const open = values.contact !== '' || errors.contact !== undefined || errors.consent !== undefined
  return (
    <>
      <details open={open}>
        <summary>{say(words.contact, lang)}</summary>
        <Contact lang={lang} values={values} errors={errors} />
      </details>
      <details open={values.slip !== '' || errors.slip !== undefined}>
        <summary>{say(words.slip, lang)}</summary>
        <Field
          name="slip"
          label={words.slipLabel}
          hint={words.slipHint}
          errors={errors}
          lang={lang}
        >
          <input
            type="text"
            id="slip"
            name="slip"
            value={values.slip}
            maxlength={60}
            autocomplete="off"
            aria-describedby={describedBy('slip', errors, true)}
            aria-invalid={errors.slip ? 'true' : undefined}
          />
        </Field>
      </details>
    </>
  )
}

function Contact({ lang, values, errors }: Props) {
  return (
    <div class={errors.contact || errors.consent ? 'field contact invalid' : 'field contact'}>
      <label for="contact" id="field-contact">
        {say(words.contactLabel, lang)}
      </label>
      <span class="hint" id="contact-hint">
        {say(words.contactHint, lang)}
      </span>
      <FieldError name="contact" errors={errors} lang={lang} />
      <input
        type="text"
        id="contact"
        name="contact"
        value={values.contact}
        placeholder=" "
        maxlength={200}
        autocomplete="off"
        aria-describedby={describedBy('contact', errors, true)}
        aria-invalid={errors.contact ? 'true' : undefined}
      />
      <div class="consent" id="field-consent">
        <FieldError name="consent" errors={errors} lang={lang} />
        <label class="option">
          <input
            type="checkbox"
            name="consent"
            value="yes"
            checked={values.consent}
            aria-describedby={describedBy('consent', errors, false)}
          />
          <span>{say(words.contactConsent, lang)}</span>
        </label>
      </div>
    </div>
  )
}
