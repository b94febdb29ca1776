import { say } from '../lang.ts'
import { Field } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import {
  type ResidenceState,
  residenceItems,
  residenceSays as says,
  residenceWords as words,
} from '../words/residence.ts'
import { Line, Paragraphs, Tick } from './fields.tsx'
import { AnswerGrid } from './residence-grid.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownMember = {
  id: string
  name: string
  shown: string
  workplace: string
  status: 'normal' | 'introduced_exempt' | 'not_introduced'
  since: string
  until: string | null
  gone: boolean
  came: number
  answers: readonly number[]
  note: string
  state: ResidenceState
}

export type RoundProps = Shell & {
  round: {
    id: string
    cell: string
    areaName: string
    dueOn: string
    cycle: { id: string; year: number; closed: boolean }
  }
  members: readonly ShownMember[]
  meeting: { heldOn: string; present: string } | null
  gatherings: readonly { heldOn: string; present: readonly string[] }[]
  version: number
  /** `20:14`, in Viet Nam; null before anything was saved. */
  savedAt: string | null
  /** What may be done here: writing, and noting the committee's confirmation. */
  writes: boolean
  confirms: boolean
  /** Which of the forms came back. */
  form: string
  /** Answers as typed in a form that was refused, by official. */
  typed: ReadonlyMap<string, { answers: readonly number[]; note: string }>
  ticked: ReadonlySet<string>
  today: string
  returned: Returned
}

/** `/nhan-xet/:id`: a cell's evening, in three steps. */
export function ResidenceRoundPage(props: RoundProps) {
  const { lang, round, members, returned } = props
  const yearly = members.filter(({ status, gone }) => status === 'normal' && !gone)
  const done = yearly.filter(({ state }) => state === 'signed' || state === 'confirmed').length
  const exempt = members.filter(({ status, gone }) => status !== 'normal' && !gone).length
  const title = say(says.title(round.cell, round.cycle.year), lang)
  const counts = says.counts(yearly.length + exempt, done, yearly.length - done, exempt)
  return (
    <ReviewPage
      {...props}
      title={title}
      path={`/nhan-xet/${round.id}`}
      scripts={props.writes ? ['residence.js'] : []}
      returned={returned}
    >
      <p>
        <a href={at(`/nhan-xet?cycle=${round.cycle.id}`, lang)}>{say(words.listTitle, lang)}</a>
      </p>
      <p>
        <strong>{say(counts, lang)}</strong>
      </p>
      <Meeting {...props} />
      <h2>{say(words.step2, lang)}</h2>
      <AnswerGrid {...props} members={yearly} />
      <Gatherings {...props} members={yearly} />
      <OnPaper {...props} />
      <Signing {...props} members={yearly} />
      <Others {...props} />
    </ReviewPage>
  )
}

const blank = { trouble: null, errors: {}, typed: {} }
const returnedTo = (props: RoundProps, form: string): Returned =>
  props.form === form ? props.returned : blank

function Meeting(props: RoundProps) {
  const { lang, round, meeting, writes } = props
  const returned = returnedTo(props, 'hop')
  return (
    <section>
      <h2>{say(words.step1, lang)}</h2>
      <p class={meeting ? 'done' : 'notice'}>
        {say(meeting ? says.met(meeting.heldOn, meeting.present) : words.metNone, lang)}
      </p>
      {writes && (
        <details open={meeting === null || props.form === 'hop'}>
          <summary>{say(words.metButton, lang)}</summary>
          <form
            method="post"
            action={at(`/nhan-xet/${round.id}/hop`, lang)}
            class="card"
            novalidate
          >
            <p class="hint">{say(words.metHint, lang)}</p>
            <Line
              {...{ lang, returned }}
              name="heldOn"
              label={words.heldOn}
              type="date"
              value={meeting?.heldOn ?? ''}
            />
            <Paragraphs
              {...{ lang, returned }}
              name="present"
              label={words.present}
              most={2000}
              value={meeting?.present ?? ''}
            />
            <button type="submit">{say(words.metButton, lang)}</button>
          </form>
        </details>
      )}
    </section>
  )
}

function Gatherings(props: RoundProps) {
  const { lang, round, gatherings, members, writes } = props
  const returned = returnedTo(props, 'buoi-hop')
  const named = (name: string) => `hop-${name}`
  return (
    <details open={props.form === 'buoi-hop'}>
      <summary>{say(words.gatherings, lang)}</summary>
      <p class="hint">{say(words.gatheringsHint, lang)}</p>
      <ul>
        {gatherings.map(({ heldOn, present }) => (
          <li>{say(says.gathering(heldOn, present.length), lang)}</li>
        ))}
      </ul>
      {writes && (
        <form
          method="post"
          action={at(`/nhan-xet/${round.id}/buoi-hop`, lang)}
          class="card"
          novalidate
        >
          <Field
            lang={lang}
            name={named('heldOn')}
            label={words.gatheringHeld}
            errors={returned.errors.heldOn ? { [named('heldOn')]: returned.errors.heldOn } : {}}
          >
            <input
              type="date"
              id={named('heldOn')}
              name="heldOn"
              value={returned.typed.heldOn ?? ''}
              aria-describedby={returned.errors.heldOn ? `${named('heldOn')}-error` : undefined}
            />
          </Field>
          <fieldset class="names">
            <legend>{say(words.gatheringWho, lang)}</legend>
            {members.map(({ id, shown }) => (
              <label class="option">
                <input type="checkbox" name="present" value={id} />
                <span>{shown}</span>
              </label>
            ))}
          </fieldset>
          <button type="submit">{say(words.gatheringButton, lang)}</button>
        </form>
      )}
    </details>
  )
}

function OnPaper(props: RoundProps) {
  const { lang, round, writes } = props
  const returned = returnedTo(props, 'excel')
  return (
    <section>
      <h2>{say(words.paper, lang)}</h2>
      <p class="actions">
        <a href={`/nhan-xet/${round.id}/bang-de-hop.pdf`}>{say(words.grid, lang)}</a>{' '}
        <a href={`/nhan-xet/${round.id}/bang.xlsx`}>{say(words.sheetOut, lang)}</a>
      </p>
      {writes && (
        <form
          method="post"
          action={at(`/nhan-xet/${round.id}/excel`, lang)}
          enctype="multipart/form-data"
          class="card"
          novalidate
        >
          <Field lang={lang} name="file" label={words.sheetFile} errors={returned.errors}>
            <input
              type="file"
              id="file"
              name="file"
              accept=".xlsx"
              aria-describedby={returned.errors.file ? 'file-error' : undefined}
            />
          </Field>
          <Tick {...{ lang, returned }} name="overwrite" label={words.overwrite} />
          <button type="submit" class="second">
            {say(words.sheetIn, lang)}
          </button>
        </form>
      )}
    </section>
  )
}

function Signing(props: RoundProps) {
  const { lang, round, members, writes, confirms } = props
  const ready = members.filter(({ state }) => state === 'ready')
  const signed = members.filter(({ state }) => state === 'signed')
  const returned = returnedTo(props, 'xac-nhan')
  const printable = members.some(({ state }) => state === 'signed' || state === 'confirmed')
  return (
    <section>
      <h2>{say(words.step3, lang)}</h2>
      <Missing {...props} />
      {writes && ready.length > 0 && (
        <form method="post" action={at(`/nhan-xet/${round.id}/ky`, lang)}>
          <p>{say(says.afterwards, lang)}</p>
          <button type="submit">{say(says.signButton(ready.length), lang)}</button>
        </form>
      )}
      {printable && (
        <p class="actions">
          <a href={`/nhan-xet/${round.id}/phieu.pdf`}>{say(words.printAll, lang)}</a>{' '}
          <a href={`/nhan-xet/${round.id}/phieu.pdf?theo=noi-cong-tac`}>
            {say(words.printByWorkplace, lang)}
          </a>{' '}
          <a href={`/nhan-xet/${round.id}/giao-nhan.pdf`}>{say(words.list, lang)}</a>
        </p>
      )}
      {signed.length > 0 && <p>{say(says.toConfirm(signed.length), lang)}</p>}
      {confirms && signed.length > 0 && (
        <form
          method="post"
          action={at(`/nhan-xet/${round.id}/xac-nhan`, lang)}
          class="card"
          novalidate
        >
          <h3>{say(words.confirmTitle, lang)}</h3>
          <Line
            {...{ lang, returned }}
            name="confirmedOn"
            label={words.confirmedOn}
            type="date"
            value={props.today}
          />
          <Line {...{ lang, returned }} name="signer" label={words.signer} />
          <button type="submit">{say(words.confirmButton, lang)}</button>
        </form>
      )}
    </section>
  )
}

// Each lack is said beside its first missing item, with the names.
function Missing({ lang, members }: RoundProps) {
  const begun = members.filter(
    ({ answers, state }) => state === 'partial' && answers.some((one) => one > 0),
  )
  const lacks = residenceItems.flatMap((_, at) => {
    const names = begun.filter(({ answers }) => answers.indexOf(0) === at).map(({ shown }) => shown)
    return names.length === 0 ? [] : [says.missing(names.length, at + 1, names.join(', '))]
  })
  if (lacks.length === 0) return null
  return (
    <ul>
      {lacks.map((lack) => (
        <li>{say(lack, lang)}</li>
      ))}
    </ul>
  )
}

function Others({ lang, round, members }: RoundProps) {
  const exempt = members.filter(({ status, gone }) => status !== 'normal' && !gone)
  const gone = members.filter((one) => one.gone)
  return (
    <>
      {exempt.length > 0 && (
        <section>
          <h2>{say(words.exempted, lang)}</h2>
          <ul>
            {exempt.map((one) => (
              <li>
                <a href={at(`/nhan-xet/${round.id}/${one.id}`, lang)}>{one.shown}</a>:{' '}
                {say(words[one.status === 'introduced_exempt' ? 'exemptWhy' : 'neverWhy'], lang)},{' '}
                {say(says.until(one.since, one.until), lang)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {gone.length > 0 && (
        <section>
          <h2>{say(words.moved, lang)}</h2>
          <ul>
            {gone.map((one) => (
              <li>{say(says.left(one.shown, one.until ?? ''), lang)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
