import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Paragraphs } from '../review/fields.tsx'
import type { ShownRemedy } from '../review/remedies.tsx'
import type { Returned } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { openedWords, officeWords as words } from '../words/meeting.ts'
import { readerWords } from '../words/readers.ts'
import type { ShownBundle } from './bundle.tsx'
import { Remedies } from './remedies.tsx'
import { HandOver, Handover, Meetings, Outcome } from './steps.tsx'

/** What became of a bundle after its freeze. */
export type ShownOffice = {
  /** Whether this person may enter what the office and the meeting did. */
  acts: boolean
  handover: {
    number: string
    signedOn: string
    signer: string
    receiver: string
    receipt: string
  } | null
  returned: { reason: string; toAdd: string | null; enteredAt: Date } | null
  consultations: readonly { meeting: string; place: string; heldOn: string; minutes: string }[]
  outcome: { level: string; decidedBy: string; document: string; decidedOn: string } | null
  remedies: readonly ShownRemedy[]
  openings: readonly { name: string; what: string; openedAt: Date }[]
}

export type OfficeProps = {
  lang: Lang
  bundle: ShownBundle
  office: ShownOffice
  returned: Returned
}

/** The steps after the freeze, each as it was entered, and the form of the next one. */
export function Office(props: OfficeProps) {
  const { lang, bundle, office } = props
  if (['asked', 'declined', 'rendering'].includes(bundle.state)) return null
  const acts = office.acts && bundle.state !== 'returned'
  return (
    <>
      {office.returned && (
        <p class="warn">
          {say(words.returned, lang)} ({shownMoment(office.returned.enteredAt)}).{' '}
          {say(words.reason, lang)}: {office.returned.reason}
          {office.returned.toAdd && (
            <>
              <br />
              {say(words.toAdd, lang)}: {office.returned.toAdd}
            </>
          )}
        </p>
      )}
      <div class="split">
        <div>
          {office.handover ? <Handover {...props} /> : acts && <HandOver {...props} />}
          {office.handover && <Meetings {...props} acts={acts} />}
          {office.consultations.length > 0 && <Outcome {...props} acts={acts} />}
        </div>
        <div>
          {office.consultations.length > 0 && <Remedies {...props} />}
          {acts && <Readers {...props} />}
          <Openings {...props} />
          {acts && <SendBack {...props} />}
        </div>
      </div>
    </>
  )
}

function Readers({ lang, bundle }: OfficeProps) {
  return (
    <section class="card">
      <h2>{say(readerWords.title, lang)}</h2>
      <p>{say(readerWords.hint, lang)}</p>
      <p>
        <a class="button second" href={at(`/tap/${bundle.id}/nguoi-xem`, lang)}>
          {say(readerWords.title, lang)}
        </a>
      </p>
    </section>
  )
}

function Openings({ lang, office }: OfficeProps) {
  return (
    <section class="card">
      <h2>{say(words.openings, lang)}</h2>
      {office.openings.length === 0 ? (
        <p>{say(words.noOpenings, lang)}</p>
      ) : (
        <div class="table">
          <table>
            <thead>
              <tr>
                {[words.who, words.what, words.when].map((head) => (
                  <th scope="col">{say(head, lang)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {office.openings.map(({ name, what, openedAt }) => (
                <tr>
                  <td>{name}</td>
                  <td>{openedWords[what] ? say(openedWords[what], lang) : what}</td>
                  <td class="nowrap">{shownMoment(openedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function SendBack({ lang, bundle, returned }: OfficeProps) {
  return (
    <details open={'reason' in returned.errors}>
      <summary>{say(words.sendBack, lang)}</summary>
      <form method="post" action={at(`/tap/${bundle.id}/tra-lai`, lang)} novalidate>
        <p class="hint">{say(words.sendBackHint, lang)}</p>
        <Paragraphs
          lang={lang}
          returned={returned}
          name="reason"
          label={words.reason}
          most={2_000}
        />
        <Paragraphs lang={lang} returned={returned} name="toAdd" label={words.toAdd} most={2_000} />
        <button type="submit" class="danger">
          {say(words.sendBackButton, lang)}
        </button>
      </form>
    </details>
  )
}
