import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readThread } from '../../src/intake/thread.ts'
import { open } from '../../src/moderation/vault.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { asMember } from '../support/staff.ts'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(() => house.close())

describe('shredding a record', () => {
  it('takes its bytes, its keys and its words, says so in the log, and leaves every other record', async () => {
    const gone = await house.letter({ text: 'Lời này phải mất hẳn.' })
    const kept = await house.letter({ text: 'Lời này phải còn nguyên.' })
    const summary = 'Bản tóm tắt cũng phải mất.'
    await house.post(
      `/api/v1/feedback/${gone.id}/summaries`,
      { text: summary },
      house.people.moderator,
    )
    const records = (
      await house.rows(
        `select letter_id as id from unpacked where feedback_id = $1
         union select $1::uuid union select id from summaries where feedback_id = $1
         union select r.id from replies r join feedback f on f.thread_id = r.thread_id where f.id = $1`,
        [gone.id],
      )
    ).map(({ id }) => String(id))
    expect(records.length).toBe(4)
    const left = () =>
      house.rows(
        `select record from seals where record = any($1::uuid[]) union all
         select record from data_keys where record = any($1::uuid[]) union all
         select record from texts where record = any($1::uuid[])`,
        [records],
      )
    expect((await left()).length).toBeGreaterThan(5)

    const { moderator } = house.people
    await asMember(house.house.console, moderator, async (tx) => {
      for (const record of records) {
        await tx.execute(
          sql`select shred(${moderator.organisation}::uuid, ${record}::uuid, 'withdrawn')`,
        )
      }
    })

    expect(await left()).toEqual([])
    const entries = await house.rows(
      "select item from custody_entries where kind = 'record.shredded' order by seq",
    )
    expect(entries.map(({ item }) => item)).toEqual(records)
    await asMember(house.house.console, moderator, async (tx) => {
      expect(await open(tx, house.vault, { record: gone.id, field: 'text' })).toBeNull()
      expect(await open(tx, house.vault, { record: kept.id, field: 'text' })).not.toBeNull()
    })
    const thread = await readThread(house.box, gone.receipt)
    expect(JSON.stringify(thread)).not.toMatch(/phải mất/)
    expect((await readThread(house.box, kept.receipt)).messages).toMatchObject([
      { text: 'Lời này phải còn nguyên.' },
    ])
    await house.check()
  })

  it('of another organisation is refused to the staff of this one', async () => {
    const { id } = await house.letter({ text: 'Của phường này.' })
    const { moderator, stranger } = house.people
    const asked = (organisation: string) =>
      asMember(house.house.console, stranger, (tx) =>
        tx.execute(sql`select shred(${organisation}::uuid, ${id}::uuid, 'withdrawn')`),
      )
    await expect(asked(moderator.organisation)).rejects.toThrow()
    await asked(stranger.organisation)
    const rows = await house.rows('select record from seals where record = $1', [id])
    expect(rows.length).toBe(1)
  })
})
