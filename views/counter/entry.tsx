import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { describedBy, Field, FieldError } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { Line, type Option, optionsOf, Pick, Tick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import {
  consentWays,
  readOut,
  type SourceName,
  sourceNames,
  entryWords as words,
} from '../words/entry.ts'
import { formWords } from '../words/form.ts'
import { EntryItem } from './entry-item.tsx'

/** `GET /nhap`: how it came, and where. */
export function EntryStartPage(props: Shell & { areas: readonly Option[]; typed: Returned }) {
  const { lang, areas, typed: returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/nhap">
      <p class="hint">{say(words.own, lang)}</p>
      <form method="get" action="/nhap" class="card">
        <h2>{say(words.start, lang)}</h2>
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Pick
          lang={lang}
          returned={returned}
          name="source"
          label={words.source}
          options={optionsOf(sourceNames, lang)}
        />
        <Pick lang={lang} returned={returned} name="area" label={words.area} options={areas} />
        <button type="submit">{say(words.begin, lang)}</button>
      </form>
      <p class="actions">
        <a class="button second" href={at('/nhap/tep', lang)}>
          {say(words.otherSystem, lang)}
        </a>
        <a class="button second" href={at('/so', lang)}>
          {say(words.book, lang)}
        </a>
      </p>
    </ReviewPage>
  )
}

export type EntryPageProps = Shell & {
  source: SourceName
  area: { code: string; name: string }
  /** `official:…` and `collective:…`, post first. */
  subjects: readonly Option[]
  /** How many boxes for items are shown. */
  boxes: number
  /** One sending: sent twice, it is one entry. */
  sending: string
  today: string
  returned: Returned
}

/** The form for one source and area; works without JavaScript. */
export function EntryPage(props: EntryPageProps) {
  const { lang, source, area } = props
  const title = `${say(words.title, lang)}: ${say(sourceNames[source], lang)}`
  const query = `/nhap?source=${source}&area=${area.code}`
  return (
    <ReviewPage {...props} title={title} path={query} returned={props.returned}>
      <p>
        {area.name} · <a href={at('/nhap', lang)}>{say(words.change, lang)}</a>
      </p>
      <form method="post" action={at(query, lang)} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="key" value={props.sending} />
        <input type="hidden" name="boxes" value={String(props.boxes)} />
        <div class={source === 'meeting' ? 'split third entry' : 'split entry'}>
          <section>
            <Items {...props} />
          </section>
          <section>
            <Consent {...props} />
            <Arrival {...props} />
            {source !== 'meeting' && <Sender {...props} />}
          </section>
        </div>
        <p class="actions">
          <button type="submit">{say(words.save, lang)}</button>
        </p>
      </form>
    </ReviewPage>
  )
}

function Items(props: EntryPageProps) {
  const { lang, source, boxes } = props
  const several = source === 'meeting'
  const places = Array.from({ length: boxes }, (_, place) => place)
  return (
    <>
      <h2>{say(several ? words.items : words.item, lang)}</h2>
      {several && <p class="hint">{say(words.itemsHint, lang)}</p>}
      <FieldError name="items" errors={props.returned.errors} lang={lang} />
      {places.map((place) => (
        <EntryItem {...props} place={place} several={several} />
      ))}
      {several && boxes < 30 && (
        <p>
          <button type="submit" name="step" value="more" class="second">
            {say(words.more, lang)}
          </button>
        </p>
      )}
    </>
  )
}

// Asked in the way it was given; nothing is chosen beforehand (Luật 91/2025: no default consent).
function Consent({ lang, source, returned }: EntryPageProps) {
  const { ask, given } = consentWays[source]
  const spoken = source === 'phone' || source === 'reception'
  const { errors } = returned
  return (
    <div class="card">
      <h2>{say(ask, lang)}</h2>
      {spoken && (
        <ol>
          {readOut.map((question) => (
            <li>{say(question, lang)}</li>
          ))}
        </ol>
      )}
      <div class={errors.consent ? 'invalid' : undefined} id="field-consent">
        <FieldError name="consent" errors={errors} lang={lang} />
        <Tick lang={lang} name="consent" label={given} returned={returned} />
      </div>
      <Use lang={lang} returned={returned} />
    </div>
  )
}

function Use({ lang, returned }: { lang: Lang; returned: Returned }) {
  const uses = ['record', 'front-only'] as const
  const { errors, typed } = returned
  return (
    <fieldset
      id="field-use"
      class={errors.use ? 'invalid' : undefined}
      aria-describedby={describedBy('use', errors, false)}
    >
      <legend>{say(words.use, lang)}</legend>
      <FieldError name="use" errors={errors} lang={lang} />
      {uses.map((use) => (
        <label class="option">
          <input type="radio" name="use" value={use} checked={typed.use === use} />
          <span>{say(formWords.uses[use].name, lang)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Arrival({ lang, returned, today }: EntryPageProps) {
  const field = { lang, returned }
  return (
    <>
      <div class="inline">
        <Line {...field} name="where" label={words.where} />
        <Line {...field} name="heldOn" label={words.heldOn} type="date" value={today} />
      </div>
      <div class="inline">
        <Line
          {...field}
          name="number"
          label={words.arrivalNumber}
          hint={words.arrivalNumberHint}
          type="number"
        />
        <Line {...field} name="arrivalDay" label={words.arrivalDay} type="date" value={today} />
      </div>
      <Line {...field} name="reference" label={words.reference} />
      <Line {...field} name="note" label={words.note} />
      <Field
        name="files"
        label={words.scans}
        hint={words.scansHint}
        errors={returned.errors}
        lang={lang}
      >
        <input
          type="file"
          id="files"
          name="files"
          multiple
          accept=".jpg,.jpeg,.png,.webp,.heic,.pdf,.mp3,.m4a,.mp4"
          aria-describedby={describedBy('files', returned.errors, true)}
        />
      </Field>
    </>
  )
}

function Sender({ lang, returned }: EntryPageProps) {
  const field = { lang, returned }
  const { contact, slip } = returned.typed
  return (
    <>
      <details open={Boolean(contact || returned.errors.contact || returned.errors.contactConsent)}>
        <summary>{say(words.contact, lang)}</summary>
        <Line {...field} name="contact" label={formWords.contactLabel} />
        <div id="field-contactConsent">
          <FieldError name="contactConsent" errors={returned.errors} lang={lang} />
          <Tick {...field} name="contactConsent" label={words.contactConsent} />
        </div>
      </details>
      <details open={Boolean(slip || returned.errors.slip)}>
        <summary>{say(words.slip, lang)}</summary>
        <Line {...field} name="slip" label={formWords.slipLabel} />
      </details>
    </>
  )
}
