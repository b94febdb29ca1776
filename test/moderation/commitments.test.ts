import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEntry } from '../../src/custody/entry.ts'
import { open } from '../../src/moderation/vault.ts'
import { commitmentHolds } from '../../src/seal/commitment.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { asMember } from '../support/staff.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())

const summary = 'Có ý kiến mong bác trưởng khu phố nói năng ôn hòa khi họp.'
const utf8 = (text: string) => new TextEncoder().encode(text)
const committed = async (kind: string) => {
  const rows = await house.rows('select bytes from custody_entries where kind = $1', [kind])
  const said = readEntry(rows.at(-1)?.bytes)
  return { item: said?.item ?? '', commitment: said?.commitment ?? '' }
}

describe('the log', () => {
  it('commits to the words of a summary and of the reply that shows it, and names neither', async () => {
    const { id } = await house.letter()
    const path = `/api/v1/feedback/${id}/summaries`
    await house.post(path, { text: summary }, house.people.moderator)
    const written = await committed('summary.written')
    const [words] = await house.rows('select body, salt from texts where record = $1', [
      written.item,
    ])
    expect(await commitmentHolds(written.commitment, words.salt, utf8(words.body))).toBe(true)
    expect(await commitmentHolds(written.commitment, words.salt, utf8(`${summary}.`))).toBe(false)

    const reply = await committed('reply.written')
    await asMember(house.house.console, house.people.moderator, async (tx) => {
      const fieldOf = (field: string) => open(tx, house.vault, { record: reply.item, field })
      const [text, salt] = [await fieldOf('text'), await fieldOf('salt')]
      if (!text || !salt) throw new Error('not sealed')
      expect(await commitmentHolds(reply.commitment, salt, text)).toBe(true)
      expect(await commitmentHolds(reply.commitment, salt, utf8('khác'))).toBe(false)
    })
    // The reply's salt is sealed: whoever has the database alone cannot try ready-made answers.
    const plain = await house.rows(`select 1 from texts where record = $1`, [reply.item])
    expect(plain).toEqual([])
    await house.check()
  })

  it('gives the same words another commitment each time', async () => {
    const { id } = await house.letter()
    const path = `/api/v1/feedback/${id}/summaries`
    await house.post(path, { text: summary }, house.people.moderator)
    const first = await committed('summary.written')
    await house.post(path, { text: summary }, house.people.moderator)
    expect((await committed('summary.written')).commitment).not.toBe(first.commitment)
  })

  it('keeps nothing but the salted hash of what was erased: the salt goes with the words', async () => {
    const { item } = await committed('summary.written')
    const { organisation } = house.people.moderator
    await asMember(house.house.console, house.people.moderator, (tx) =>
      tx.execute(sql`select shred(${organisation}::uuid, ${item}::uuid, 'withdrawn')`),
    )
    expect(await house.rows('select salt from texts where record = $1', [item])).toEqual([])
    expect((await committed('summary.written')).commitment).toMatch(/^[0-9a-f]{64}$/)
  })
})
