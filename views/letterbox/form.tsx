import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { withdrawWords, formWords as words } from '../words/form.ts'
import { type AboutChoice, AboutQuestion } from './about.tsx'
import type { LetterKind } from './choice.tsx'
import { ContactFields, FilesField, PlaceQuestion, UseQuestion, WhenQuestion } from './fields.tsx'
import { IdentityFields } from './identity.tsx'
import {
  type AreaName,
  areaName,
  describedBy,
  ErrorSummary,
  Field,
  type FieldErrors,
} from './parts.tsx'

/** What stands in the form: empty at first, as it was sent when it comes back. */
export type FormValues = {
  kind: LetterKind
  officials: readonly string[]
  collectives: readonly string[]
  aboutText: string
  text: string
  day: string
  month: string
  year: string
  place: string
  use: string
  contact: string
  consent: boolean
  identity: { name: string; phone: string; address: string }
  slip: string
  /** How many files were chosen; they cannot come back. */
  files: number
}

export type FormProps = {
  lang: Lang
  area: AreaName
  front: string
  officials: readonly AboutChoice[]
  collectives: readonly AboutChoice[]
  /** Set when the list is cut: what was searched for in it, perhaps nothing yet. */
  search: string | undefined
  /** Years offered, newest first. */
  years: readonly number[]
  /** dd/mm/yyyy, the last day on which withdrawing takes everything back. */
  cutOff: string | undefined
  /** Idempotency key of this form: sent twice, it is one letter. */
  idempotencyKey: string
  values: FormValues
  errors: FieldErrors
  /** Whether two custodians exist, who alone could open a name left here. */
  asksIdentity?: boolean
}

/** `GET|POST /k/:area/gui`: the form; works without JavaScript. */
export function FormPage(props: FormProps) {
  const { lang, area, values, errors } = props
  const path = `/k/${area.code}/gui`
  return (
    <Page
      lang={lang}
      title={`${say(words.titles[values.kind], lang)} – ${areaName(area)}`}
      door="letterbox"
      path={`${path}?kind=${values.kind}`}
      scripts={['form.js', 'proof.js']}
    >
      <p class="meta">
        {props.front} · {areaName(area)}
      </p>
      <h1>{say(words.titles[values.kind], lang)}</h1>
      <p>
        <a href={at(`/k/${area.code}`, lang)}>{say(words.change, lang)}</a>
      </p>
      {props.search !== undefined && <FindPerson {...props} search={props.search} />}
      <ErrorSummary errors={errors} lang={lang} />
      {values.files > 0 && <p class="warn">{say(words.filesAgain, lang)}</p>}
      <p class="notice">{say(words.noName, lang)}</p>
      <form
        method="post"
        action={at(path, lang)}
        enctype="multipart/form-data"
        novalidate
        data-letter
      >
        <input type="hidden" name="kind" value={values.kind} />
        <input type="hidden" name="key" value={props.idempotencyKey} />
        <input type="hidden" name="altcha" value="" data-proof />
        <LetterFields {...props} />
        <SendPart {...props} />
      </form>
    </Page>
  )
}

// Only for places with very many posts, where one page cannot list them all.
function FindPerson({ lang, area, values, search }: FormProps & { search: string }) {
  return (
    <search>
      <form method="get" action={`/k/${area.code}/gui`} class="field">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <input type="hidden" name="kind" value={values.kind} />
        <label for="q">{say(words.find, lang)}</label>
        <span class="hint" id="q-hint">
          {say(words.moreListed, lang)}
        </span>
        <input
          type="search"
          id="q"
          name="q"
          value={search}
          maxlength={100}
          aria-describedby="q-hint"
        />
        <p>
          <button type="submit" class="second">
            {say(words.findButton, lang)}
          </button>
        </p>
      </form>
    </search>
  )
}

function LetterFields(props: FormProps) {
  const { lang, values, errors } = props
  return (
    <>
      <AboutQuestion
        lang={lang}
        officials={props.officials}
        collectives={props.collectives}
        chosen={{
          officials: values.officials,
          collectives: values.collectives,
          text: values.aboutText,
        }}
        errors={errors}
      />
      <Field name="text" label={words.text} hint={words.textHint} errors={errors} lang={lang}>
        <textarea
          id="text"
          name="text"
          rows={8}
          maxlength={10000}
          required
          aria-describedby={describedBy('text', errors, true)}
          aria-invalid={errors.text ? 'true' : undefined}
        >
          {values.text}
        </textarea>
      </Field>
      <WhenQuestion lang={lang} values={values} years={props.years} errors={errors} />
      <PlaceQuestion lang={lang} values={values} errors={errors} />
      <FilesField lang={lang} errors={errors} />
      <UseQuestion lang={lang} values={values} errors={errors} />
      <ContactFields lang={lang} values={values} errors={errors} />
      {props.asksIdentity && <IdentityFields lang={lang} values={values} errors={errors} />}
    </>
  )
}

function SendPart({ lang, cutOff }: FormProps) {
  return (
    <>
      <label class="option" data-draft hidden>
        <input type="checkbox" data-draft-box />
        <span>{say(words.draft, lang)}</span>
      </label>
      <p>
        <button type="submit" class="wide" data-sending={say(words.sending, lang)}>
          {say(words.send, lang)}
        </button>
      </p>
      <p class="hint">{say(withdrawWords(cutOff), lang)}</p>
      <p>
        <a href={at('/quyen-rieng-tu', lang)}>{say(words.who, lang)}</a>
      </p>
    </>
  )
}
