import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actOnThread, writeToThread } from '../../src/intake/thread.ts'
import { refreshSearch } from '../../src/moderation/indexing.ts'
import { createSearch } from '../../src/moderation/search.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { dumpOf, foundIn } from '../support/planted.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())
afterEach(() => house.check())

const root = '/api/v1/feedback'
const found = async (q: string, who = house.people.moderator, rest = '') => {
  const answer = await house.get(`${root}?q=${encodeURIComponent(q)}${rest}`, who)
  expect(answer.status).toBe(200)
  const { items } = await answer.json()
  return items.map(({ id }: { id: string }) => id) as string[]
}

describe('search in sealed letters', () => {
  it('finds «khu dân cư» by «khu dan cu», whole phrases, as far as typed; with accents exactly', async () => {
    const { id } = await house.letter({ text: 'Khu  dân cư số 3:\nđường hẻm tối om.' })
    const other = await house.letter({ text: 'Đường làng sạch đẹp, dân vui.' })
    await house.index()
    for (const q of ['khu dan cu', 'KHU DÂN CƯ', 'dan cu so', 'duong hem', 'toi o', 'dân, cư']) {
      expect(await found(q), q).toEqual([id])
    }
    expect(await found('khu dần cư')).toEqual([])
    expect(await found('cu dan khu')).toEqual([])
    expect((await found('duong')).sort()).toEqual([id, other.id].sort())
    for (const odd of ['"', '*', 'NEAR(', 'bare : x', '(', '-', "' OR 1=1", '%']) {
      expect(Array.isArray(await found(odd)), odd).toBe(true)
    }
  })

  it('finds later messages, names, notes and summaries, and the page says so', async () => {
    const { id, receipt } = await house.letter({ text: 'Một việc ở phường.' })
    await writeToThread(house.box, receipt, 'Xin bổ sung: cống hộp nứt.', {
      proof: true,
      held: false,
    })
    await house.unpack()
    await house.index()
    expect(await found('cong hop nut')).toEqual([id])
    expect(await found('tran van song')).toContain(id)
    const page = await house.get('/y-kien?q=cong+hop', house.people.moderator)
    expect(await page.text()).toContain(`/y-kien/${id}?`)
    const bench = await house.get(`/y-kien/${id}?q=cong+hop`, house.people.moderator)
    expect(bench.status).toBe(200)
  })

  it('gives nothing of the words to who may not read letters, or to another organisation', async () => {
    const { id } = await house.letter({ text: 'Từ riêng: nhãn lồng chín sớm.' })
    await house.index()
    expect(await found('nhan long')).toEqual([id])
    expect(await found('nhan long', house.people.secretary)).toEqual([])
    expect(await found('nhan long', house.people.stranger)).toEqual([])
  })

  it('forgets what was diverted or shredded: at once in answers, with the next look in memory', async () => {
    const gone = await house.letter({ text: 'Việc mận chín kể ở đây.' })
    const diverted = await house.letter({ text: 'Việc mận xanh kể ở đây.' })
    await house.index()
    expect((await found('viec man')).length).toBe(2)
    const [feedback] = await house.rows('select organisation_id from feedback where id = $1', [
      gone.id,
    ])
    await house.rows(`select shred($1, $2, 'test')`, [feedback.organisation_id, gone.id])
    const answer = await house.post(
      `${root}/${diverted.id}/decisions`,
      { verdict: 'divert', reason: 'complaint' },
      house.people.moderator,
    )
    expect(answer.status).toBe(201)
    expect(await found('viec man')).toEqual([])
    const { search } = house.vault
    expect(search.find(feedback.organisation_id, 'viec man')).toHaveLength(2)
    expect((await house.index()).dropped).toBe(2)
    expect(search.find(feedback.organisation_id, 'viec man')).toEqual([])
    expect(search.known().has(gone.id)).toBe(false)
  })

  it('is built again after a restart, two consoles agree, and a letter that is withdrawn goes', async () => {
    const { id, receipt } = await house.letter({ text: 'Cầu khỉ qua rạch gãy nhịp.' })
    await house.index()
    const second = vaultOf(house.keys)
    await refreshSearch(house.house.console, second)
    expect(second.search.progress.done).toBe(second.search.progress.all)
    expect([...second.search.known().keys()].sort()).toEqual(
      [...house.vault.search.known().keys()].sort(),
    )
    expect(second.search.find(house.ward.front, 'cau khi')).toEqual([id])
    expect((await house.index()).added).toBe(0)
    await actOnThread(house.box, receipt, 'withdraw')
    await house.unpack()
    await refreshSearch(house.house.console, second)
    expect(second.search.find(house.ward.front, 'cau khi')).toEqual([])
  })

  it('leaves no word of a letter in a dump', async () => {
    await house.letter({ text: 'Chữ hiếm: thuồng luồng trấn thủy.' })
    await house.index()
    expect(await found('thuong luong tran')).toHaveLength(1)
    const dump = await dumpOf(house.house.ownerUrl)
    for (const words of ['thuồng luồng', 'thuong luong', 'trấn thủy', 'tran thuy']) {
      expect(foundIn(dump, words)).toEqual([])
    }
  })
})

describe('an index', () => {
  it('keeps no text of its own', () => {
    const search = createSearch()
    const entry = { id: 'a', organisation: 'o', version: 1, seq: 1, first: 'Việc thật riêng' }
    search.put(entry, 'Chuyện thật riêng')
    expect(JSON.stringify([...search.known()])).not.toContain('riêng')
    expect(search.find('o', 'that rieng')).toEqual(['a'])
    expect(search.find('p', 'that rieng')).toEqual([])
  })
})
