import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { importCommand } from '../../src/cli/import.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { counted, figure } from '../support/figures.ts'
import { csvOf, sheetOf } from '../support/rolls.ts'

// A commune as large as a district of old: officials, their cells, and members who live there.
const officials = figure('import', 300)
const cells = Math.round(officials * 0.12)
const members = Math.round(officials * 1.24)

let house: CounterHouse
let dir: string
beforeAll(async () => {
  house = await counterHouse()
  dir = mkdtempSync(join(tmpdir(), 'ydan-size-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await house.close()
})

const times: Record<string, string> = {
  officials: `${officials}`,
  cells: `${cells}`,
  members: `${members}`,
}
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const done = await work()
  times[what] = `${Math.round(performance.now() - began)} ms`
  return done
}
async function imported(kind: string, list: (string | number)[][], ending: 'csv' | 'xlsx') {
  const path = join(dir, `${kind}-${list.length}.${ending}`)
  writeFileSync(path, ending === 'csv' ? csvOf(list) : sheetOf(list))
  const err: string[] = []
  const code = await importCommand([kind, path, '--organisation', 'ML'], {
    out: () => {},
    err: (line) => void err.push(line),
    openOwner: async (limit) => connect(house.house.ownerUrl, { max: 1, name: 'test', limit }),
    urls: { desk: 'http://desk.test', console: 'http://console.test' },
  })
  expect(err.slice(0, 5)).toEqual([])
  expect(code).toBe(0)
}

// At the console: the file is tried, shown, and taken on a second request.
async function confirmed(kind: string, file: Uint8Array) {
  const { secretary } = house.people
  const start = '/nhap/danh-sach'
  const sent = await timed(`${kind} up`, () =>
    house.form(secretary, start, { kind, file: new File([file as BlobPart], 'danh-sach.xlsx') }),
  )
  const to = sent.headers.get('location') ?? ''
  const tried = await timed(`${kind} tried`, async () => (await house.get(secretary, to)).text())
  expect(tried).toContain(`${officials} thay đổi`)
  const done = await timed(`${kind} in`, () => house.form(secretary, to, { go: 'yes' }))
  expect(done.status).toBe(200)
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đỗ', 'Bùi', 'Võ', 'Ân', 'Ếch']
const middles = ['Văn', 'Thị', 'Đức', 'Ngọc', 'Hữu', 'Minh', 'Thanh']
const given = ['An', 'Ánh', 'Ân', 'Bình', 'Châu', 'Dũng', 'Đào', 'Ê', 'Hạnh', 'Oanh', 'Yến']
const nameAt = (at: number) =>
  [families[at % 9], middles[(at * 3) % 7], given[(at * 7) % 11]].join(' ')
const codeAt = (at: number) => `S-${at}`
const placeAt = (at: number) => `ML-T${at % cells}`

it(`imports and lists ${officials} officials, ${cells} cells, ${members} members`, async () => {
  const words = ['thôn', 'ấp', 'bản', 'khóm', 'buôn', 'khu phố']
  const places = Array.from({ length: cells }, (_, at) => {
    return [`ML-T${at}`, words[at % 6] ?? '', `${at + 1}`, 'ML', '1/7/2025']
  })
  await timed('areas in', () =>
    imported('areas', [['Mã', 'Loại', 'Tên', 'Thuộc', 'Từ ngày'], ...places], 'csv'),
  )
  const bodies = places.map(([code = ''], at) => [`CB-T${at}`, 'chi bộ', `Chi bộ ${at + 1}`, code])
  await timed('cells in', () =>
    imported('organisations', [['Mã', 'Loại', 'Tên', 'Khu vực'], ...bodies], 'xlsx'),
  )
  const posts = Array.from({ length: officials }, (_, at) => [
    ...[codeAt(at), nameAt(at), 1955 + (at % 45), at % 9 === 0 ? 'Tổ trưởng' : 'Công chức'],
    ...[placeAt(at), '1/7/2022'],
  ])
  const heads = ['Mã', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Khu vực', 'Từ ngày']
  await confirmed('officials', sheetOf([heads, ...posts]))
  const homes = Array.from({ length: members }, (_, at) => [
    ...[codeAt(at), nameAt(at), 1955 + (at % 45), placeAt(at * 7), '1/1/2020'],
  ])
  const asked = ['Mã', 'Họ và tên', 'Năm sinh', 'Nơi cư trú', 'Cư trú từ ngày']
  await timed('members in', () => imported('officials', [asked, ...homes], 'csv'))
  await house.check()
  const [kept] = await house.rows(
    `select (select count(*)::int from officials where code like 'S-%') as people,
      (select count(*)::int from residences) as homes, (select count(*)::int from areas where code like 'ML-T%') as cells`,
  )
  expect(kept).toEqual({ people: members, homes: members, cells })
}, 300_000)

it('lists them page by page in Vietnamese order, everybody once', async () => {
  const get = async (path: string) => {
    const answer = await house.get(house.people.secretary, path)
    expect(answer.status).toBe(200)
    return answer
  }
  type Page = {
    items: { id: string; name: string; birthYear: number | null }[]
    next: string | null
  }
  const pageOf = async (cursor: string | null): Promise<Page> => {
    const answer = await get(`/api/v1/officials?limit=200${cursor ? `&cursor=${cursor}` : ''}`)
    return (await answer.json()) as Page
  }
  await pageOf(null)
  const first = await timed('first 200', () => pageOf(null))
  const all = [...first.items]
  await timed('whole list', async () => {
    for (let { next } = first; next !== null; ) {
      const page = await pageOf(next)
      all.push(...page.items)
      next = page.next
    }
  })
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(members)
  const lastNames = all.map(({ name }) => name.split(' ').at(-1) ?? '')
  const order = new Intl.Collator('vi')
  expect(lastNames.every((name, at) => order.compare(lastNames[at - 1] ?? '', name) <= 0)).toBe(
    true,
  )
  const namesakes = all.filter(({ name }) => name === nameAt(0)).map(({ birthYear }) => birthYear)
  expect(namesakes).toEqual([...namesakes].sort((a, b) => (a ?? 0) - (b ?? 0)))
  const html = await timed('page of officials', async () => (await get('/can-bo')).text())
  expect(html).toContain(`(${all.find(({ name }) => name.endsWith(' An'))?.birthYear})`)
  await timed('page of areas', async () => (await get('/khu-vuc')).text())
  await timed('search', async () => (await get('/can-bo?q=nguyen van')).text())
  await timed('form at the public door', async () => {
    expect((await house.letterbox.request('/k/ML-T1/gui')).status).toBe(200)
  })
  counted('size', times)
}, 120_000)
