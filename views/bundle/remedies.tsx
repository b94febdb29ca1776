import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Paragraphs } from '../review/fields.tsx'
import { RemedyFacts, type ShownRemedy } from '../review/remedies.tsx'
import type { Returned } from '../review/shell.tsx'
import { officeWords as words } from '../words/meeting.ts'

type Props = {
  lang: Lang
  bundle: { id: string }
  office: { acts: boolean; remedies: readonly ShownRemedy[] }
  returned: Returned
}

/** What is to be put right, by when and by whom; each open one with the form that says it is done. */
export function Remedies({ lang, bundle, office, returned }: Props) {
  const field = { lang, returned }
  return (
    <section class="card">
      <h2>{say(words.remedies, lang)}</h2>
      {office.remedies.length === 0 && <p>{say(words.noRemedies, lang)}</p>}
      {office.remedies.map((remedy) => (
        <Remedy lang={lang} bundle={bundle.id} remedy={remedy} acts={office.acts} />
      ))}
      {office.acts && (
        <details open={'shortcoming' in returned.typed}>
          <summary>{say(words.addRemedy, lang)}</summary>
          <form method="post" action={at(`/tap/${bundle.id}/khac-phuc`, lang)} novalidate>
            <Paragraphs {...field} name="shortcoming" label={words.shortcoming} most={2_000} />
            <Paragraphs {...field} name="measure" label={words.measure} most={2_000} />
            <div class="inline">
              <Line {...field} name="dueOn" label={words.dueOn} type="date" />
              <Line {...field} name="responsible" label={words.responsible} />
            </div>
            <button type="submit">{say(words.addRemedyButton, lang)}</button>
          </form>
        </details>
      )}
    </section>
  )
}

type OneProps = { lang: Lang; bundle: string; remedy: ShownRemedy; acts: boolean }

function Remedy({ lang, bundle, remedy, acts }: OneProps) {
  return (
    <article>
      <RemedyFacts lang={lang} remedy={remedy} />
      {acts && remedy.doneOn === null && <Completion lang={lang} bundle={bundle} id={remedy.id} />}
    </article>
  )
}

// Several of these stand on one page, so their fields have the remedy in their names.
function Completion({ lang, bundle, id }: { lang: Lang; bundle: string; id: string }) {
  return (
    <details>
      <summary>{say(words.doneButton, lang)}</summary>
      <form method="post" action={at(`/tap/${bundle}/khac-phuc/${id}`, lang)}>
        <div class="field">
          <label for={`done-${id}`}>{say(words.doneOn, lang)}</label>
          <input type="date" id={`done-${id}`} name="doneOn" required />
        </div>
        <div class="field">
          <label for={`proof-${id}`}>{say(words.proof, lang)}</label>
          <input type="text" id={`proof-${id}`} name="proof" required maxlength={2_000} />
        </div>
        <button type="submit">{say(words.doneButton, lang)}</button>
      </form>
    </details>
  )
}
