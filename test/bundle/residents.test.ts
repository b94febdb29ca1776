import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentsOf, parseContents } from '../../src/bundle/contents.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { newSlip, slipHash } from '../../src/seal/slip.ts'
import { inFives } from '../../views/small-numbers.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { type StaffDoors, staffDoors } from '../support/staff-doors.ts'
import { ask } from '../support/whole.ts'

const head = { origin: 'ydan.local/x', size: 1, root: new Uint8Array(32), day: '2026-11-21' }
const paperOf = (residents?: number) => {
  const draft = bundleContents(residents === undefined ? {} : { residents })
  return JSON.stringify(bundlePaper(parseContents(draft), { check: 'x', key: 'y', head }).sections)
}

describe('confirmed residents in a bundle', () => {
  test('are told in whole fives, and not below five', () => {
    const told = [0, 1, 4, 5, 9, 10, 23].map(inFives)
    expect(told).toEqual([0, 0, 0, 5, 5, 10, 20])
  })

  test('stand in the part on provenance, as a class and beside no item', () => {
    expect(paperOf(5)).toContain('Ít nhất 5 nội dung in ở đây đến từ cư dân đã xác nhận')
    expect(paperOf()).not.toContain('Cư dân đã xác nhận')
    const marked = {
      ...bundleContents(),
      items: [{ ...bundleContents().items[0], resident: true }],
    }
    expect(contentsOf(marked)).toBeNull()
  })

  test.each([1, 4, 6, 5_005])('are refused when they say %i', (residents) => {
    expect(contentsOf({ ...bundleContents(), residents })).toBeNull()
  })

  test('leave the contents of earlier bundles as they were, byte for byte', () => {
    expect(Object.keys(parseContents(bundleContents()))).not.toContain('residents')
  })
})

describe('letters with a slip', () => {
  let doors: StaffDoors
  beforeAll(async () => {
    doors = await staffDoors()
  })
  afterAll(() => doors.close())

  test('are counted in the frozen contents from the fifth on', async () => {
    const { ward, house, done } = doors
    const staff = await doors.staffOf(ward.front, ward.quarter, ward.head)
    const { cycle, record, official, today } = await doors.oneOfEach(staff, ward.quarter, ward.head)
    for (let count = 0; count < 5; count += 1) {
      const feedback = await withSlip(cycle)
      const about = {
        officials: [official],
        topic: 'manner',
        standing: 'said',
        polarity: 'positive',
      }
      await done(staff.moderator, `/feedback/${feedback}/summaries`, { text: 'Bà con quý mến.' })
      await done(staff.moderator, `/feedback/${feedback}/decisions`, {
        verdict: 'accept',
        ...about,
      })
      await done(staff.secretary, `/review-records/${record}/evidence`, { feedback })
      if (count < 3) continue
      const { approval } = await done(staff.secretary, `/review-records/${record}/bundles`, {
        cutOff: today,
        reason: 'Có thêm ý kiến.',
      })
      await done(staff.lead, `/approvals/${approval}`, { approve: true })
      const [frozen] = await ask<{ contents: Buffer }>(
        house.ownerUrl,
        'select contents from bundle_freezes order by entry_seq desc limit 1',
      )
      const read = contentsOf(JSON.parse(String(frozen?.contents)))
      expect(read?.items).toHaveLength(count + 2)
      expect(read?.residents).toBe(count < 4 ? undefined : 5)
    }
    expect(doors.failures).toEqual([])
  })

  async function withSlip(cycle: string): Promise<string> {
    const { ward, house, box } = doors
    const code = newSlip()
    const [sheet] = await ask<{ id: string }>(
      house.ownerUrl,
      `insert into slip_sheets (organisation_id, area_code, cycle_id, count, made_by, entry_seq)
        values ($1, $2, $3, 1, gen_random_uuid(), custody_append($1, 'slips.made', gen_random_uuid())) returning id`,
      [ward.front, ward.quarter, cycle],
    )
    const hash = Buffer.from(slipHash(box.pepper, code))
    await ask(house.ownerUrl, 'insert into slips values ($1, $2, $3)', [
      hash,
      ward.front,
      sheet?.id,
    ])
    const text = 'Bác trưởng khu phố tận tình với bà con.'
    const about = [{ official: ward.head }]
    const letter = { area: ward.quarter, kind: 'praise', about, text, use: 'record', slip: code }
    await drop(box, newFeedback.parse(letter), [], { proof: true, held: false })
    await doors.unpack()
    const [made] = await ask<{ id: string; resident: boolean }>(
      house.ownerUrl,
      `select f.id, f.resident from feedback f join letters l using (thread_id) order by l.entry_seq desc limit 1`,
    )
    expect(made?.resident).toBe(true)
    return made?.id ?? ''
  }
})
