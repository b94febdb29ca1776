import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import type { FieldErrors } from '../letterbox/parts.tsx'
import { FieldError } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { benchWords as words } from '../words/console.ts'
import { foldNames } from '../words/hearings.ts'
import { divertWords, refusalWords } from '../words/moderation.ts'
import { readyReplyWords } from '../words/outbox.ts'
import { polarityWords, standingWords } from '../words/standing.ts'
import { type VerdictName, verdictNames } from '../words/states.ts'
import { topicWords } from '../words/topics.ts'

/** A decision as it was typed, or as the page proposes it. */
export type TypedDecision = {
  verdict: string
  officials: readonly string[]
  collectives: readonly string[]
  topic: string
  standing: string
  polarity: string
  fold: string
  reason: string
  into: string
  message: string
  note: string
  find: string
}

export type DecisionFormProps = {
  id: string
  tail: string
  typed: TypedDecision
  errors: FieldErrors
  /** Those chosen first, then those found. */
  subjects: readonly {
    id: string
    kind: 'official' | 'collective'
    name: string
    post: string
  }[]
  /** Receipt numbers a duplicate may be joined to. */
  similar: readonly { number: string; preview: string }[]
  /** Ready answers that may be put into the message. */
  ready: readonly { title: string; text: string }[]
}

type Props = DecisionFormProps & { lang: Lang }

/** The decision: verdict first; where the browser can, only what belongs to it is shown. */
export function DecisionForm(props: Props) {
  const { lang, id, tail } = props
  return (
    <form
      class="decision"
      id="quyet-dinh"
      method="post"
      action={at(`/y-kien/${id}/quyet-dinh${tail}`, lang)}
    >
      <h2>{say(words.decision, lang)}</h2>
      <Verdicts {...props} />
      <Targets {...props} />
      <div class="for for-accept inline">
        <Choose {...props} name="topic" label={words.topic} options={topicWords} />
        <Choose {...props} name="standing" label={words.standing} options={standingWords} />
        <Choose {...props} name="polarity" label={words.polarity} options={polarityWords} />
      </div>
      <Reason {...props} />
      <Into {...props} />
      <div class="inline">
        <Words {...props} name="message" label={words.message} key_="m" />
        <Words {...props} name="note" label={words.note} />
      </div>
      <p class="toolbar">
        <button type="submit" accesskey="d" data-key="d">
          {say(words.decide, lang)} <kbd>D</kbd>
        </button>
        <span class="hint">{say(words.needsLead, lang)}</span>
      </p>
    </form>
  )
}

// Beside the search: the whole decision has to fit one screen.
function Fold({ lang, typed }: Props) {
  return (
    <select name="fold" aria-label={say(words.fold, lang)} title={say(words.foldHint, lang)}>
      <option value="">{say(words.foldNothing, lang)}</option>
      <Options lang={lang} options={foldNames} chosen={typed.fold} />
    </select>
  )
}

function Verdicts({ lang, typed, errors }: Props) {
  const verdicts = Object.keys(verdictNames) as VerdictName[]
  return (
    <fieldset class="verdicts" id="field-verdict">
      <legend class="visually-hidden">{say(words.verdict, lang)}</legend>
      <FieldError name="verdict" errors={errors} lang={lang} />
      {verdicts.map((verdict, place) => (
        <label>
          <input
            type="radio"
            name="verdict"
            value={verdict}
            checked={typed.verdict === verdict}
            data-key={String(place + 1)}
          />
          <kbd>{place + 1}</kbd> {say(verdictNames[verdict], lang)}
        </label>
      ))}
    </fieldset>
  )
}

function Targets(props: Props) {
  const { lang, typed, errors, subjects } = props
  const chosen = new Set([...typed.officials, ...typed.collectives])
  return (
    <fieldset class="for for-accept targets" id="field-officials">
      <legend>{say(words.targets, lang)}</legend>
      <FieldError name="officials" errors={errors} lang={lang} />
      <FieldError name="collectives" errors={errors} lang={lang} />
      <div class="find">
        <input
          type="search"
          name="find"
          value={typed.find}
          aria-label={say(words.find, lang)}
          placeholder={say(words.find, lang)}
          data-key="t"
          data-narrows="subjects"
        />
        <button type="submit" name="step" value="find" class="second" formnovalidate>
          {say(words.findButton, lang)}
        </button>
        <Fold {...props} />
      </div>
      <div class="scroll" id="subjects">
        {subjects.map(({ id, kind, name, post }) => (
          <label>
            <input
              type="checkbox"
              name={kind === 'official' ? 'officials' : 'collectives'}
              value={id}
              checked={chosen.has(id)}
            />{' '}
            {post && <span class="meta">{post}: </span>}
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type ChooseProps = Props & {
  name: 'topic' | 'standing' | 'polarity'
  label: Sentence
  options: Readonly<Record<string, Sentence>>
}

function Choose({ lang, name, label, options, typed, errors }: ChooseProps) {
  return (
    <div class={errors[name] ? 'field invalid' : 'field'} id={`field-${name}`}>
      <label for={name}>{say(label, lang)}</label>
      <FieldError name={name} errors={errors} lang={lang} />
      <select id={name} name={name} aria-describedby={errors[name] && `${name}-error`}>
        <option value="">{say(words.choose, lang)}</option>
        <Options lang={lang} options={options} chosen={typed[name]} />
      </select>
    </div>
  )
}

type OptionsProps = { lang: Lang; options: Readonly<Record<string, Sentence>>; chosen: string }

function Options({ lang, options, chosen }: OptionsProps) {
  return (
    <>
      {Object.entries(options).map(([value, name]) => (
        <option value={value} selected={value === chosen}>
          {say(name, lang)}
        </option>
      ))}
    </>
  )
}

function Reason({ lang, typed, errors }: Props) {
  return (
    <div class={`for for-reason field${errors.reason ? ' invalid' : ''}`} id="field-reason">
      <label for="reason">{say(words.reason, lang)}</label>
      <FieldError name="reason" errors={errors} lang={lang} />
      <select id="reason" name="reason" aria-describedby={errors.reason && 'reason-error'}>
        <option value="">{say(words.choose, lang)}</option>
        <optgroup label={say(words.refusals, lang)}>
          <Options lang={lang} options={refusalWords} chosen={typed.reason} />
        </optgroup>
        <optgroup label={say(words.diversions, lang)}>
          <Options lang={lang} options={divertWords} chosen={typed.reason} />
        </optgroup>
      </select>
    </div>
  )
}

function Into({ lang, typed, errors, similar }: Props) {
  return (
    <div class={`for for-merge field${errors.into ? ' invalid' : ''}`} id="field-into">
      <label for="into">{say(words.into, lang)}</label>
      <FieldError name="into" errors={errors} lang={lang} />
      <input
        type="text"
        id="into"
        name="into"
        value={typed.into}
        list="similar"
        maxlength={40}
        autocomplete="off"
        aria-describedby={errors.into && 'into-error'}
      />
      <datalist id="similar">
        {similar.map(({ number, preview }) => (
          <option value={number}>{preview}</option>
        ))}
      </datalist>
    </div>
  )
}

// Without JavaScript: the page comes back with the words at the end of the message.
function Ready({ lang, ready }: Pick<Props, 'lang' | 'ready'>) {
  return (
    <span class="ready">
      <select name="ready" aria-label={say(readyReplyWords.choose, lang)}>
        <option value="">{say(readyReplyWords.choose, lang)}</option>
        {ready.map(({ title }) => (
          <option value={title}>{title}</option>
        ))}
      </select>
      <button type="submit" name="step" value="insert" class="second" formnovalidate>
        {say(readyReplyWords.insert, lang)}
      </button>
    </span>
  )
}

type WordsProps = Props & { name: 'message' | 'note'; label: Sentence; key_?: string }

function Words({ lang, name, label, typed, errors, ready, key_ }: WordsProps) {
  return (
    <div class={errors[name] ? 'field invalid' : 'field'} id={`field-${name}`}>
      <label for={name}>{say(label, lang)}</label>
      {name === 'message' && <Ready lang={lang} ready={ready} />}
      <FieldError name={name} errors={errors} lang={lang} />
      <textarea
        id={name}
        name={name}
        rows={2}
        maxlength={4000}
        data-key={key_}
        aria-describedby={errors[name] && `${name}-error`}
      >
        {typed[name]}
      </textarea>
    </div>
  )
}
