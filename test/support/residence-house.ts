import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { connect, transaction } from '../../db/connection.ts'
import { compareContents, compareWords } from '../../src/custody/contents.ts'
import { faultList } from '../../src/custody/fault.ts'
import { compareRows } from '../../src/custody/rows.ts'
import { checkInvariants } from './invariants.ts'
import { meetingHouse } from './meeting-house.ts'
import { makeFront, makeStaff, runningCycle } from './review-house.ts'

/** A day in Viet Nam, so many days from today. */
export const dayFrom = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

const families = ['Trần', 'Lê', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Hồ', 'Đinh', 'Mai', 'Tạ']
const givens = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Giang',
  'Hà',
  'Khôi',
  'Lan',
  'Minh',
  'Nga',
  'Oanh',
  'Phúc',
]

/** Both doors in full with a ward whose neighbourhood has members living in it, and a cycle that runs. */
export async function residenceHouse() {
  const house = await meetingHouse()
  const { owner } = house
  let turn = 0

  /** A member of the Party living in an area; answers the id. */
  async function lives(
    front: string,
    area: string,
    { status = 'normal', from = '2020-01-01', to = null as string | null, name = '' } = {},
  ) {
    const id = randomUUID()
    turn += 1
    const called = name || `${families[turn % 10]} Thị ${givens[turn % 12]} ${turn}`
    await owner.query(
      'insert into officials (id, organisation_id, name, birth_year) values ($1, $2, $3, $4)',
      [id, front, called, 1960 + (turn % 40)],
    )
    await owner.query(
      `insert into residences (organisation_id, official_id, area_code, status, valid_from, valid_to)
        values ($1, $2, $3, $4, $5, $6)`,
      [front, id, area, status, from, to],
    )
    return id
  }

  async function call(
    door: 'console' | 'desk',
    token: string,
    method: string,
    path: string,
    body?: unknown,
  ) {
    const response = await house.apps[door].request(`/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  /** A page, a file, or a form sent; answers status, bytes as text, and where it leads. */
  async function page(
    door: 'console' | 'desk',
    token: string,
    path: string,
    form?: Record<string, string | string[] | File>,
  ) {
    const sent = new FormData()
    for (const [name, value] of Object.entries(form ?? {})) {
      for (const one of [value].flat()) sent.append(name, one)
    }
    const response = await house.apps[door].request(path, {
      method: form ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin' },
      ...(form && { body: sent }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return {
      status: response.status,
      bytes,
      html: new TextDecoder().decode(bytes),
      type: response.headers.get('content-type') ?? '',
      to: response.headers.get('location') ?? '',
    }
  }

  /** A ward with a cell person, a secretary, a running cycle and members; nobody asked yet. */
  async function ward(code: string, members = 3) {
    const front = await makeFront(owner, code)
    const cell = await makeStaff(owner, front.id, 'Ngô Thị Cúc', 'cell', {
      area: front.neighbourhood,
    })
    const secretary = await makeStaff(owner, front.id, 'Lê Thị Thư', 'secretary')
    const cycle = (
      await call('console', secretary.token, 'POST', 'cycles', {
        ...runningCycle(`Năm ${code}`),
        endsOn: dayFrom(40),
        cutOff: dayFrom(30),
        startsOn: dayFrom(-300),
      })
    ).body.id as string
    const people: string[] = []
    for (let at = 0; at < members; at += 1) people.push(await lives(front.id, front.neighbourhood))
    return { ...front, cell, secretary, cycle, people }
  }

  /** Asks the cells of a ward; answers the round of its neighbourhood. */
  async function asked(place: Awaited<ReturnType<typeof ward>>, dueOn = dayFrom(10)) {
    const answer = await call('console', place.secretary.token, 'POST', 'residence-rounds', {
      cycle: place.cycle,
      dueOn,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.items[0] as string
  }

  /** Whatever must hold afterwards: the house's promises, rows and words as the log has them. */
  async function holds() {
    await checkInvariants(house.database.ownerUrl)
    const { db, close } = connect(house.database.ownerUrl, { max: 1, name: 'test', limit: 60_000 })
    const faults = faultList(1_000)
    const { rows } = await owner.query<{ id: string }>('select id from organisations')
    for (const { id } of rows) {
      for (const compare of [compareRows, compareContents, compareWords]) {
        await compare((work) => transaction(db, work), id, faults)
      }
    }
    await close()
    const own = faults.all().filter(({ code }) => code.includes('residence'))
    expect(own, 'rows and words are as the log has them').toEqual([])
  }

  return { ...house, meeting: house, lives, call, page, ward, asked, holds }
}
export type ResidenceHouse = Awaited<ReturnType<typeof residenceHouse>>
