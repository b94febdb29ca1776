import { shownDay, shownWeekday } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import type { Returned, Shell } from '../review/shell.tsx'
import { coverageWords } from '../words/coverage.ts'
import { bundleStates } from '../words/freezing.ts'
import { clockWords, slotStates, slotWords, prepareWords as words } from '../words/preparing.ts'
import { Batch, type ShownBatch } from './batch.tsx'
import { BundleShell } from './shell.tsx'

export type ShownSlot = {
  slot: number
  state: keyof typeof slotStates | null
  reference: string
  marked: boolean
}

export type ShownPrepared = {
  id: string
  subject: { kind: 'official' | 'collective'; name: string }
  slots: readonly ShownSlot[]
  bundle: { id: string; version: number; state: keyof typeof bundleStates } | null
}

type ShownCycle = {
  id: string
  name: string
  startsOn: string
  cutOff: string
  meetingOn: string | null
}

type Props = Shell & {
  cycle: ShownCycle
  clocks: readonly { step: keyof typeof clockWords; day: string }[]
  records: readonly ShownPrepared[]
  batch: ShownBatch | null
  today: string
  /** Whether this person may mark and ask. */
  changes: boolean
  returned: Returned
}

/** `/ky/:id/chuan-bi`: all records of a cycle and their nine slots on one sheet. */
export function PreparePage(props: Props) {
  const { lang, cycle, records, returned } = props
  const path = `/ky/${cycle.id}/chuan-bi`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  return (
    <BundleShell {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at(`/ky/${cycle.id}/do-phu`, lang)}>{say(coverageWords.title, lang)}</a>
      </p>
      <Clocks {...props} />
      <h2>{say(words.grid, lang)}</h2>
      {records.length === 0 ? <p>{say(words.none, lang)}</p> : <Grid {...props} />}
      <Batch {...props} />
    </BundleShell>
  )
}

function Clocks({ lang, clocks, today }: Props) {
  if (clocks.length === 0) return <p class="notice">{say(words.noMeeting, lang)}</p>
  return (
    <section>
      <h2>{say(words.dates, lang)}</h2>
      <ol class="clocks">
        {clocks.map(({ step, day }) => (
          <li class={day < today ? 'clock past' : 'clock'}>
            <span>{shownWeekday(day, lang)}</span> {say(clockWords[step], lang)}
            {day < today && <span class="meta"> ({say(words.past, lang)})</span>}
            {day === today && <span class="badge due">{say(words.today, lang)}</span>}
          </li>
        ))}
      </ol>
      <p class="hint">{say(words.datesHint, lang)}</p>
    </section>
  )
}

function Grid({ lang, cycle, records, changes }: Props) {
  return (
    <div class="table">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{say(words.whom, lang)}</th>
            {slotWords.map(({ slot, short, full }) => (
              <th scope="col" title={say(full, lang)}>
                {slot}. {say(short, lang)}
              </th>
            ))}
            {changes && <td class="no-print" />}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr>
              <th scope="row">
                <a href={at(`/ho-so/${record.id}`, lang)}>{record.subject.name}</a>
              </th>
              {record.slots.map((slot) => (
                <td class={`slot ${slot.state ?? ''}`}>
                  <Cell lang={lang} slot={slot} record={record} />
                </td>
              ))}
              {changes && (
                <td class="no-print nowrap">
                  <a
                    href={at(`/ky/${cycle.id}/chuan-bi/ho-so/${record.id}`, lang)}
                    aria-label={`${say(words.mark, lang)}: ${record.subject.name}`}
                  >
                    {say(words.mark, lang)}
                  </a>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ lang, slot, record }: { lang: Lang; slot: ShownSlot; record: ShownPrepared }) {
  if (slot.slot === 7 && record.bundle && !slot.marked) {
    const { id, version, state } = record.bundle
    const text = say(words.bundleAt(version, say(bundleStates[state], lang)), lang)
    return <a href={at(`/tap/${id}`, lang)}>{text}</a>
  }
  return <>{textOf(lang, slot)}</>
}

function textOf(lang: Lang, { state, reference }: ShownSlot): string {
  if (state === null) return '–'
  if (state === 'paper') return say(words.paperAt(reference), lang)
  const said = say(slotStates[state], lang)
  return reference === '' ? said : `${said}: ${reference}`
}

type MarkProps = Shell & {
  cycle: ShownCycle
  record: ShownPrepared
  returned: Returned
}

/** `/ky/:id/chuan-bi/ho-so/:record`: the nine slots of one record, to mark. */
export function MarkPage(props: MarkProps) {
  const { lang, cycle, record, returned } = props
  const back = `/ky/${cycle.id}/chuan-bi`
  const path = `${back}/ho-so/${record.id}`
  const title = say(words.markTitle(record.subject.name), lang)
  const heads = [words.slot, words.state, words.reference]
  return (
    <BundleShell {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at(back, lang)}>{say(words.back, lang)}</a>: {cycle.name} ({shownDay(cycle.cutOff)}
        )
      </p>
      <form method="post" action={at(path, lang)} novalidate>
        <div class="table">
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col">{say(head, lang)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {record.slots.map((slot) => (
                <MarkRow lang={lang} slot={slot} returned={returned} />
              ))}
            </tbody>
          </table>
        </div>
        <button type="submit">{say(words.save, lang)}</button>
      </form>
    </BundleShell>
  )
}

function MarkRow({ lang, slot, returned }: { lang: Lang; slot: ShownSlot; returned: Returned }) {
  const { full } = slotWords[slot.slot - 1] ?? { full: { vi: '', en: '' } }
  const name = `${slot.slot}. ${say(full, lang)}`
  const chosen = returned.typed[`state-${slot.slot}`] ?? (slot.marked ? slot.state : null)
  const reference = returned.typed[`reference-${slot.slot}`] ?? (slot.marked ? slot.reference : '')
  return (
    <tr>
      <th scope="row">
        {name}
        {!slot.marked && slot.state === 'here' && (
          <span class="hint">{say(words.byItself(textOf(lang, slot)), lang)}</span>
        )}
      </th>
      <td>
        <select name={`state-${slot.slot}`} aria-label={`${say(words.state, lang)}, ${name}`}>
          <option value="">{say(words.unmarked, lang)}</option>
          {Object.entries(slotStates).map(([state, text]) => (
            <option value={state} selected={state === chosen}>
              {say(text, lang)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="text"
          name={`reference-${slot.slot}`}
          value={reference}
          maxlength={200}
          aria-label={`${say(words.reference, lang)}, ${name}`}
        />
      </td>
    </tr>
  )
}
