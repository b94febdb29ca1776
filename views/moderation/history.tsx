import { shownDay } from '../dates.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { shownMoment } from '../staff/moment.ts'
import { benchWords as words } from '../words/console.ts'

export type HistoryLine = {
  /** A moment of staff work; of a sender only the day is known. */
  at: Date | string
  what: Sentence
  who: string | null
  note: string | null
}

/** What happened, oldest first, with who and when. */
export function History({ lang, lines }: { lang: Lang; lines: readonly HistoryLine[] }) {
  if (lines.length === 0) return null
  return (
    <details open>
      <summary>
        {say(words.history, lang)} ({lines.length})
      </summary>
      <ol class="history">
        {lines.map(({ at, what, who, note }) => (
          <li>
            <span class="meta">{typeof at === 'string' ? shownDay(at) : shownMoment(at)}</span>{' '}
            {say(what, lang)}
            {who && ` · ${who}`}
            {note && <span class="note"> “{note}”</span>}
          </li>
        ))}
      </ol>
    </details>
  )
}
