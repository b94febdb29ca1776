import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { connect } from '../../db/connection.ts'
import { doorOver } from '../../db/door.ts'
import { drop } from '../../src/intake/drop.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import { meetingHouse } from './meeting-house.ts'
import { staffMember } from './staff.ts'
import { makeWard } from './ward.ts'

const day = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/**
 * A deployment in `dir` whose every row came about as it does in earnest: letters through the public
 * door, moderated, attached, and one bundle frozen. Its log verifies.
 */
export async function deployment(dir: string) {
  const keysDir = join(dir, 'keys')
  await createKeys(keysDir)
  const keys = await openKeys(keysDir)
  if (keys === 'locked') throw new Error('unreachable')
  const vault = vaultOf(keys)
  const house = await meetingHouse({ signing: keys.signing, dataDir: join(dir, 'data'), vault })
  const { database } = house
  const ward = await makeWard(database.ownerUrl)
  const owner = connect(database.ownerUrl, { max: 2, name: 'test' })
  const secretary = await staffMember(owner.db, ward.front, 'Hồ Thị Thư Ký', 'secretary')
  const moderator = await staffMember(owner.db, ward.front, 'Mai Thị Xử Lý', 'moderator')
  const lead = await staffMember(owner.db, ward.front, 'Đỗ Văn Duyệt', 'lead')
  const pool = new pg.Pool({ connectionString: database.letterboxUrl, max: 2 })
  pool.on('error', () => {})
  const { letter, relay, pepper } = await publicParts(keysDir)
  const box = letterboxOf(doorOver(pool), { letterKey: letter, relayKey: relay, pepper })
  const post = async (who: { token: string }, path: string, body: unknown) => {
    const { status, body: answer } = await house.call(who.token, 'POST', path, body)
    expect(status, `${path} ${JSON.stringify(answer)}`).toBeLessThan(300)
    return answer
  }

  /** A letter through the public door, taken up as praise; gives the feedback's and the letter's id. */
  async function accepted(text: string): Promise<{ feedback: string; letter: string }> {
    const about = [{ official: ward.head }]
    const given = { area: ward.quarter, kind: 'praise', about, text, use: 'record' } as const
    const { number } = await drop(box, given, [], { proof: true, held: false })
    await unpackWaiting(house.pools.console.db, vault, () => {})
    const { rows } = await house.owner.query<{ feedback: string; letter: string }>(
      `select u.feedback_id as feedback, l.id as letter from letters l
        join threads t on t.id = l.thread_id join unpacked u on u.letter_id = l.id where t.number = $1`,
      [Number(number.slice(0, 4))],
    )
    const [found] = rows
    if (!found) throw new Error('the letter was not unpacked')
    await post(moderator, `feedback/${found.feedback}/summaries`, { text: `Tóm tắt: ${text}` })
    await post(moderator, `feedback/${found.feedback}/decisions`, {
      ...{ verdict: 'accept', officials: [ward.head], topic: 'near-people' },
      ...{ standing: 'said', polarity: 'positive' },
    })
    return found
  }

  const year = day().slice(0, 4)
  const cycle = await post(secretary, 'cycles', {
    ...{ name: `Kiểm điểm năm ${year}`, cutOff: `${year}-12-31` },
    ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31` },
  })
  const record = await post(secretary, 'review-records', { official: ward.head, cycle: cycle.id })
  const { feedback } = await accepted('Bác Sóng hay thăm hỏi các nhà neo đơn.')
  await post(secretary, `review-records/${record.id}/evidence`, { feedback })
  const asked = await post(secretary, `review-records/${record.id}/bundles`, { cutOff: day() })
  await post(lead, `approvals/${asked.approval}`, { approve: true })
  await house.work()
  return {
    ...house,
    ...{ ward, secretary, moderator, lead, keysDir, accepted, post },
    dataDir: join(dir, 'data'),
    record: record.id as string,
    bundle: asked.id as string,
    async close() {
      await Promise.all([pool.end(), owner.close()])
      await house.close()
    },
  }
}
export type Deployment = Awaited<ReturnType<typeof deployment>>
