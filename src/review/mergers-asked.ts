import { shownDay } from '../../views/dates.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import {
  mergerChoices as choices,
  mergerCounts,
  type mergerProblems,
  mergerWords as words,
} from '../../views/words/mergers.ts'
import type { Describe } from '../moderation/asked.ts'
import { countsOf, mergeableAreas, mergerAsked } from './mergers.ts'

/** What a lead must see of a merger: from where to where, what lies there now, what becomes of it. */
export const describeMerger: Describe = async (tx, actor, ask, say) => {
  const asked = mergerAsked(ask.payload)
  const known = await mergeableAreas(tx)
  const named = (code: string) => {
    const area = known.find((one) => one.code === code)
    return area ? `${areaName(area)} (${code}), ${area.frontName}` : code
  }
  const from = known.find(({ code }) => code === asked.area)
  const href = '/khu-vuc/sap-nhap'
  const lines = [
    { name: words.into, text: named(asked.into) },
    { name: words.firstDay, text: shownDay(asked.firstDay) },
    { name: words.document, text: asked.document },
  ]
  if (!from) return { title: named(asked.area), href, lines, warnings: [] }
  const held = await countsOf(tx, actor, asked.area)
  const crosses = known.some(({ code, front }) => code === asked.into && front !== held.front)
  for (const thing of thingsOf(crosses)) {
    const chosen: Record<string, (typeof mergerProblems)['choice']> = choices[thing]
    const amount = thing === 'below' ? held.below.length : held[thing]
    const fate = chosen[asked[thing]]
    const name = mergerCounts[thing]
    lines.push({ name, text: `${amount} – ${fate ? say(fate) : asked[thing]}` })
  }
  const warnings = crosses ? [words.otherFront] : []
  return { title: named(asked.area), href, lines, warnings }
}

/** The things that are chosen about; who finishes open letters only where the Front changes. */
export function thingsOf(crosses: boolean) {
  const all = ['below', 'posts', 'homes', 'bodies', 'cells', 'letters'] as const
  return all.filter((thing) => crosses || thing !== 'letters')
}
