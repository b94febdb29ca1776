import { afterAll, beforeAll, expect, test } from 'vitest'
import { joined } from '../../src/intake/batch.ts'
import { type Prepared, prepare } from '../../src/intake/drop.ts'
import type { NewFeedback } from '../../src/intake/feedback.ts'
import { checkInvariants } from '../support/invariants.ts'
import { openLetterbox } from '../support/letterbox.ts'

let box: Awaited<ReturnType<typeof openLetterbox>>
beforeAll(async () => {
  box = await openLetterbox()
})
afterAll(() => box.close())

const feedback = (text: string, area = box.ward.quarter): NewFeedback => ({
  ...{ area, kind: 'comment', about: [{ text: 'tổ trưởng' }], text, use: 'record' },
})

function sealed(text: string, key: string, area?: string): Promise<Prepared> {
  const sent = { idempotencyKey: key, proof: false, held: false }
  return prepare(box.intake.box, feedback(text, area), [], sent)
}

const dropped = (letters: Prepared[]) => box.intake.box.door.drop(...joined(letters))
const outcomes = async (letters: Prepared[]) =>
  (await dropped(letters)).map(({ outcome }) => outcome)

test('one letter twice in one batch is stored once, and another under its key is refused', async () => {
  const key = crypto.randomUUID()
  const same = [await sealed('Đèn ngõ hỏng', key), await sealed('Đèn ngõ hỏng', key)]
  const [one, other] = await dropped(same)
  expect([one?.outcome, other?.outcome].sort()).toEqual(['repeat', 'stored'])
  expect(other).toMatchObject({ letter: one?.letter, thread: one?.thread, number: one?.number })
  expect(await outcomes([await sealed('Lời khác', key)])).toEqual(['clash'])
  const two = crypto.randomUUID()
  const clashing = [await sealed('Một', two), await sealed('Hai', two)]
  expect((await outcomes(clashing)).sort()).toEqual(['clash', 'stored'])
  await checkInvariants(box.database.ownerUrl)
})

test('a batch for several organisations numbers each without a gap and logs each in its own order', async () => {
  const areas = [box.ward.quarter, 'GN']
  const letters = await Promise.all(
    Array.from({ length: 20 }, (_, n) => sealed(`Thư ${n}`, crypto.randomUUID(), areas[n % 2])),
  )
  const found = await dropped(letters)
  expect(found.every(({ outcome }) => outcome === 'stored')).toBe(true)
  const rows = await box.rows(
    `select l.organisation_id as organisation, array_agg(t.number order by l.entry_seq) as numbers
      from letters l join threads t on t.id = l.thread_id group by 1`,
  )
  expect(rows).toHaveLength(2)
  for (const { numbers } of rows as { numbers: number[] }[]) {
    expect(numbers).toEqual(numbers.map((_, place) => place + 1))
  }
  await checkInvariants(box.database.ownerUrl)
})

test('what many ask at the same moment is asked once, and asked anew afterwards', async () => {
  const { door } = box.intake.box
  const before = await door.area(box.ward.quarter)
  const together = await Promise.all(Array.from({ length: 20 }, () => door.area(box.ward.quarter)))
  expect(new Set(together).size).toBe(1)
  expect(together[0]).toEqual(before)
  expect(together[0]).not.toBe(before)
  await box.rows("update areas set name = 'Tên mới' where code = $1", [box.ward.quarter])
  expect(await door.area(box.ward.quarter)).toMatchObject({ name: 'Tên mới' })
})
