import { z } from 'zod'
import type { AreaEntry, AreaPage, Subject } from '../../db/door.ts'
import type { AboutChoice } from '../../views/letterbox/about.tsx'
import type { AreaBranch } from '../../views/letterbox/home.tsx'
import { areaName } from '../../views/letterbox/parts.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import type { Letterbox } from './letterbox.ts'

const fact = z.string().trim().min(1).max(300).optional().catch(undefined)

/** What an organisation may fill in for its pages; anything else in its settings is left alone. */
const settings = z.object({
  phone: fact,
  hours: fact,
  office: fact,
  partyInspection: fact,
  citizenReception: fact,
  province: fact,
  police: fact,
  publicServices: fact,
  children: fact,
})
export type AreaFacts = z.infer<typeof settings>

/** The facts of the Front that handles an area; those it has not filled in are absent. */
export function areaFacts(area: AreaPage | null): AreaFacts {
  return settings.parse(area?.organisation.settings ?? {})
}

/** One area by its code, null when there is none. What cannot be a code never reaches the database. */
export async function findArea(box: Letterbox, code: string): Promise<AreaPage | null> {
  return /^[A-Za-z0-9._-]{1,40}$/.test(code) ? box.door.area(code) : null
}

/** Like `findArea`, but raises Problem('not_found'). */
export async function areaOr404(box: Letterbox, code: string): Promise<AreaPage> {
  const area = await findArea(box, code)
  if (!area) throw new Problem('not_found', problemWords.notFound)
  return area
}

const mostListed = 40
const mostAreas = 120

/**
 * Officials and collectives for the form, at most 40; `cut` when there are more. Where another Front
 * than `front` (an id) reads the letter, the choice says which.
 */
export function aboutChoices(
  near: readonly Subject[],
  query: string,
  chosen: readonly string[],
  front: string,
) {
  const wanted = plain(query)
  const matches = near.filter(
    (one) => chosen.includes(idOf(one)) || plain(`${one.post} ${one.name}`).includes(wanted),
  )
  const listed = matches.slice(0, mostListed)
  const choice = (one: Subject): AboutChoice => ({
    ...{ id: idOf(one), post: one.post, name: one.name },
    ...(one.handledBy && one.handledBy !== front && { reader: one.handler ?? '' }),
  })
  return {
    officials: listed.filter((one) => one.official !== undefined).map(choice),
    collectives: listed.filter((one) => one.collective !== undefined).map(choice),
    cut: near.length > mostListed,
  }
}

function idOf(subject: Subject): string {
  return subject.official ?? subject.collective ?? ''
}

/** The places shown on the first page: the whole tree when it is small, else what was searched for. */
export function areaBranches(
  areas: readonly AreaEntry[],
  query: string,
): { branches: AreaBranch[]; more: boolean } {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  if (query !== '') {
    const wanted = plain(query)
    const found = areas.filter((area) => plain(areaName(area)).includes(wanted))
    const branches = found.slice(0, mostListed).map((area) => ({
      ...area,
      within: withinOf(area, byCode),
      children: [],
    }))
    return { branches, more: found.length > mostListed }
  }
  const roots = areas.filter((area) => area.parent === null || !byCode.has(area.parent))
  const small = areas.length <= mostAreas
  const branches = roots.slice(0, mostAreas).map((root) => ({
    ...root,
    children: small ? below(root.code, areas) : [],
  }))
  return { branches, more: !small }
}

function withinOf(area: AreaEntry, byCode: ReadonlyMap<string, AreaEntry>): string | undefined {
  const parent = byCode.get(area.parent ?? '')
  return parent && areaName(parent)
}

function below(code: string, areas: readonly AreaEntry[], depth = 0): AreaEntry[] {
  if (depth > 8) return []
  const children = areas.filter((area) => area.parent === code)
  return children.flatMap((child) => [child, ...below(child.code, areas, depth + 1)])
}

/** Lower case without accents, as people type in a hurry. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim()
}
