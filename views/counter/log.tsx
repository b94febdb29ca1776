import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { logWords as words } from '../words/log.ts'
import { WideTable } from './wide-table.tsx'

type Keeper = {
  id: string
  name: string
  address: string
  last: { number: number; outcome: keyof typeof words.outcomes; day: string } | null
}

export type LogPageProps = Shell & {
  newest: { number: number; size: number; day: string; note: string } | null
  /** Fingerprint of the key that signed it; null when that key is not known here. */
  fingerprint: string | null
  keepers: readonly Keeper[]
  /** Whether mail is switched on. */
  mails: boolean
  /** Whether this actor may change the keepers. */
  changes: boolean
  returned: Returned
}

/** `GET /nhat-ky`: the newest checkpoint and who keeps checkpoints outside. */
export function LogPage(props: LogPageProps) {
  const { lang, newest, returned } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/nhat-ky">
      <p>{say(words.lead, lang)}</p>
      <h2>{say(words.newest, lang)}</h2>
      {newest ? (
        <Newest lang={lang} newest={newest} fingerprint={props.fingerprint} />
      ) : (
        <p>{say(words.none, lang)}</p>
      )}
      <h2>{say(words.keepers, lang)}</h2>
      <p>{say(words.keepersLead, lang)}</p>
      {!props.mails && <p class="notice">{say(words.mailOff, lang)}</p>}
      {props.keepers.length === 0 ? <p>{say(words.noKeepers, lang)}</p> : <Keepers {...props} />}
      {props.changes && (
        <form method="post" action={at('/nhat-ky/noi-giu', lang)} class="card" novalidate>
          <Line lang={lang} returned={returned} name="name" label={words.name} />
          <Line lang={lang} returned={returned} name="address" label={words.address} />
          <button type="submit">{say(words.add, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}

type NewestProps = Pick<LogPageProps, 'lang' | 'fingerprint'> & {
  newest: NonNullable<LogPageProps['newest']>
}

function Newest({ lang, newest, fingerprint }: NewestProps) {
  const { number, day, size, note } = newest
  const facts: [Sentence, string][] = [
    [words.number, String(number)],
    [words.day, shownDay(day)],
    [words.size, String(size)],
    ...(fingerprint === null ? [] : [[words.key, fingerprint] as [Sentence, string]]),
  ]
  return (
    <>
      <dl class="facts">
        {facts.map(([name, text]) => (
          <>
            <dt>{say(name, lang)}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
      <pre class="digest">{note}</pre>
      <p>
        <a class="button second" href={at('/nhat-ky/diem-chot.pdf', lang)}>
          {say(words.sheet, lang)}
        </a>
      </p>
    </>
  )
}

function Keepers({ lang, keepers, changes }: LogPageProps) {
  return (
    <WideTable label={say(words.keepers, lang)}>
      <table>
        <thead>
          <tr>
            {[words.name, words.address, words.last].map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
            {changes && <th scope="col">{say(words.end, lang)}</th>}
          </tr>
        </thead>
        <tbody>
          {keepers.map((keeper) => (
            <tr>
              <td>{keeper.name}</td>
              <td>{keeper.address}</td>
              <td>{say(lastOf(keeper), lang)}</td>
              {changes && (
                <td>
                  <form method="post" action={at('/nhat-ky/noi-giu/thoi', lang)}>
                    <input type="hidden" name="keeper" value={keeper.id} />
                    <button type="submit" class="second" aria-label={endOf(keeper, lang)}>
                      {say(words.end, lang)}
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function lastOf({ last }: Keeper): Sentence {
  return last ? words.lastSent(last.number, last.day, words.outcomes[last.outcome]) : words.never
}

function endOf({ name }: Keeper, lang: LogPageProps['lang']): string {
  return `${say(words.end, lang)}: ${name}`
}
