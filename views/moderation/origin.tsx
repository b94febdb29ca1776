import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { consentByNames, originWords as words } from '../words/origin.ts'

export type OriginProps = {
  /** Came with a one-time slip that was good for its area and cycle. */
  resident: boolean
  /** How it came, when staff wrote it down for somebody. */
  assisted: {
    place: string
    heldOn: string
    consentBy: keyof typeof consentByNames
    register: {
      number: number
      year: number
      day: string
      reference: string | null
      note: string | null
    } | null
  } | null
}

/** Above a letter: where and when it was received, its line of the register, how consent was given. */
export function Origin({ lang, resident, assisted }: OriginProps & { lang: Lang }) {
  if (!resident && !assisted) return null
  return (
    <section class="origin" aria-label={say(words.title, lang)}>
      {resident && <p class="notice">{say(words.resident, lang)}</p>}
      {assisted && (
        <dl class="facts">
          {linesOf(assisted, lang).map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}

function linesOf(
  { place, heldOn, consentBy, register }: NonNullable<OriginProps['assisted']>,
  lang: Lang,
): [string, string][] {
  const number = register && `${register.number}/${register.year}`
  const lines: [keyof typeof words, string | null | undefined][] = [
    ['place', place],
    ['heldOn', shownDay(heldOn)],
    ['register', number && `${number}, ${say(words.registerDay, lang)} ${shownDay(register.day)}`],
    ['reference', register?.reference],
    ['note', register?.note],
    ['consent', say(consentByNames[consentBy], lang)],
  ]
  return lines.flatMap(([name, value]) => (value ? [[say(words[name], lang), value]] : []))
}
