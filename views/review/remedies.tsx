import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { officeWords as words } from '../words/meeting.ts'

export type ShownRemedy = {
  id: string
  shortcoming: string
  measure: string
  dueOn: string
  responsible: string
  doneOn: string | null
  proof: string | null
  late: boolean
}

/** What is to be put right on a record; nothing at all where there is no such thing. */
export function RemedyList({ lang, remedies }: { lang: Lang; remedies: readonly ShownRemedy[] }) {
  if (remedies.length === 0) return null
  return (
    <section>
      <h2>{say(words.remedies, lang)}</h2>
      {remedies.map((remedy) => (
        <article class="card">
          <RemedyFacts lang={lang} remedy={remedy} />
        </article>
      ))}
    </section>
  )
}

/** One remedy: what, how, by when and whom, and whether it is done. */
export function RemedyFacts({ lang, remedy }: { lang: Lang; remedy: ShownRemedy }) {
  return (
    <>
      <p>
        <strong>{remedy.shortcoming}</strong>
      </p>
      <p class="words">{remedy.measure}</p>
      <p class="meta">
        {say(words.dueOn, lang)} {shownDay(remedy.dueOn)} · {remedy.responsible}{' '}
        {remedy.late && <span class="badge due">{say(words.late, lang)}</span>}
      </p>
      {remedy.doneOn !== null && (
        <p class="done">
          {say(words.done, lang)} {shownDay(remedy.doneOn)}: {remedy.proof}
        </p>
      )}
    </>
  )
}
