import { shownDay } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, Paragraphs } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { contentNames, transferWords as words } from '../words/transfers.ts'
import type { TransferLine } from './transfers.tsx'

export type TransferProps = Shell & {
  transfer: TransferLine
  /** What goes on; null for who may not open it, and once it is gone. */
  going: {
    text: string
    later: readonly { day: string; text: string }[]
    files: readonly { id: string; name: string }[]
  } | null
  /** Where such matters go near the feedback's area. */
  suggested: { receiver: string; contact: string; places: string }
  /** Whether this person may enter it; and take it back. */
  enters: boolean
  undoes: boolean
  today: string
  saved: boolean
  returned: Returned
}

/** `GET /phieu-chuyen/:id`: one feedback on its way elsewhere. */
export function TransferPage(props: TransferProps) {
  const { lang, transfer, going } = props
  const { feedback, kind, number, entered } = transfer
  return (
    <ReviewPage
      {...props}
      title={`${say(words.one, lang)} ${number}`}
      path={`/phieu-chuyen/${feedback}`}
    >
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>
        <a href={at('/phieu-chuyen', lang)}>‹ {say(words.back, lang)}</a>{' '}
        <strong>{say(kind ? contentNames[kind] : words.forwarded, lang)}</strong>
      </p>
      {kind !== null && <p class="warn">{say(words.secret, lang)}</p>}
      <Entered {...props} />
      {going && <Going {...props} going={going} />}
      {going && <Print {...props} />}
      {props.enters && !entered && <SheetForm {...props} />}
      {props.enters && !entered && <GuidedForm {...props} />}
      {props.undoes && <UndoForm {...props} />}
    </ReviewPage>
  )
}

function Entered({ lang, transfer }: TransferProps) {
  const { entered, undone, destroyed } = transfer
  if (undone) return <p class="notice">{say(words.undone, lang)}</p>
  if (!entered) return null
  const { way, receiver, sheetNumber, day, destroyAt } = entered
  return (
    <p class="notice">
      {way === 'guided'
        ? say(words.guided, lang)
        : `${receiver ?? ''} – ${say(words.sheetNumber, lang)} ${sheetNumber ?? ''}`}
      , {shownDay(day)}.{' '}
      {destroyed
        ? say(words.ended, lang)
        : destroyAt && say(words.willEnd(shownMoment(destroyAt)), lang)}
    </p>
  )
}

function Going({
  lang,
  transfer,
  going,
}: TransferProps & { going: NonNullable<TransferProps['going']> }) {
  return (
    <section>
      <h2>{say(transfer.kind ? words.letter : words.summary, lang)}</h2>
      <div class="letter" lang="vi">
        {going.text}
      </div>
      {going.later.map(({ day, text }) => (
        <div class="letter" lang="vi">
          {shownDay(day)}: {text}
        </div>
      ))}
      {going.files.length > 0 && (
        <>
          <h3>{say(words.files, lang)}</h3>
          <ul>
            {going.files.map(({ id, name }) => (
              <li>
                <form method="post" action={`/phieu-chuyen/${transfer.feedback}/tep/${id}`}>
                  <button type="submit" class="second">
                    {name || id.slice(0, 8)}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Print({ lang, transfer, suggested, returned }: TransferProps) {
  const { entered, kind, feedback } = transfer
  return (
    <form method="post" action={`/phieu-chuyen/${feedback}/in`}>
      {!entered && (
        <input
          type="hidden"
          name="receiver"
          value={returned.typed.receiver ?? suggested.receiver}
        />
      )}
      <p class="hint">{say(words.printHint, lang)}</p>
      <button type="submit" class="second">
        {say(kind ? words.print : words.printForward, lang)}
      </button>
    </form>
  )
}

function SheetForm({ lang, transfer, suggested, returned, today }: TransferProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at(`/phieu-chuyen/${transfer.feedback}`, lang)}>
      <h2>{say(words.withSheet, lang)}</h2>
      <input type="hidden" name="way" value="sheet" />
      <Line {...field} name="receiver" label={words.receiver} value={suggested.receiver} />
      <Line {...field} name="contact" label={words.contact} value={suggested.contact} />
      <Line
        {...field}
        name="number"
        label={words.outNumber}
        hint={words.outNumberHint}
        type="number"
      />
      <Line {...field} name="day" label={words.day} type="date" value={today} />
      <Line {...field} name="signer" label={words.signer} />
      <button type="submit">{say(words.enter, lang)}</button>
    </form>
  )
}

function GuidedForm({ lang, transfer, suggested, returned }: TransferProps) {
  return (
    <form method="post" action={at(`/phieu-chuyen/${transfer.feedback}`, lang)}>
      <h2>{say(words.guidedOnly, lang)}</h2>
      <input type="hidden" name="way" value="guided" />
      <Paragraphs
        lang={lang}
        returned={returned}
        name="places"
        label={words.places}
        hint={words.placesHint}
        value={suggested.places}
        most={500}
      />
      <button type="submit">{say(words.enter, lang)}</button>
    </form>
  )
}

function UndoForm({ lang, transfer, returned }: TransferProps) {
  return (
    <form method="post" action={at(`/phieu-chuyen/${transfer.feedback}/lay-lai`, lang)}>
      <h2>{say(words.undo, lang)}</h2>
      <p class="hint">{say(words.undoHint, lang)}</p>
      <Line lang={lang} returned={returned} name="reason" label={words.reason} />
      <button type="submit" class="second">
        {say(words.undo, lang)}
      </button>
    </form>
  )
}
