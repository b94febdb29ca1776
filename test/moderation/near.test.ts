import { describe, expect, it } from 'vitest'
import { createNeighbourhood, signatureOf } from '../../src/moderation/near.ts'

const words =
  'ao bến cầu đường ghe hẻm khóm làng mương ngõ ổi phà quán rạch sông thôn ụ vườn xóm'.split(' ')
/** Thirty syllables of their own for each number; `changed` replaces so many of the last. */
function text(n: number, changed = 0): string {
  const said = Array.from({ length: 30 }, (_, at) => {
    const own = Math.imul(n * 31 + at + 1 + (at >= 30 - changed ? 777_777 : 0), 2_654_435_761)
    const h = Math.imul(own ^ (own >>> 15), 2_246_822_507) >>> 0
    return `${words[h % words.length]}${(h >>> 8) % 50}`
  })
  return said.join(' ')
}

const most = 2_500 // more than it makes room for at first
function filled() {
  const near = createNeighbourhood()
  const put = (id: string, of: string) => {
    const signature = signatureOf(of)
    if (signature) near.put(id, signature)
  }
  for (let n = 0; n < most; n++) put(`một ${n}`, text(n))
  for (let n = 0; n < most; n += 10) put(`hai ${n}`, text(n, 2))
  return { near, put }
}

describe('a neighbourhood of texts', () => {
  it('finds the one that is alike among thousands, and nobody for the others', () => {
    const { near } = filled()
    let [missed, wrong] = [0, 0]
    for (let n = 0; n < most; n++) {
      const found = near.near(`một ${n}`).map(({ id }) => id)
      if (n % 10 === 0 && !found.includes(`hai ${n}`)) missed += 1
      wrong += found.filter((id) => id !== `hai ${n}`).length
    }
    expect({ missed, wrong }).toEqual({ missed: 0, wrong: 0 })
    expect(near.likeness('một 10', 'hai 10')).toBeGreaterThan(0.75)
    expect(near.likeness('một 10', 'một 20')).toBeLessThan(0.1)
  })

  it('forgets what is dropped, and gives its place to others', () => {
    const { near, put } = filled()
    for (let n = 0; n < most; n += 20) near.drop(`hai ${n}`)
    expect(near.near('một 20')).toEqual([])
    expect(near.likeness('một 20', 'hai 20')).toBe(0)
    expect(near.near('một 10').map(({ id }) => id)).toEqual(['hai 10'])
    for (let n = 0; n < most; n += 20) put(`ba ${n}`, text(n, 1))
    expect(near.near('một 20').map(({ id }) => id)).toEqual(['ba 20'])
    expect(near.near('một 10').map(({ id }) => id)).toEqual(['hai 10'])
  })

  it('leads a copy of a thousand others to some of them', () => {
    const near = createNeighbourhood()
    const signature = signatureOf(text(1))
    if (!signature) throw new Error('no syllables')
    for (let n = 0; n < 1_000; n++) near.put(`${n}`, signature)
    const found = near.near('999')
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(100)
    expect(found[0]?.likeness).toBe(1)
    for (const { id } of found.slice(0, -1)) near.drop(id)
    expect(near.near('999')).toEqual(found.slice(-1))
  })
})
