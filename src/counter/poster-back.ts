import type { Tx } from '../../db/connection.ts'
import { doorThrough } from '../../db/door-through.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { guidance, guidanceKinds } from '../../views/words/guidance.ts'
import { placeLine, posterBack as words } from '../../views/words/places.ts'
import { posterSentences as say } from '../../views/words/poster.ts'
import { areaFacts } from '../intake/area-facts.ts'
import { knownPlaces } from '../intake/places.ts'
import { type Occasion, today } from './poster.ts'
import { printOnePage } from './press.ts'

/** The poster's back for an area, one page: each situation and where it goes, as the pages say it. */
export async function posterBackPdf(
  tx: Tx,
  { area, front }: Occasion,
): Promise<Uint8Array<ArrayBuffer>> {
  const door = doorThrough((statement) => tx.execute(statement))
  const page = await door.area(area.code)
  const known = await knownPlaces({ door }, page)
  const { phone, hours } = areaFacts(page)
  const rows = guidanceKinds
    .filter((kind) => kind !== 'khan-cap' && kind !== 'tre-em')
    .map((kind) => ({
      what: guidance[kind].choice.vi,
      where: guidance[kind].where.map(
        ({ who, fact }) => `${who.vi}: ${placeLine(fact, known, 'vi')}`,
      ),
    }))
  return printOnePage('poster-back', {
    name: `${words.title} – ${areaName(area)}`,
    date: today(),
    front: front.name.toUpperCase(),
    place: areaName(area),
    title: words.title,
    danger: words.danger,
    lead: words.lead,
    rows,
    notes: [words.secret, words.member, words.children],
    call: phone ? say.ask(phone, hours) : null,
  })
}
