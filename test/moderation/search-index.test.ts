import { describe, expect, it } from 'vitest'
import { createSearch, mostFound } from '../../src/moderation/search.ts'

const words = 'khu phố phở pho phốc dân cư cứ đường hẻm tối tôi 12 120'.split(' ')
let seed = 7
const one = (of: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % of
}
const said = (many: number) =>
  Array.from({ length: many }, () => words[one(words.length)] ?? '').join(' ')

/** Newest first, as a plain look at every letter finds them. */
function scanned(letters: Map<string, string>, sought: string): string[] {
  const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  const own = bare(sought) === sought ? bare : (text: string) => text
  const found = [...letters].filter(([, text]) => ` ${own(text)}`.includes(` ${sought}`))
  return found.map(([id]) => id).reverse()
}

function filled() {
  const search = createSearch()
  const letters = new Map<string, string>()
  let seq = 0
  const put = (id: string, text: string) => {
    seq += 1
    search.put({ id, organisation: 'o', version: seq, seq, first: text })
    letters.delete(id)
    letters.set(id, text)
  }
  const drop = (ids: string[]) => {
    search.drop(ids)
    for (const id of ids) letters.delete(id)
  }
  return { search, letters, put, drop }
}

describe('words of letters in memory', () => {
  it('are found as by looking at every letter, while letters come, change and go', () => {
    const { search, letters, put, drop } = filled()
    let found = 0
    for (let round = 0; round < 60; round++) {
      // At first more than one stretch takes, later a few at a time.
      for (let n = 0; n < (round === 0 ? 2_000 : 20); n++) put(`${one(4_000)}`, said(40))
      // Most of them go once: what is left moves together.
      if (round % 10 === 5) drop([...letters.keys()].filter(() => one(3) > 0))
      for (let n = 0; n < 10; n++) {
        const whole = said(2 + one(3))
        const sought = whole.slice(0, whole.length - one(2))
        const wanted = scanned(letters, sought)
        expect(search.find('o', sought), sought).toEqual(wanted)
        found += wanted.length
      }
    }
    expect(found).toBeGreaterThan(1_000)
  })

  it('are the newest when there are too many, and begin with what is typed', () => {
    const { search, letters, put } = filled()
    for (let n = 0; n < mostFound + 50; n++) put(`${n}`, `khu phố ${n}`)
    expect(search.find('o', 'khu pho')).toEqual(scanned(letters, 'khu pho').slice(0, mostFound))
    expect(search.find('o', 'phố 20')).toEqual(scanned(letters, 'phố 20'))
    expect(search.find('o', 'p')).toHaveLength(mostFound)
  })

  it('stay in their own letter, and signs between them do not count', () => {
    const { search, put } = filled()
    put('a', 'Khu phố')
    put('b', 'tối ❤️ hẻm 𝒜')
    expect(search.find('o', 'phố tối')).toEqual([])
    expect(search.find('o', 'toi hem')).toEqual(['b'])
    expect(search.find('o', 'tối hẻm')).toEqual(['b'])
    expect(search.find('o', '❤️')).toEqual([])
    expect(search.find('o', '')).toEqual([])
  })

  it('that went are known no more, and new ones may take their place', () => {
    const { search, put, drop } = filled()
    put('a', 'nhãn lồng')
    put('b', 'khu phố')
    expect(search.find('o', 'nhan')).toEqual(['a'])
    drop(['a'])
    put('c', 'măng cụt')
    expect(search.find('o', 'nhan')).toEqual([])
    expect(search.find('o', 'mang cut')).toEqual(['c'])
    expect(search.find('o', 'khu')).toEqual(['b'])
  })
})
