import type { AreaPage } from '../../db/door.ts'
import type { Known } from '../../views/words/places.ts'
import { areaFacts } from './area-facts.ts'
import type { Letterbox } from './letterbox.ts'

/** What people near an area are told about where the rest goes; nothing exact without an area. */
export async function knownPlaces(
  { door }: Pick<Letterbox, 'door'>,
  area: AreaPage | null,
): Promise<Known> {
  const { phone, ...facts } = areaFacts(area)
  return { places: area === null ? {} : await door.places(area.code), facts, phone }
}
