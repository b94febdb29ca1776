import { afterAll, beforeAll, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { residenceOf } from '../../src/review/residence-sheets.ts'
import { residenceStandings } from '../../src/review/residence-standings.ts'
import { counted, figure } from '../support/figures.ts'
import { dayFrom, type ResidenceHouse, residenceHouse } from '../support/residence-house.ts'

// Ten members a cell, and one cell of sixty: a commune as large as a district of old.
const members = figure('residence', 200)
const cells = Math.ceil(members / 10.3)
let house: ResidenceHouse
const times: Record<string, string> = { members: `${members}`, cells: `${cells}` }
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const done = await work()
  times[what] = `${Math.round(performance.now() - began)} ms`
  return done
}

beforeAll(async () => {
  house = await residenceHouse()
})
afterAll(async () => {
  counted('residence', times)
  await house.holds()
  await house.close()
}, 120_000)

it(`asks ${cells} cells about ${members} members, lists them, and one of sixty works, signs and prints`, async () => {
  const place = await house.ward('lon', 60)
  await house.owner.query(
    `insert into areas (code, kind, name, parent_code, organisation_id, valid_from)
      select 'lon-' || n, 'thôn', n::text, $1, $2, '2020-01-01' from generate_series(1, $3::int) n`,
    [place.area, place.id, cells - 1],
  )
  await house.owner.query(
    `with who as (insert into officials (organisation_id, name, birth_year)
        select $1, 'Nguyễn Văn Người ' || n, 1960 + n % 40 from generate_series(1, $2::int) n returning id, name)
      insert into residences (organisation_id, official_id, area_code, valid_from)
        select $1, id, 'lon-' || (1 + split_part(name, ' ', 4)::int % $3::int), '2020-01-01' from who`,
    [place.id, members - 60, cells - 1],
  )
  const { secretary, cell, cycle } = place
  const asked = await timed('ask', () =>
    house.call('console', secretary.token, 'POST', 'residence-rounds', {
      cycle,
      dueOn: dayFrom(9),
    }),
  )
  expect(asked.body.items).toHaveLength(cells)
  const list = await timed('list', () =>
    house.page('console', secretary.token, `/nhan-xet?cycle=${cycle}`),
  )
  expect(list.html.match(/\/nhan-xet\/[0-9a-f-]{36}/g)).toHaveLength(cells)
  const own = await house.call('desk', cell.token, 'GET', `residence-rounds?cycle=${cycle}`)
  const at = own.body.items[0].id as string
  const act = (name: string, body: object) =>
    house.call('desk', cell.token, 'POST', `residence-rounds/${at}/${name}`, body)
  await act('meetings', { heldOn: dayFrom(-1), present: 'Bà Cúc, ông Lẫm' })
  await timed('page of sixty', () => house.page('desk', cell.token, `/nhan-xet/${at}`))
  const [first = ''] = place.people
  await timed('one line saved', () =>
    act('answers', { members: [{ official: first, answers: [1, 0, 0, 0, 0, 0] }] }),
  )
  const all = place.people.map((official) => ({ official, answers: [1, 2, 1, 2, 2, 2] }))
  expect((await timed('sixty saved', () => act('answers', { members: all }))).body.saved).toBe(60)
  expect((await timed('sixty signed', () => act('comments', {}))).body.items).toHaveLength(60)
  const confirmation = { confirmedOn: dayFrom(0), signer: 'Đỗ Khắc Tường' }
  await timed('sixty confirmed', () =>
    house.call(
      'console',
      secretary.token,
      'POST',
      `residence-rounds/${at}/confirmations`,
      confirmation,
    ),
  )
  const pdf = await timed('sixty printed', () =>
    house.page('desk', cell.token, `/nhan-xet/${at}/phieu.pdf`),
  )
  expect(pdf.type).toBe('application/pdf')
  const who = {
    role: 'ydan_staff',
    organisation: place.id,
    person: secretary.person,
    roles: ['secretary'],
  } as const
  const known = { id: cycle, startsOn: dayFrom(-300), endsOn: dayFrom(40) }
  await as(house.pools.console.db, who, async (tx) => {
    const standings = await timed('standings', () => residenceStandings(tx, known))
    expect(standings.size).toBe(members)
    expect([...standings.values()].filter((one) => one === 'given')).toHaveLength(60)
    for (const official of [
      first,
      [...standings.keys()].find((id) => standings.get(id) === 'waiting') ?? '',
    ]) {
      const { given, lack } = await residenceOf(tx, official, known)
      expect(given.length > 0 ? 'given' : lack).toBe(standings.get(official))
    }
  })
}, 300_000)
