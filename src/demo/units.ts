import { z } from 'zod'
import { call, made } from './calls.ts'
import {
  type AreaKey,
  type CollectiveKey,
  collectives,
  leaders,
  neighbourhoods,
  type OfficialKey,
  officials,
  places,
} from './ward.ts'

/** The ids the console gave to whom letters may be about. */
export type Subjects = Map<OfficialKey | CollectiveKey, string>

/** The cycle of this year, and the one before. */
export type Cycles = { present: string; last: string }

/** The code of a place of the ward. */
export function codeOf(area: AreaKey): string {
  return area === 'ward' ? places.ward.code : neighbourhoods[area].code
}

/** Enters the ward's areas, by its secretary at the console. */
export async function addAreas(console: string, token: string): Promise<void> {
  const path = '/api/v1/areas'
  const code = z.object({ code: z.string() })
  await call(console, { path, body: places.ward, token }, code)
  for (const { code: own, kind, name } of Object.values(neighbourhoods)) {
    const body = { code: own, kind, name, parent: places.ward.code }
    await call(console, { path, body, token }, code)
  }
}

/** Enters bodies, officials with their posts, and who is exempt; answers their ids. */
export async function addSubjects(
  console: string,
  tokens: { ward: string; above: string },
  year: number,
): Promise<Subjects> {
  const ids: Subjects = new Map()
  const post = (path: string, token: string, body: object) =>
    call(console, { path: `/api/v1/${path}`, body, token }, made).then(({ id }) => id)
  for (const [key, { kind, name, area }] of entries(collectives)) {
    const level = area === 'ward' ? 'commune' : 'neighbourhood'
    const body = { code: `99001.${key}`, kind, name, level, area: codeOf(area) }
    ids.set(key, await post('organisations', tokens.ward, body))
  }
  for (const [key, { name, born, title }] of entries(leaders)) {
    // Of the city's area, because who keeps a record may give posts only in areas of its own.
    const held = { title, area: places.city.code, isHead: true, isLeader: true }
    const body = { ...person(name, born), posts: [{ ...held, validFrom: since(year) }] }
    ids.set(key, await post('officials', tokens.above, body))
  }
  for (const [key, one] of entries(officials)) {
    const body = { ...person(one.name, one.born), posts: [postOf(one, ids, year)] }
    const id = await post('officials', tokens.ward, body)
    ids.set(key, id)
    if (!('newcomer' in one)) continue
    const exempt = { reason: 'new', validFrom: `${year}-07-01`, validTo: `${year}-12-31` }
    await post(`officials/${id}/exemptions`, tokens.ward, exempt)
  }
  return ids
}

/** Opens last year's cycle and this year's; letters sent from now on fall into the present one. */
export async function openCycles(console: string, token: string, today: string): Promise<Cycles> {
  const year = Number(today.slice(0, 4))
  const later = (day: string) => (day > today ? day : today)
  const open = async (of: number, cutOff: string, meetingOn: string) => {
    const [startsOn, endsOn] = [`${of}-01-01`, `${of}-12-31`]
    const body = { name: `Năm ${of}`, year: of, kind: 'year', startsOn, endsOn, cutOff, meetingOn }
    return (await call(console, { path: '/api/v1/cycles', body, token }, made)).id
  }
  return {
    last: await open(year - 1, `${year - 1}-11-30`, `${year - 1}-12-18`),
    present: await open(year, later(`${year}-11-30`), later(`${year}-12-18`)),
  }
}

function postOf(one: (typeof officials)[keyof typeof officials], ids: Subjects, year: number) {
  return {
    title: one.title,
    area: codeOf(one.area),
    ...('body' in one && { body: ids.get(one.body) }),
    ...('head' in one && { isHead: true }),
    validFrom: since(year),
  }
}

const person = (name: string, birthYear: number) => ({ name, birthYear, isPartyMember: true })
const since = (year: number) => `${year - 1}-07-01`

function entries<Key extends string, Value>(named: Record<Key, Value>): [Key, Value][] {
  return Object.entries(named) as [Key, Value][]
}
