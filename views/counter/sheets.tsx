import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { factsLine, type ItemFacts } from '../review/evidence.tsx'
import { Line } from '../review/fields.tsx'
import { RemedyFacts, type ShownRemedy } from '../review/remedies.tsx'
import { type ShownSheet, sheetStanding } from '../review/sheets.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { sheetKindWords, sheetWords as words } from '../words/sheets.ts'
import { topicName } from '../words/topics.ts'

type Item = ItemFacts & { id: string; summary: string | null }

export type SheetsProps = Shell & {
  record: { id: string; name: string; cycle: string; closed: boolean }
  sheets: readonly (ShownSheet & { mine: boolean })[]
  /** Criticism and praise that hold, to choose from. */
  items: readonly Item[]
  today: string
  returned: Returned
}

/** `/ho-so/:id/van-ban`: prompts and the Front's comment of one record: draft, print, issue. */
export function SheetsPage(props: SheetsProps) {
  const { lang, record, sheets } = props
  const path = `/ho-so/${record.id}/van-ban`
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path}>
      <p>
        <a href={at(`/ho-so/${record.id}`, lang)}>‹ {say(words.toRecord, lang)}</a>: {record.name},{' '}
        {record.cycle}
      </p>
      {sheets.length === 0 && <p>{say(words.none, lang)}</p>}
      {sheets.map((sheet) => (
        <One {...props} sheet={sheet} />
      ))}
      {!record.closed && (
        <div class="split">
          <Draft {...props} kind="prompt" />
          <Draft {...props} kind="front_comment" />
        </div>
      )}
    </ReviewPage>
  )
}

function One({
  lang,
  record,
  sheet,
  today,
  returned,
}: SheetsProps & { sheet: SheetsProps['sheets'][number] }) {
  const path = `/ho-so/${record.id}/van-ban/${sheet.id}`
  const name = `${say(sheetKindWords[sheet.kind], lang)}, ${say(sheetStanding(sheet), lang)}`
  const isOpen = returned.typed.sheet === sheet.id
  const field = { lang, returned: isOpen ? returned : { ...returned, errors: {}, typed: {} } }
  return (
    <article class="card" id={`van-ban-${sheet.id}`}>
      <h2>{name}</h2>
      <p class="words" lang="vi">
        {sheet.text}
      </p>
      <p class="actions">
        <a
          class="button second"
          href={`${path}/ban.docx`}
          aria-label={`${say(words.docx, lang)}: ${name}`}
        >
          {say(words.docx, lang)}
        </a>{' '}
        <a
          class="button second"
          href={`${path}/ban.pdf`}
          aria-label={`${say(words.pdf, lang)}: ${name}`}
        >
          {say(words.pdf, lang)}
        </a>
      </p>
      {!sheet.issued && !sheet.replaced && sheet.mine && (
        <p class="hint">{say(words.yours, lang)}</p>
      )}
      {!sheet.issued && !sheet.replaced && !sheet.mine && !record.closed && (
        <form method="post" action={at(`${path}/ban-hanh`, lang)} novalidate>
          <p class="hint">{say(words.issueHint, lang)}</p>
          <div class="inline">
            <Line
              {...field}
              name="number"
              label={sheet.kind === 'prompt' ? words.number : words.registerNumber}
            />
            <Line {...field} name="signedOn" label={words.signedOn} type="date" value={today} />
            <Line {...field} name="signer" label={words.signer} />
          </div>
          <button type="submit">{say(words.issue, lang)}</button>
        </form>
      )}
    </article>
  )
}

function Draft({
  lang,
  record,
  items,
  returned,
  kind,
}: SheetsProps & { kind: ShownSheet['kind'] }) {
  const isPrompt = kind === 'prompt'
  const isBack = returned.typed.kind === kind
  const mine = isBack ? returned : { ...returned, errors: {}, typed: {} }
  const chosen = (mine.typed.evidence ?? '').split(',')
  return (
    <form method="post" action={at(`/ho-so/${record.id}/van-ban`, lang)} class="card" novalidate>
      <h2>{say(isPrompt ? words.promptTitle : words.commentTitle, lang)}</h2>
      <p class="hint">{say(isPrompt ? words.promptHint : words.commentHint, lang)}</p>
      <input type="hidden" name="kind" value={kind} />
      <fieldset id={isBack ? 'evidence' : undefined}>
        <legend>{say(words.choose, lang)}</legend>
        {items
          .filter(({ polarity }) => !isPrompt || polarity !== 'positive')
          .map((item) => (
            <label class="option">
              <input
                type="checkbox"
                name="evidence"
                value={item.id}
                checked={chosen.includes(item.id)}
              />
              <span lang="vi">
                {item.summary} <span class="meta">({factsLine(item, lang)})</span>
              </span>
            </label>
          ))}
        {mine.errors.evidence && <p class="error">{say(mine.errors.evidence, lang)}</p>}
      </fieldset>
      <Words lang={lang} returned={mine} kind={kind} />
      <button type="submit">{say(words.save, lang)}</button>
    </form>
  )
}

// Two such forms stand on the page: ids must not meet.
function Words({ lang, returned, kind }: { lang: Lang; returned: Returned; kind: string }) {
  const id = `text-${kind}`
  const error = returned.errors.text
  return (
    <div class="field">
      <label for={id}>{say(words.text, lang)}</label>
      {error && (
        <p class="error" id={`${id}-error`}>
          {say(error, lang)}
        </p>
      )}
      <textarea
        id={id}
        name="text"
        rows={10}
        maxlength={8_000}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? 'true' : undefined}
      >
        {returned.typed.text ?? ''}
      </textarea>
    </div>
  )
}

export type CandidatesProps = Shell & {
  cycle: { id: string; name: string }
  candidates: readonly {
    record: string
    subject: { name: string }
    items: readonly Item[]
    again: readonly string[]
    promised: readonly (ShownRemedy & { cycle: string })[]
    sheets: readonly ShownSheet[]
  }[]
}

/** `/ky/:id/goi-y`: whom a prompt could be about, each with all that was found; by name alone. */
export function CandidatesPage(props: CandidatesProps) {
  const { lang, cycle, candidates } = props
  const path = `/ky/${cycle.id}/goi-y`
  const title = `${say(words.candidates, lang)}: ${cycle.name}`
  return (
    <ReviewPage {...props} title={title} path={path}>
      <p class="hint">{say(words.candidatesHint, lang)}</p>
      {candidates.length === 0 && <p>{say(words.noCandidates, lang)}</p>}
      {candidates.map((one) => (
        <article class="card">
          <h2>
            <a href={at(`/ho-so/${one.record}`, lang)}>{one.subject.name}</a>
          </h2>
          <ul>
            {one.items.map((item) => (
              <li>
                <span lang="vi">{item.summary}</span>{' '}
                <span class="meta">({factsLine(item, lang)})</span>
              </li>
            ))}
          </ul>
          {one.again.length > 0 && (
            <p class="meta">
              {one.again.map((topic) => say(topicName(topic), lang)).join('; ')}:{' '}
              {say(words.again, lang)}
            </p>
          )}
          {one.promised.map((remedy) => (
            <div>
              <p class="meta">
                {say(words.promised, lang)} ({remedy.cycle}), {say(words.notDone, lang)}:
              </p>
              <RemedyFacts lang={lang} remedy={remedy} />
            </div>
          ))}
          {one.sheets.map((sheet) => (
            <p class="meta">
              {say(sheetKindWords[sheet.kind], lang)}: {say(sheetStanding(sheet), lang)}
            </p>
          ))}
          <p>
            <a
              class="button second"
              href={at(`/ho-so/${one.record}/van-ban`, lang)}
              aria-label={`${say(words.write, lang)}: ${one.subject.name}`}
            >
              {say(words.write, lang)}
            </a>
          </p>
        </article>
      ))}
    </ReviewPage>
  )
}
