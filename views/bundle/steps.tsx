import type { Child } from 'hono/jsx'
import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { describedBy, Field } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { officeWords as words } from '../words/meeting.ts'
import type { OfficeProps as Props } from './office.tsx'

function Facts({ lang, rows }: { lang: Lang; rows: readonly (readonly [Sentence, string])[] }) {
  return (
    <dl class="facts">
      {rows.map(([head, value]) => (
        <>
          <dt>{say(head, lang)}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

/** The handover as it was entered. */
export function Handover({ lang, bundle, office: { handover } }: Props) {
  if (!handover) return null
  const rows = [
    [words.number, handover.number],
    [words.signedOn, shownDay(handover.signedOn)],
    [words.signer, handover.signer],
    [words.receiver, handover.receiver],
    [words.receipt, handover.receipt],
  ] as const
  return (
    <section class="card">
      <h2>{say(words.handOver, lang)}</h2>
      <Facts lang={lang} rows={rows} />
      <p>
        <a href={`/tap/${bundle.id}/ban-quet`}>{say(words.openScan, lang)}</a>
      </p>
    </section>
  )
}

/** The form of the handover. */
export function HandOver({ lang, bundle, returned }: Props) {
  const field = { lang, returned }
  return (
    <form
      method="post"
      action={at(`/tap/${bundle.id}/ban-giao`, lang)}
      enctype="multipart/form-data"
      class="card"
      novalidate
    >
      <h2>{say(words.handOver, lang)}</h2>
      <p class="hint">{say(words.handOverHint, lang)}</p>
      <div class="inline">
        <Line {...field} name="number" label={words.number} />
        <Line {...field} name="signedOn" label={words.signedOn} type="date" />
      </div>
      <Line {...field} name="signer" label={words.signer} />
      <Line {...field} name="receiver" label={words.receiver} />
      <Line {...field} name="receipt" label={words.receipt} />
      <Field
        name="scan"
        label={words.scan}
        hint={words.scanHint}
        errors={returned.errors}
        lang={lang}
      >
        <input
          type="file"
          id="scan"
          name="scan"
          accept="application/pdf,image/jpeg,image/png"
          aria-describedby={describedBy('scan', returned.errors, true)}
        />
      </Field>
      <button type="submit">{say(words.handOverButton, lang)}</button>
    </form>
  )
}

/** The meetings that considered it, and the form for one. */
export function Meetings({ lang, bundle, office, returned, acts }: Props & { acts: boolean }) {
  const field = { lang, returned }
  const form = (
    <form method="post" action={at(`/tap/${bundle.id}/hop`, lang)} novalidate>
      <Line {...field} name="meeting" label={words.meeting} hint={words.meetingHint} />
      <div class="inline">
        <Line {...field} name="place" label={words.place} />
        <Line {...field} name="heldOn" label={words.heldOn} type="date" />
      </div>
      <Line {...field} name="minutes" label={words.minutes} />
      <button type="submit">{say(words.consultButton, lang)}</button>
    </form>
  )
  return (
    <section class="card">
      <h2>{say(words.consult, lang)}</h2>
      {office.consultations.map(({ meeting, place, heldOn, minutes }) => (
        <Facts
          lang={lang}
          rows={[
            [words.meeting, meeting],
            [words.place, place],
            [words.heldOn, shownDay(heldOn)],
            [words.minutes, minutes],
          ]}
        />
      ))}
      {acts && (
        <Folded fold={office.consultations.length > 0} title={say(words.consultButton, lang)}>
          {form}
        </Folded>
      )}
    </section>
  )
}

/** What was decided, and the form for it. */
export function Outcome({ lang, bundle, office, returned, acts }: Props & { acts: boolean }) {
  const field = { lang, returned }
  const { outcome } = office
  const form = (
    <form method="post" action={at(`/tap/${bundle.id}/ket-luan`, lang)} novalidate>
      <p class="hint">{say(words.outcomeHint, lang)}</p>
      <Line {...field} name="level" label={words.level} />
      <Line {...field} name="decidedBy" label={words.decidedBy} />
      <div class="inline">
        <Line {...field} name="document" label={words.document} />
        <Line {...field} name="decidedOn" label={words.decidedOn} type="date" />
      </div>
      <button type="submit">{say(words.outcomeButton, lang)}</button>
    </form>
  )
  return (
    <section class="card">
      <h2>{say(words.outcome, lang)}</h2>
      {outcome && (
        <Facts
          lang={lang}
          rows={[
            [words.level, outcome.level],
            [words.decidedBy, outcome.decidedBy],
            [words.document, outcome.document],
            [words.decidedOn, shownDay(outcome.decidedOn)],
          ]}
        />
      )}
      {acts && (
        <Folded fold={outcome !== null} title={say(words.outcomeButton, lang)}>
          {form}
        </Folded>
      )}
    </section>
  )
}

function Folded({ fold, title, children }: { fold: boolean; title: string; children?: Child }) {
  if (!fold) return <>{children}</>
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
