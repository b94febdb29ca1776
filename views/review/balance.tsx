import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { reasonWords } from '../words/moderation.ts'
import { outcomeWords, ownReasonWords, recordWords as words } from '../words/review-pages.ts'
import type { ShownCycle } from './cycles.tsx'

type Outcome = keyof typeof outcomeWords

export type ShownBalance = { received: number } & Readonly<Record<Outcome, number>>
export type ShownExcluded = { state: Outcome; reason: string | null; count: number }

/** What came about this subject in the period, and what became of it; sums, no judgement. */
export function Balance(props: {
  lang: Lang
  balance: ShownBalance
  excluded: readonly ShownExcluded[]
}) {
  const { lang, balance, excluded } = props
  const outcomes = Object.keys(outcomeWords).filter(isOutcome)
  return (
    <section>
      <h2>{say(words.balance, lang)}</h2>
      <table>
        <tbody>
          <Row text={say(words.received, lang)} count={balance.received} />
          {outcomes.map((outcome) => (
            <Row text={say(outcomeWords[outcome], lang)} count={balance[outcome]} />
          ))}
        </tbody>
      </table>
      {excluded.length > 0 && (
        <>
          <h3>{say(words.excluded, lang)}</h3>
          <table>
            <tbody>
              {excluded.map((row) => (
                <Row text={reasonLine(row, lang)} count={row.count} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** The form that asks for a bundle; the bundle chapter handles it. */
export function Freeze(props: { lang: Lang; record: string; cycle: ShownCycle; today: string }) {
  const { lang, record, cycle, today } = props
  const [cutOff] = [cycle.cutOff, today].sort()
  return (
    <form method="post" action={at(`/ho-so/${record}/dong-tap`, lang)} class="card" novalidate>
      <h2>{say(words.freeze, lang)}</h2>
      <p class="hint">{say(words.freezeHint, lang)}</p>
      <div class="field">
        <label for="cutOff">{say(words.freezeCutOff, lang)}</label>
        <input id="cutOff" name="cutOff" type="date" value={cutOff} />
      </div>
      <div class="field">
        <label for="freeze-reason">{say(words.freezeReason, lang)}</label>
        <input id="freeze-reason" name="reason" type="text" maxlength={2000} autocomplete="off" />
      </div>
      <button type="submit">{say(words.freezeButton, lang)}</button>
    </form>
  )
}

function Row({ text, count }: { text: string; count: number }) {
  return (
    <tr>
      <th scope="row">{text}</th>
      <td class="number">{count}</td>
    </tr>
  )
}

function reasonLine({ state, reason }: ShownExcluded, lang: Lang): string {
  const outcome = say(outcomeWords[state], lang)
  const known: Readonly<Record<string, Sentence>> = { ...reasonWords, ...ownReasonWords }
  const said = reason === null ? undefined : known[reason]
  if (said !== undefined) return `${outcome}: ${say(said, lang)}`
  return state === 'accepted' ? `${outcome}: ${say(words.notYet, lang)}` : outcome
}

function isOutcome(word: string): word is Outcome {
  return Object.hasOwn(outcomeWords, word)
}
