import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Field } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import {
  answersInWords,
  appliedBy,
  itemsOfForm,
  residenceStates,
  residenceSays as says,
  residenceWords as words,
} from '../words/residence.ts'
import { Line, optionsOf, Paragraphs, Pick } from './fields.tsx'
import type { RoundProps, ShownMember } from './residence-round.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownSheet = {
  version: number
  form: 'full' | 'short'
  source: 'cell' | 'portal'
  commentedOn: string
  number: string | null
  answers: readonly number[]
  note: string
  reason: string | null
  confirmed: { on: string; signer: string } | null
  replaced: boolean
}

type Props = Shell & {
  round: RoundProps['round']
  member: ShownMember
  sheets: readonly ShownSheet[]
  writes: boolean
  /** Which of the two forms came back. */
  form: string
  returned: Returned
}

/** `/nhan-xet/:id/:official`: one member's sheets, a replacement, a sheet from the portal. */
export function ResidenceMemberPage(props: Props) {
  const { lang, round, member, sheets, writes, returned } = props
  const last = sheets.at(-1)
  const form = member.status === 'introduced_exempt' ? 'short' : 'full'
  const replaces = form === 'short' || member.state === 'confirmed'
  return (
    <ReviewPage
      {...props}
      title={`${member.shown}: ${say(residenceStates[member.state], lang)}`}
      path={`/nhan-xet/${round.id}/${member.id}`}
      returned={returned}
    >
      <p>
        <a href={at(`/nhan-xet/${round.id}`, lang)}>{say(words.toRound, lang)}</a>
      </p>
      <p>
        {round.cell} · {member.workplace || say(words.noWorkplace, lang)} ·{' '}
        {say(says.until(member.since, member.until), lang)}
      </p>
      <h2>{say(words.versions, lang)}</h2>
      {sheets.length === 0 && <p>{say(words.noVersion, lang)}</p>}
      {sheets.map((sheet) => (
        <Sheet lang={lang} sheet={sheet} />
      ))}
      {last && (
        <p class="actions">
          {last.source === 'portal' ? (
            <a href={`/nhan-xet/${round.id}/${member.id}/ban-ky.pdf`}>
              {say(words.signedPaper, lang)}
            </a>
          ) : (
            <a href={`/nhan-xet/${round.id}/${member.id}/phieu.pdf`}>{say(words.printAll, lang)}</a>
          )}
        </p>
      )}
      {writes && member.status !== 'not_introduced' && !member.gone && (
        <>
          {replaces && <Replacement {...props} kind={form} />}
          <Portal {...props} kind={form} />
        </>
      )}
    </ReviewPage>
  )
}

function Sheet({ lang, sheet }: { lang: Lang; sheet: ShownSheet }) {
  return (
    <article class="card">
      <h3>
        {say(says.version(sheet.version, sheet.commentedOn), lang)}
        {sheet.replaced && <span class="badge"> {say(words.replaced, lang)}</span>}
      </h3>
      {sheet.number !== null && <p>{say(says.fromPortal(sheet.number), lang)}</p>}
      {answersInWords(sheet.form, sheet.answers, sheet.note, lang)
        .split('\n')
        .map((line) => (
          <p>{line}</p>
        ))}
      {sheet.reason !== null && <p>{say(says.replaces(sheet.reason), lang)}</p>}
      {sheet.confirmed && (
        <p class="meta">
          {say(says.confirmation(sheet.confirmed.on, sheet.confirmed.signer), lang)}
        </p>
      )}
    </article>
  )
}

type FormProps = Props & { kind: 'full' | 'short' }

function Replacement(props: FormProps) {
  const { lang, round, member, kind } = props
  const returned = returnedTo(props, 'thay-the')
  const [title, hint] =
    kind === 'short' && props.sheets.length === 0
      ? [words.neededTitle, words.neededHint]
      : [words.replaceTitle, words.replaceHint]
  return (
    <form
      method="post"
      action={at(`/nhan-xet/${round.id}/${member.id}/thay-the`, lang)}
      class="card"
      novalidate
    >
      <h2>{say(title, lang)}</h2>
      <p class="hint">{say(hint, lang)}</p>
      <Items {...props} prefix="t" returned={returned} />
      <Paragraphs {...{ lang, returned }} name="reason" label={words.reason} most={1000} />
      <button type="submit">{say(words.replaceButton, lang)}</button>
    </form>
  )
}

function Portal(props: FormProps) {
  const { lang, round, member } = props
  const returned = returnedTo(props, 'cong-quoc-gia')
  return (
    <details open={props.form === 'cong-quoc-gia'}>
      <summary>{say(words.portalTitle, lang)}</summary>
      <form
        method="post"
        action={at(`/nhan-xet/${round.id}/${member.id}/cong-quoc-gia`, lang)}
        enctype="multipart/form-data"
        class="card"
        novalidate
      >
        <p class="hint">{say(words.portalHint, lang)}</p>
        <Field lang={lang} name="file" label={words.portalFile} errors={returned.errors}>
          <input
            type="file"
            id="file"
            name="file"
            accept="application/pdf,.pdf"
            aria-describedby={returned.errors.file ? 'file-error' : undefined}
          />
        </Field>
        <Line {...{ lang, returned }} name="number" label={words.number} />
        <Line {...{ lang, returned }} name="commentedOn" label={words.commentedOn} type="date" />
        <Pick
          {...{ lang, returned }}
          name="appliedBy"
          label={words.appliedBy}
          none={words.choose}
          options={optionsOf(appliedBy, lang)}
        />
        <Items {...props} prefix="p" returned={returned} />
        <button type="submit">{say(words.portalButton, lang)}</button>
      </form>
    </details>
  )
}

const returnedTo = (props: Props, form: string): Returned =>
  props.form === form ? props.returned : { trouble: null, errors: {}, typed: {} }

// Nothing is chosen beforehand, not even what the sheet before said.
function Items({ lang, kind, prefix, returned }: FormProps & { prefix: string }) {
  return (
    <fieldset id={prefix === 't' ? 'field-answers' : undefined}>
      <legend>{say(words.step2, lang)}</legend>
      {returned.errors.answers && <p class="error">{say(returned.errors.answers, lang)}</p>}
      {itemsOfForm(kind).map(({ title, answers }, item) => (
        <div class="field">
          <label for={`${prefix}-${item + 1}`}>
            {item + 1}. {say(title, lang)}
          </label>
          <select id={`${prefix}-${item + 1}`} name={`answer-${item + 1}`}>
            <option value="0">{say(words.choose, lang)}</option>
            {answers.map((one, place) => (
              <option
                value={String(place + 1)}
                selected={returned.typed[`answer-${item + 1}`] === String(place + 1)}
              >
                {place + 1}. {say(one, lang)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div class="field">
        <label for={`${prefix}-note`}>{say(words.note, lang)}</label>
        <textarea id={`${prefix}-note`} name="note" rows={3} maxlength={1000}>
          {returned.typed.note ?? ''}
        </textarea>
      </div>
    </fieldset>
  )
}
