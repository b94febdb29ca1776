import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, optionsOf, Paragraphs, Pick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { demandWords as demand, erasureReasons, erasureWords as words } from '../words/erasure.ts'

type About = Shell & {
  feedback: string
  number: string
  done: Sentence | undefined
  returned: Returned
}

function Top({ lang, feedback, number, done }: About) {
  return (
    <>
      {done && (
        <p class="done" role="status">
          {say(done, lang)}
        </p>
      )}
      <p>
        <a href={at(`/y-kien/${feedback}`, lang)}>
          ‹ {say(words.back, lang)} {number}
        </a>
      </p>
    </>
  )
}

/** `GET /y-kien/:id/huy`: a lead asks for the erasure of one feedback. */
export function ErasurePage(props: About & { backupDays: number }) {
  const { lang, feedback, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={`/y-kien/${feedback}/huy`}>
      <Top {...props} />
      <p class="warn">{say(words.intro, lang)}</p>
      <p>{say(words.frozen, lang)}</p>
      <p>
        {say(words.told, lang)} {say(words.backupDays, lang)}: {props.backupDays}.
      </p>
      <form method="post" action={at(`/y-kien/${feedback}/huy`, lang)}>
        <Pick
          lang={lang}
          returned={returned}
          name="reason"
          label={words.reason}
          options={optionsOf(erasureReasons, lang)}
        />
        <button type="submit">{say(words.ask, lang)}</button>
      </form>
    </ReviewPage>
  )
}

export type DemandLine = {
  id: string
  authority: string
  number: string
  day: string
  agreedAt: Date
  over: boolean
  collected: number
}

/** `GET /y-kien/:id/yeu-cau`: what authorities demanded in writing about one feedback. */
export function DemandsPage(props: About & { lines: readonly DemandLine[]; today: string }) {
  const { lang, feedback, returned, lines } = props
  const field = { lang, returned }
  return (
    <ReviewPage {...props} title={say(demand.title, lang)} path={`/y-kien/${feedback}/yeu-cau`}>
      <Top {...props} />
      <p class="warn">{say(demand.intro, lang)}</p>
      <h2>{say(demand.earlier, lang)}</h2>
      {lines.length === 0 && <p class="notice">{say(demand.none, lang)}</p>}
      {lines.map((line) => (
        <section>
          <p>
            <strong>{line.authority}</strong>, {line.number}, {shownDay(line.day)}.{' '}
            {say(demand.agreed, lang)} {shownMoment(line.agreedAt)}. {say(demand.collections, lang)}
            : {line.collected}.
          </p>
          {!line.over && (
            <form method="post" action={`/y-kien/${feedback}/yeu-cau/${line.id}/lay`}>
              <button type="submit" class="second">
                {say(demand.collect, lang)}
              </button>
            </form>
          )}
        </section>
      ))}
      <form method="post" action={at(`/y-kien/${feedback}/yeu-cau`, lang)}>
        <Line {...field} name="authority" label={demand.authority} />
        <Line {...field} name="number" label={demand.number} />
        <Line {...field} name="day" label={demand.day} type="date" />
        <Paragraphs {...field} name="demanded" label={demand.demanded} most={1000} />
        <button type="submit">{say(demand.ask, lang)}</button>
      </form>
    </ReviewPage>
  )
}
