import type { Child } from 'hono/jsx'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { provenanceWords, sideWords as words } from '../words/frame.ts'
import type { ShownEvidence } from './evidence.tsx'

export type ShownProvenance = readonly {
  from: 'resident' | 'verified' | 'entered' | 'front' | 'imported'
  atLeast: number | null
}[]

type Side = 'praise' | 'concern' | 'mixed'

/** Items of one criterion, praise beside concern; words beside words, nothing added up. */
export function Sides(props: {
  lang: Lang
  items: readonly ShownEvidence[]
  item: (item: ShownEvidence) => Child
}) {
  const { lang, items, item } = props
  const of = (side: Side) => items.filter((one) => sideOf(one) === side)
  return (
    <>
      <div class="split">
        {(['praise', 'concern'] as const).map((side) => (
          <div>
            <h4>{say(words[side], lang)}</h4>
            {of(side).length === 0 && <p class="meta">{say(words.nobody, lang)}</p>}
            {of(side).map(item)}
          </div>
        ))}
      </div>
      {of('mixed').length > 0 && <h4>{say(words.mixed, lang)}</h4>}
      {of('mixed').map(item)}
    </>
  )
}

/** Where the items of a record come from, in whole fives. */
export function Provenance(props: { lang: Lang; provenance: ShownProvenance }) {
  const { lang, provenance } = props
  return (
    <section>
      <h2>{say(provenanceWords.title, lang)}</h2>
      <table>
        <tbody>
          {provenance.map(({ from, atLeast }) => (
            <tr>
              <th scope="row">{say(provenanceWords[from], lang)}</th>
              <td class="number">
                {atLeast === null
                  ? say(provenanceWords.few, lang)
                  : `${say(provenanceWords.atLeast, lang)} ${atLeast}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{say(provenanceWords.hint, lang)}</p>
    </section>
  )
}

function sideOf({ polarity }: ShownEvidence): Side {
  if (polarity === 'positive') return 'praise'
  return polarity === 'negative' ? 'concern' : 'mixed'
}
