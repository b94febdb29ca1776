import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clocksOf } from '../../src/bundle/prepare.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { checkInvariants } from '../support/invariants.ts'
import {
  consultation,
  handover,
  type MeetingHouse,
  meetingHouse,
  outcome,
  withRecord,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'

let house: MeetingHouse
let end: YearEnd

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'ky')
  await withRecord(house, end, 'Ngô Thị Ánh', 1)
  await withRecord(house, end, 'Đặng Văn Trống', 0)
})
afterAll(async () => {
  await checkInvariants(house.database.ownerUrl)
  expect(house.faults).toEqual([])
  await house.close()
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const headers = () => ({ authorization: `Bearer ${end.secretary.token}` })
const page = async (path: string, form?: Record<string, string>) => {
  const answer = await house.apps.console.request(`/ky/${end.cycle}/chuan-bi${path}`, {
    method: form ? 'POST' : 'GET',
    headers: headers(),
    ...(form && { body: new URLSearchParams(form) }),
  })
  return { status: answer.status, html: await answer.text() }
}
const ask = (given: object = { cutOff: today() }, token = end.secretary.token) =>
  house.call(token, 'POST', `cycles/${end.cycle}/batches`, given)
/** The cells of somebody's row in the grid, as text. */
const rowOf = async (name: string) => {
  const { html } = await page('')
  const row = html.split('<tr>').find((one) => one.includes(`>${name}</a>`)) ?? ''
  return [...row.matchAll(/<td class="slot[^"]*">(.*?)<\/td>/g)].map(([, cell = '']) =>
    cell.replace(/<[^>]+>/g, ''),
  )
}

describe('the grid of a cycle', () => {
  it('says of each record and slot what is there, what is missing, what lies on paper', async () => {
    expect(await rowOf('Ngô Thị Ánh')).toEqual([
      ...['thiếu', 'thiếu', 'thiếu', 'thiếu', 'thiếu', '–', '–', '–', '–'],
    ])
    const { rows } = await house.owner.query(
      `select r.id from review_records r join officials o on o.id = r.official_id where o.name = $1`,
      ['Ngô Thị Ánh'],
    )
    const path = `/ho-so/${rows[0].id}`
    const refused = await page(path, { 'state-2': 'paper' })
    expect(refused.status).toBe(400)
    const marks = {
      'state-1': 'here',
      'state-2': 'paper',
      'reference-2': '17/HS',
      'state-8': 'none',
    }
    expect((await page(path, marks)).status).toBe(303)
    expect((await page(path, marks)).status).toBe(303) // says nothing new, so it is no row
    const [one, two, , , , , , eight] = await rowOf('Ngô Thị Ánh')
    expect([one, two, eight]).toEqual(['có', 'ở hồ sơ giấy số 17/HS', 'không cần'])
    const kept = await house.owner.query('select count(*)::int from slot_marks')
    expect(kept.rows[0].count).toBe(3)
  })

  it('counts the days back from the meeting, working days only', () => {
    // The meeting is on a Friday; five working days before it is the Friday before.
    expect(clocksOf('2026-12-18')).toEqual([
      { step: 'moderated', day: '2026-12-03' },
      { step: 'explained', day: '2026-12-10' },
      { step: 'frozen', day: '2026-12-11' },
      { step: 'handedOver', day: '2026-12-15' },
      { step: 'distributed', day: '2026-12-17' },
      { step: 'meeting', day: '2026-12-18' },
    ])
    expect(clocksOf(null)).toEqual([])
  })

  it('is for secretary and lead', async () => {
    const answer = await house.apps.desk.request(`/ky/${end.cycle}/chuan-bi`, {
      headers: headers(),
    })
    expect(answer.status).toBe(404)
  })
})

describe('a batch', () => {
  it('freezes a whole cycle after one agreement, a job for each record', async () => {
    expect((await ask({ cutOff: today() }, end.lead.token)).status).toBe(403)
    expect((await ask({ cutOff: '2099-01-01' })).status).toBe(400)
    const asked = await ask()
    expect(asked.status).toBe(202)
    expect((await ask()).status).toBe(409)
    expect((await page('')).html).toContain('đang chờ Ban Thường trực')
    const shown = await house.apps.console.request('/dong-y', {
      headers: { authorization: `Bearer ${end.lead.token}` },
    })
    expect(await shown.text()).toContain(`/ky/${end.cycle}/chuan-bi`)
    const path = `approvals/${asked.body.approval}`
    expect((await house.call(end.secretary.token, 'POST', path, { approve: true })).status).toBe(
      403,
    )
    expect((await house.call(end.lead.token, 'POST', path, { approve: true })).status).toBe(200)
    expect((await page('')).html).toContain('Đã chốt 0 / 3 hồ sơ')
    expect(await house.work()).toBe(3)
    expect((await page('')).html).toContain('Đã chốt 3 / 3 hồ sơ; đã dựng 0 tập')
    expect(await house.work()).toBe(2)
    expect((await page('')).html).toContain('đã dựng 2 tập')
    expect(await results()).toEqual({ empty: 1, frozen: 2 })
  })

  it('leaves both persons in the log: who asked asked, who agreed froze', async () => {
    const { rows } = await house.owner.query<{ kind: string; actor: string }>(
      `select kind, convert_from(bytes, 'UTF8')::jsonb ->> 'actor' as actor from custody_entries
        where kind in ('bundle.asked', 'bundle.frozen')`,
    )
    const actors = new Set(rows.map(({ kind, actor }) => `${kind} ${actor}`))
    expect([...actors].sort()).toEqual([
      `bundle.asked ${end.secretary.person}`,
      `bundle.frozen ${end.lead.person}`,
    ])
  })

  it('has one index, and a print set with the papers in its order', async () => {
    const index = await page('/bang-ke')
    expect(index.html).toContain('chưa có ý kiến nào, bỏ qua')
    const answer = await house.apps.console.request(`/ky/${end.cycle}/chuan-bi/bo-in.zip`, {
      headers: headers(),
    })
    const { files } = await unpack(new Uint8Array(await answer.arrayBuffer()))
    expect([...files.keys()].sort()).toEqual([
      '00-bang-ke.html',
      '01-Ngo-Thi-Anh.pdf',
      '02-Tran-Van-Song.pdf',
    ])
    const paper = Buffer.from(files.get('01-Ngo-Thi-Anh.pdf') ?? []).toString('latin1')
    expect(paper.startsWith('%PDF-')).toBe(true)
  })

  it('has every volume of a long paper in its print set, in order', async () => {
    for (const name of ['pdf-10', 'pdf-2']) {
      await house.owner.query(
        `insert into bundle_files (bundle_id, name, organisation_id, bytes, sha256, size)
          select f.bundle_id, $1, f.organisation_id, f.bytes, f.sha256, f.size
          from bundle_files f join bundles b on b.id = f.bundle_id join review_records r on r.id = b.record_id
          where f.name = 'pdf' and r.official_id = $2`,
        [name, end.official.id],
      )
    }
    const answer = await house.apps.console.request(`/ky/${end.cycle}/chuan-bi/bo-in.zip`, {
      headers: headers(),
    })
    const { files } = await unpack(new Uint8Array(await answer.arrayBuffer()))
    const names = [...files.keys()].filter((path) => path.startsWith('02-'))
    expect(names).toEqual([
      '02-Tran-Van-Song.pdf',
      '02-Tran-Van-Song-tap-2.pdf',
      '02-Tran-Van-Song-tap-10.pdf',
    ])
  })

  it('once more keeps the versions of what did not change', async () => {
    const asked = await ask()
    const path = `approvals/${asked.body.approval}`
    await house.call(end.lead.token, 'POST', path, { approve: true })
    await house.work()
    expect(await results(asked.body.id)).toEqual({ empty: 1, unchanged: 2 })
  })

  it('of a record that changed makes the next version, with the batch’s reason', async () => {
    const more = await withRecord(house, end, 'Lưu Văn Thêm', 1)
    await house.owner.query(`update posts set title = 'Trưởng khu phố 3' where official_id = $1`, [
      end.official.id,
    ])
    const asked = await ask({ cutOff: today(), reason: 'Bổ sung chức vụ.' })
    const path = `approvals/${asked.body.approval}`
    await house.call(end.lead.token, 'POST', path, { approve: true })
    await house.work()
    expect(await results(asked.body.id)).toEqual({ empty: 1, frozen: 2, unchanged: 1 })
    const bundles = await house.call(
      end.secretary.token,
      'GET',
      `bundles?official=${end.official.id}`,
    )
    expect(bundles.body.items[0]).toMatchObject({ version: 2, reason: 'Bổ sung chức vụ.' })
    const first = await house.call(end.secretary.token, 'GET', `bundles?official=${more.id}`)
    expect(first.body.items[0]).toMatchObject({ version: 1, reason: null })
  })

  it('fills the grid as the bundles go on', async () => {
    const { token } = end.secretary
    await house.work()
    const { body } = await house.call(token, 'GET', `bundles?official=${end.official.id}`)
    const id = body.items[0].id
    expect((await rowOf(end.official.name))[6]).toBe('có, bản 2 (Đã chốt)')
    for (const [name, given] of Object.entries({
      handovers: handover,
      consultations: consultation,
      outcomes: outcome,
    })) {
      const done = await house.call(token, 'POST', `bundles/${id}/${name}`, given)
      expect(done.status, name).toBe(201)
    }
    const cells = await rowOf(end.official.name)
    expect([cells[2], cells[4]]).toEqual(['có: BB 05-BB/ĐU', 'có: KL 07-KL/ĐU'])
  })
})

async function results(batch?: string): Promise<Record<string, number>> {
  const { rows } = await house.owner.query<{ result: string; count: number }>(
    `select result, count(*)::int from batch_records where $1::uuid is null or batch_id = $1
      group by result order by result`,
    [batch ?? null],
  )
  return Object.fromEntries(rows.map(({ result, count }) => [result, count]))
}
