import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { createSearch, type Search } from '../../src/moderation/search.ts'
import { newDataKey, openBytes, sealBytes } from '../../src/seal/envelope.ts'
import { createKekOpener, createKekRing } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'
import type { House } from './house.ts'
import type { Comparison } from './measure.ts'
import { classes, plainIndexes, slowest } from './search.ts'

const organisation = randomUUID()
/** Letters of which the rebuild is measured; the figures are for a hundred thousand. */
const rebuilt = 10_000

/** S5: words in so many letters that the console remembers, and what it costs to remember them again. */
export function letterComparisons(house: House, count: number): Comparison[] {
  let ours: Search | undefined
  let sealed: Promise<SealedLetter[]> | undefined
  return [
    {
      name: 'S5',
      what: `words of ${count} letters in memory, p95 of the slowest class ÷ the best plain index in the database`,
      unit: 'ms',
      ours: () => {
        ours ??= filled(count)
        const search = ours
        return slowest(classes, (words) => search.find(organisation, words).length)
      },
      limit: () => inDatabase(house, count),
      goal: { atMost: 1 / 50 },
    },
    {
      name: 'S5',
      what: 'remembering 100,000 letters again ÷ opening their seals',
      unit: 's',
      ours: async () => {
        sealed ??= sealLetters(rebuilt)
        const search = createSearch()
        const took = await opened(await sealed, (id, text, seq) => {
          search.put({ id, organisation, version: 1, seq, first: text })
          search.near(id)
        })
        // What is new is sorted with the first search.
        const began = performance.now()
        search.find(organisation, 'khu phố')
        return took + forAll(performance.now() - began, rebuilt)
      },
      limit: async () => {
        sealed ??= sealLetters(rebuilt)
        return opened(await sealed, () => {})
      },
      goal: { atMost: 3 },
    },
  ]
}

// Some 80 syllables, as letters are; the words that are looked for stand in them as often as in summaries.
function letter(n: number): string {
  const h = Math.imul(n + 1, 2_654_435_761) >>> 0
  const pick = (place: number) => told[(h >>> (place % 24)) % told.length] ?? ''
  const parts = Array.from(
    { length: 10 },
    (_, place) => `${pick(place * 3)} ${(h >>> place) % 5_000}`,
  )
  const where = n % 2 === 0 ? 'ở khu phố' : 'ở thôn'
  return `Kính gửi Mặt trận, tôi ${where}, ${parts.join(', ')}; hàng rào ${h % 300}, giếng khơi số ${(h >>> 8) % 20_000}.`
}
const told = [
  'cuộc họp kéo dài quá khuya',
  'cán bộ hẹn mà không đến',
  'giấy tờ trả đúng ngày',
  'đường hẻm tối đã lâu',
  'bà con góp tiền làm cống',
  'lời nói chưa ôn hòa',
  'chờ cả buổi sáng',
]

function filled(count: number): Search {
  const search = createSearch()
  for (let n = 0; n < count; n++) {
    const text = letter(n)
    // Likeness is not what is asked here.
    search.put({ id: `${n}`, organisation, version: 1, seq: n, first: '' }, text)
  }
  return search
}

/** The same letters, in clear and with the plain indexes of PostgreSQL: newest first, as many as ours. */
async function inDatabase(house: House, count: number) {
  const { urls } = await house.fresh()
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  try {
    await client.query('create table letters_in_clear (number int primary key, body text not null)')
    for (let from = 0; from < count; from += 10_000) {
      const texts = Array.from({ length: Math.min(10_000, count - from) }, (_, at) =>
        letter(from + at),
      )
      await client.query(
        'insert into letters_in_clear select $1 + place, body from unnest($2::text[]) with ordinality as t(body, place)',
        [from, texts],
      )
    }
    return await plainIndexes(client, 'letters_in_clear', (holds) => ({
      text: `select number from letters_in_clear t where ${holds} order by number desc limit 2000`,
    }))
  } finally {
    await client.end()
  }
}

type SealedLetter = Awaited<ReturnType<typeof sealLetters>>[number]

async function sealLetters(count: number) {
  const pair = await pairOf('X25519', new Uint8Array(32).fill(1))
  const kek = await createKekRing({ version: 1, publicKey: pair.publicBytes }).current()
  const opener = createKekOpener(new Map([[1, pair]]))
  const made = Array.from({ length: count }, async (_, n) => {
    const key = newDataKey()
    const record = randomUUID()
    const binding = { record, field: 'text', keyVersion: 1 }
    const text = new TextEncoder().encode(JSON.stringify({ text: letter(n), about: [] }))
    const wrap = { kekId: kek.id, sealedKek: kek.sealed, keyVersion: 1, record }
    const bytes = await sealBytes(key, text, binding)
    return { opener, binding, bytes, wrap: { ...wrap, wrapped: await kek.wrap(key, record) } }
  })
  return Promise.all(made)
}

/** Opens all, gives each text away; seconds for a hundred thousand. */
async function opened(
  letters: readonly SealedLetter[],
  take: (id: string, text: string, seq: number) => void,
): Promise<number> {
  const began = performance.now()
  for (const [seq, { opener, binding, bytes, wrap }] of letters.entries()) {
    const key = await opener.unwrap(wrap)
    const { text } = JSON.parse(new TextDecoder().decode(await openBytes(key, bytes, binding))) as {
      text: string
    }
    if (text === '') throw new Error('nothing opened')
    take(binding.record, text, seq)
  }
  return forAll(performance.now() - began, letters.length)
}

// Seconds for a hundred thousand, of milliseconds for so many.
function forAll(took: number, many: number): number {
  return (took / 1000) * (100_000 / many)
}
