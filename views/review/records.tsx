import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { cycleWords, officialWords, recordWords as words } from '../words/review-pages.ts'
import type { ShownCycle } from './cycles.tsx'
import type { Option } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownSubject = { kind: 'official' | 'collective'; id: string; name: string }

type Props = Shell & {
  cycles: readonly ShownCycle[]
  cycle: ShownCycle | null
  records: readonly { id: string; subject: ShownSubject }[]
  /** Whom a record may still be opened for; null for who may not open one. */
  openable: { officials: readonly Option[]; collectives: readonly Option[] } | null
  returned: Returned
}

/** `/ho-so`: the records of one cycle, and the form that opens one. */
export function RecordsPage(props: Props) {
  const { lang, cycle, records, returned } = props
  const path = cycle ? `/ho-so?cycle=${cycle.id}` : '/ho-so'
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path} returned={returned}>
      <ChooseCycle {...props} />
      {cycle === null && <p>{say(cycleWords.none, lang)}</p>}
      {cycle !== null && records.length === 0 && <p>{say(words.none, lang)}</p>}
      <ul class="choices">
        {records.map(({ id, subject }) => (
          <li>
            <a class="choice" href={at(`/ho-so/${id}`, lang)}>
              <strong>{subject.name}</strong>
              {subject.kind === 'collective' && say(words.collectives, lang)}
            </a>
          </li>
        ))}
      </ul>
      {cycle !== null && !cycle.closed && props.openable !== null && <Open {...props} />}
    </ReviewPage>
  )
}

function ChooseCycle({ lang, cycles, cycle }: Props) {
  if (cycles.length === 0) return null
  return (
    <form method="get" action="/ho-so" class="toolbar">
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <label for="cycle">{say(words.cycle, lang)}</label>
      <select id="cycle" name="cycle">
        {cycles.map((one) => (
          <option value={one.id} selected={one.id === cycle?.id}>
            {one.name} – {say(words.cutOff, lang)} {shownDay(one.cutOff)}
            {one.closed ? ` (${say(cycleWords.closed, lang)})` : ''}
          </option>
        ))}
      </select>
      <button type="submit" class="second">
        {say(words.show, lang)}
      </button>
    </form>
  )
}

function Open({ lang, cycle, openable, returned }: Props) {
  const chosen = returned.typed.subject ?? ''
  const groups = [
    [words.collectives, 'collective', openable?.collectives ?? []],
    [words.officials, 'official', openable?.officials ?? []],
  ] as const
  return (
    <form method="post" action={at('/ho-so', lang)} class="card" novalidate>
      <h2>{say(words.open, lang)}</h2>
      <input type="hidden" name="cycle" value={cycle?.id} />
      <div class="field" id="field-official">
        <label for="subject">{say(words.subject, lang)}</label>
        <select id="subject" name="subject">
          <option value="">{say(officialWords.choose, lang)}</option>
          {groups.map(([label, kind, options]) => (
            <optgroup label={say(label, lang)}>
              {options.map(({ value, text }) => (
                <option value={`${kind}:${value}`} selected={chosen === `${kind}:${value}`}>
                  {text}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <button type="submit">{say(words.openButton, lang)}</button>
    </form>
  )
}
