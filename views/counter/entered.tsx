import { shownWeekday } from '../dates.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { ReviewPage, type Shell } from '../review/shell.tsx'
import { enteredWords, entryWords as words } from '../words/entry.ts'
import { WideTable } from './wide-table.tsx'

type Receipt = { receipt: string; number: string; comeBack: string }

export type EnteredPageProps = Shell & {
  /** Path of the form that was sent, for the next one. */
  again: string
  register: { number: number; year: number }
  letters: readonly Receipt[]
}

/** After entering: the receipts, the only time their codes are shown. */
export function EnteredPage(props: EnteredPageProps) {
  const { lang, letters, register } = props
  return (
    <ReviewPage {...props} title={say(words.done, lang)} path="/nhap">
      <p class="done">{say(enteredWords(register.number, register.year, letters.length), lang)}</p>
      <p class="warn">{say(words.once, lang)}</p>
      <form
        method="post"
        action={at('/nhap/phieu', lang)}
        class="actions"
        target="_blank"
        rel="noopener"
      >
        {letters.map(({ receipt }) => (
          <input type="hidden" name="receipt" value={receipt} />
        ))}
        <button type="submit">{say(words.print, lang)}</button>
        <a class="button second" href={at(props.again, lang)}>
          {say(words.next, lang)}
        </a>
      </form>
      <WideTable label={say(words.done, lang)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.number, lang)}</th>
              <th scope="col">{say(words.code, lang)}</th>
              <th scope="col">{say(words.comeBack, lang)}</th>
            </tr>
          </thead>
          <tbody>
            {letters.map(({ receipt, number, comeBack }) => (
              <tr>
                <th scope="row">{number}</th>
                <td class="digest" data-code>
                  {receipt}
                </td>
                <td>{shownWeekday(comeBack, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </ReviewPage>
  )
}
