import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { type FoldReason, foldNames, verbatimWarning, foldWords as words } from '../words/folds.ts'

export type FoldProps = { from: number; to: number; reason: FoldReason }

type FoldedProps = { lang: Lang; text: string; folds: readonly FoldProps[] }

/** The text with what may tell who somebody is marked, and why. */
export function Folded({ lang, text, folds }: FoldedProps) {
  return (
    <>
      {folds.map(({ from, to, reason }, place) => (
        <>
          {text.slice(folds[place - 1]?.to ?? 0, from)}
          <mark title={say(foldNames[reason], lang)}>
            {text.slice(from, to)}
            <span class="visually-hidden"> ({say(foldNames[reason], lang)})</span>
          </mark>
        </>
      ))}
      {text.slice(folds.at(-1)?.to ?? 0)}
    </>
  )
}

/** Below the letter: what the colour means, and a copy without it for the summary. */
export function CopyFolded(
  props: FoldedProps & { id: string; tail: string; writes: boolean; without: string | null },
) {
  const { lang, id, tail, folds, writes, without } = props
  if (folds.length === 0 || without !== null) return null
  return (
    <form class="no-print" method="post" action={at(`/y-kien/${id}/che-ten${tail}`, lang)}>
      <p class="hint">{say(words.hint, lang)}</p>
      {writes && (
        <button type="submit" class="second">
          {say(words.copy, lang)}
        </button>
      )}
    </form>
  )
}

export type LeftoverProps = {
  folds: readonly { words: string; reason: FoldReason }[]
  run: { syllables: number; words: string } | null
}

/** What the summary still holds of the letter that may tell who wrote it. Warns, forbids nothing. */
export function Leftover({ lang, folds, run }: LeftoverProps & { lang: Lang }) {
  if (folds.length === 0 && run === null) return null
  return (
    <div class="warn" role="status" id="summary-leftover">
      {folds.length > 0 && (
        <p>
          {say(words.still, lang)}{' '}
          {folds.map(({ words: held, reason }, place) => (
            <>
              {place > 0 && '; '}
              <mark>{held}</mark> ({say(foldNames[reason], lang)})
            </>
          ))}
        </p>
      )}
      {run && <p>{say(verbatimWarning(run.syllables, run.words), lang)}</p>}
    </div>
  )
}
