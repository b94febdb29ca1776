import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Paragraphs } from '../review/fields.tsx'
import { Reopenings, type ShownReopening } from '../review/sheets.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { reopeningWords as words } from '../words/reopening.ts'

export type ReopeningProps = Shell & {
  record: { id: string; name: string; cycle: string; closed: boolean }
  reopenings: readonly ShownReopening[]
  /** Whether it was just asked for. */
  asked: boolean
  returned: Returned
}

/** `/ho-so/:id/mo-lai`: ask to rate a record of a closed cycle again. */
export function ReopeningPage(props: ReopeningProps) {
  const { lang, record, returned } = props
  const path = `/ho-so/${record.id}/mo-lai`
  const field = { lang, returned }
  return (
    <ReviewPage {...props} title={`${say(words.title, lang)}: ${record.name}`} path={path}>
      <p>
        <a href={at(`/ho-so/${record.id}`, lang)}>‹ {record.name}</a>, {record.cycle}
      </p>
      <p class="hint">{say(words.hint, lang)}</p>
      {props.asked && <p class="notice">{say(words.asked, lang)}</p>}
      <Reopenings lang={lang} record={record.id} reopenings={props.reopenings} asks={false} />
      {record.closed && !props.asked && (
        <form method="post" action={at(path, lang)} class="card" novalidate>
          <p class="hint">{say(words.askHint, lang)}</p>
          <Paragraphs {...field} name="reason" label={words.reason} most={2_000} />
          <Line {...field} name="decidedBy" label={words.decidedBy} />
          <div class="inline">
            <Line {...field} name="document" label={words.document} />
            <Line {...field} name="decidedOn" label={words.decidedOn} type="date" />
          </div>
          <button type="submit">{say(words.ask, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}
