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

/** Enters the ward's areas, and where in the city it lies, by its secretary at the console. */
export async function addAreas(console: string, token: string, year: number): Promise<void> {
  const path = '/api/v1/areas'
  const code = z.object({ code: z.string() })
  const validFrom = `${year - 5}-07-01`
  await call(console, { path, body: { ...places.ward, validFrom }, token }, code)
  for (const { code: own, kind, name } of Object.values(neighbourhoods)) {
    const body = { code: own, kind, name, parent: places.ward.code, validFrom }
    await call(console, { path, body, token }, code)
  }
  const body = { seat: places.ward.code, above: places.city.code }
  await call(console, { path: '/api/v1/areas/seats', body, token }, z.object({ seat: z.string() }))
}

/**
 * The neighbourhoods that became part of another in the middle of last year: the secretary asks, the
 * lead agrees.
 */
export async function mergeAreas(
  console: string,
  tokens: { secretary: string; lead: string },
  year: number,
): Promise<void> {
  const gone = { below: 'end', posts: 'end', homes: 'end', bodies: 'end', cells: 'end' }
  for (const area of Object.values(neighbourhoods)) {
    if (!('into' in area)) continue
    const body = {
      ...{ area: area.code, into: neighbourhoods[area.into].code, letters: 'stay', ...gone },
      ...{ firstDay: `${year - 1}-07-01`, document: 'Nghị quyết 07/NQ-HĐND' },
    }
    const ask = { path: '/api/v1/areas/mergers', body, token: tokens.secretary }
    const { approval } = await call(console, ask, z.object({ approval: z.uuid() }))
    const path = `/api/v1/approvals/${approval}`
    const answer = { approve: true, note: '' }
    await call(console, { path, body: answer, token: tokens.lead }, z.unknown())
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
  const cycles = {
    last: await open(year - 1, `${year - 1}-11-30`, `${year - 1}-12-18`),
    present: await open(year, later(`${year}-11-30`), later(`${year}-12-18`)),
  }
  for (const cycle of Object.values(cycles)) await frame(console, token, cycle)
  return cycles
}

// Which criterion each topic means, as the secretary would map them once the framework is there.
async function frame(console: string, token: string, cycle: string): Promise<void> {
  const path = `/api/v1/cycles/${cycle}`
  const known = z.object({ criteria: z.array(z.object({ code: z.string() })) })
  const { criteria } = await call(console, { path: `${path}/frame`, token }, known)
  const codes = new Set(criteria.map(({ code }) => code))
  const topics = entries(topicCriteria)
    .map(([topic, criterion]) => ({ topic, criterion }))
    .filter(({ criterion }) => codes.has(criterion))
  await call(console, { path: `${path}/topic-mappings`, body: { topics }, token }, made)
}

const topicCriteria = {
  'near-people': '1.2',
  manner: '1.2',
  lifestyle: '1.5',
  'family-example': '1.5',
  handling: '70',
  unity: '1.7',
  thrift: '1.5',
} as const

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
