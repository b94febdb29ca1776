import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, transaction } from '../../db/connection.ts'
import { compareWords } from '../../src/custody/contents.ts'
import { faultList } from '../../src/custody/fault.ts'
import { frozen, yearEnd } from '../support/meeting-house.ts'
import { dayFrom, type ResidenceHouse, residenceHouse } from '../support/residence-house.ts'
import { makeStaff } from '../support/review-house.ts'

let house: ResidenceHouse
beforeAll(async () => {
  house = await residenceHouse()
})
afterAll(async () => {
  await house.holds()
  await house.close()
})

type Ward = Awaited<ReturnType<ResidenceHouse['ward']>>
const good = [1, 2, 1, 2, 2, 2]

async function round(place: Ward, at: string, by = place.cell, door: 'console' | 'desk' = 'desk') {
  return (await house.call(door, by.token, 'GET', `residence-rounds/${at}`)).body
}
const cell = (place: Ward, at: string, act: string, body: unknown) =>
  house.call('desk', place.cell.token, 'POST', `residence-rounds/${at}/${act}`, body)
const office = (place: Ward, at: string, act: string, body: unknown) =>
  house.call('console', place.secretary.token, 'POST', `residence-rounds/${at}/${act}`, body)
const met = (place: Ward, at: string) =>
  cell(place, at, 'meetings', { heldOn: dayFrom(-1), present: 'Bà Cúc, ông Lẫm (Mặt trận)' })

/** A ward asked, met, all of its members signed. */
async function signed(code: string, members = 3) {
  const place = await house.ward(code, members)
  const at = await house.asked(place)
  expect((await met(place, at)).status).toBe(201)
  const said = place.people.map((official) => ({ official, answers: good }))
  expect((await cell(place, at, 'answers', { members: said })).status).toBe(200)
  expect((await cell(place, at, 'comments', {})).status).toBe(201)
  return { place, at }
}

describe('the list of a cell', () => {
  it('has who lives there, by given name, with nothing filled in', async () => {
    const place = await house.ward('danh')
    const exempt = await house.lives(place.id, place.neighbourhood, { status: 'introduced_exempt' })
    await house.lives(place.id, place.area, { name: 'Vũ Văn Nơi Khác' })
    const { body } = await house.call(
      'console',
      place.secretary.token,
      'POST',
      'residence-rounds',
      {
        cycle: place.cycle,
        dueOn: dayFrom(9),
      },
    )
    expect(body.items).toHaveLength(2)
    const rounds = (
      await house.call('desk', place.cell.token, 'GET', `residence-rounds?cycle=${place.cycle}`)
    ).body.items
    expect(rounds).toHaveLength(1)
    expect(rounds[0]).toMatchObject({ members: 3, exempt: 1, done: 0, cell: 'Chi bộ Khu phố 3' })
    const shown = await round(place, rounds[0].id)
    expect(shown.members).toHaveLength(4)
    for (const one of shown.members) {
      expect(one.answers).toEqual([0, 0, 0, 0, 0, 0])
      expect(one.state).toBe(one.id === exempt ? 'exempt' : 'open')
    }
    const given = shown.members.map(({ name }: { name: string }) =>
      name.split(' ').slice(2).join(' '),
    )
    expect(given).toEqual([...given].sort(new Intl.Collator('vi', { numeric: true }).compare))
  })

  it('leaves out who moved away, says so, and takes in who came in mid-cycle', async () => {
    const place = await house.ward('chuyen', 1)
    const gone = await house.lives(place.id, place.neighbourhood, { to: dayFrom(-20) })
    const came = await house.lives(place.id, place.neighbourhood, { from: dayFrom(-5) })
    const before = await house.lives(place.id, place.neighbourhood, { to: dayFrom(-400) })
    const at = await house.asked(place)
    const { members } = await round(place, at)
    const ids = members.map(({ id }: { id: string }) => id)
    expect(ids).toContain(came)
    expect(ids).toContain(gone)
    expect(ids).not.toContain(before)
    const left = await cell(place, at, 'answers', { members: [{ official: gone, answers: good }] })
    expect(left.status).toBe(404)
  })

  it('of a merged area goes to the successor', async () => {
    const place = await house.ward('nhap', 1)
    await house.owner.query(
      `insert into areas (code, kind, name, parent_code, organisation_id, valid_from, valid_to, successor_code)
        values ('kp4-nhap', 'khu phố', 'Khu phố 4', $1, $2, '2020-01-01', today(), $3)`,
      [place.area, place.id, place.neighbourhood],
    )
    const merged = await house.lives(place.id, 'kp4-nhap')
    const at = await house.asked(place)
    const { members } = await round(place, at)
    expect(members.map(({ id }: { id: string }) => id)).toContain(merged)
  })

  it('is nobody else’s: another area’s cell and another Front get 404, an official 403', async () => {
    const place = await house.ward('khac', 1)
    const at = await house.asked(place)
    const neighbour = await makeStaff(house.owner, place.id, 'Phạm Văn Bên', 'cell', {
      area: place.area,
    })
    const far = await house.ward('xa', 1)
    const official = await makeStaff(house.owner, place.id, 'Tạ Văn Một', 'official', {
      official: place.people[0] ?? '',
    })
    const statuses = []
    for (const { token } of [neighbour, far.cell, official]) {
      statuses.push((await house.call('desk', token, 'GET', `residence-rounds/${at}`)).status)
    }
    expect(statuses).toEqual([404, 404, 403])
    const secretary = far.secretary.token
    expect((await house.call('console', secretary, 'GET', `residence-rounds/${at}`)).status).toBe(
      404,
    )
  })
})

describe('asking', () => {
  it('is once a place and cycle, for days to come, where somebody lives', async () => {
    const place = await house.ward('hoi', 1)
    const ask = (body: object) =>
      house.call('console', place.secretary.token, 'POST', 'residence-rounds', {
        cycle: place.cycle,
        ...body,
      })
    expect((await ask({ dueOn: dayFrom(-1) })).status).toBe(400)
    expect((await ask({ dueOn: dayFrom(3), area: place.area })).status).toBe(409)
    expect((await ask({ dueOn: dayFrom(3) })).status).toBe(201)
    expect((await ask({ dueOn: dayFrom(3) })).status).toBe(409)
    const byCell = await house.call('desk', place.cell.token, 'POST', 'residence-rounds', {
      cycle: place.cycle,
      dueOn: dayFrom(3),
    })
    expect(byCell.status).toBe(404)
  })
})

describe('an evening', () => {
  it('keeps each answer as it is typed, and says when another wrote meanwhile', async () => {
    const place = await house.ward('toi')
    const at = await house.asked(place)
    const [first = '', second = ''] = place.people
    const one = await cell(place, at, 'answers', {
      version: 0,
      members: [{ official: first, answers: [1, 0, 0, 0, 0, 0] }],
    })
    expect(one.body).toEqual({ version: 1, saved: 1 })
    const stale = await cell(place, at, 'answers', {
      version: 0,
      members: [{ official: second, answers: good }],
    })
    expect(stale.status).toBe(409)
    const again = await cell(place, at, 'answers', {
      version: 0,
      members: [{ official: first, answers: [1, 0, 0, 0, 0, 0] }],
    })
    expect(again.body).toEqual({ version: 1, saved: 0 })
    const { members, version } = await round(place, at)
    expect(version).toBe(1)
    const shown = (id: string) => members.find((member: { id: string }) => member.id === id)
    expect(shown(first)).toMatchObject({ answers: [1, 0, 0, 0, 0, 0], state: 'partial' })
    expect(shown(second)).toMatchObject({ answers: [0, 0, 0, 0, 0, 0], state: 'open' })
  })

  it('knows the one fact beside item 3: how often somebody came', async () => {
    const place = await house.ward('du')
    const at = await house.asked(place)
    const [first = '', second = ''] = place.people
    const came = (heldOn: string, present: string[]) =>
      cell(place, at, 'gatherings', { heldOn, present })
    expect((await came(dayFrom(-200), [first, second])).status).toBe(201)
    expect((await came(dayFrom(-200), [first])).status, 'a correction').toBe(201)
    expect((await came(dayFrom(-30), [first])).status).toBe(201)
    expect((await came(dayFrom(2), [first])).status, 'not held yet').toBe(400)
    expect((await came(dayFrom(-2), [crypto.randomUUID()])).status).toBe(404)
    const { members, gatherings } = await round(place, at)
    expect(gatherings).toHaveLength(2)
    const times = members.map(
      ({ id, came: often, answers }: { id: string; came: number; answers: number[] }) => [
        id === first ? 'first' : 'other',
        often,
        answers[2],
      ],
    )
    expect(times).toContainEqual(['first', 2, 0])
    expect(times.filter(([, often]: [string, number]) => often === 0)).toHaveLength(2)
  })

  it('refuses an exempt member, who is commented on only when it is needed, on the short sheet', async () => {
    const place = await house.ward('mien', 1)
    const exempt = await house.lives(place.id, place.neighbourhood, { status: 'introduced_exempt' })
    const never = await house.lives(place.id, place.neighbourhood, { status: 'not_introduced' })
    const at = await house.asked(place)
    await met(place, at)
    const refused = await cell(place, at, 'answers', {
      members: [{ official: exempt, answers: good }],
    })
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('miễn sinh hoạt nơi cư trú')
    const needed = { official: exempt, answers: [1, 2, 2], note: '', reason: 'Quy trình bổ nhiệm' }
    expect((await cell(place, at, 'replacements', { ...needed, official: never })).status).toBe(409)
    expect((await cell(place, at, 'replacements', { ...needed, reason: ' ' })).status).toBe(400)
    expect((await cell(place, at, 'replacements', needed)).status).toBe(201)
    const { sheets } = await round(place, at)
    expect(sheets).toMatchObject([
      { form: 'short', answers: [1, 2, 2], reason: 'Quy trình bổ nhiệm' },
    ])
  })
})

describe('signing', () => {
  it('needs the meeting first, and complete sheets', async () => {
    const place = await house.ward('ky', 2)
    const at = await house.asked(place)
    const [first = ''] = place.people
    await cell(place, at, 'answers', { members: [{ official: first, answers: good }] })
    const early = await cell(place, at, 'comments', {})
    expect(early.status).toBe(409)
    expect(early.body.detail).toContain('Mặt trận')
    expect(
      (await cell(place, at, 'meetings', { heldOn: dayFrom(1), present: 'Bà Cúc' })).status,
    ).toBe(400)
    expect((await cell(place, at, 'meetings', { heldOn: dayFrom(-1), present: '  ' })).status).toBe(
      400,
    )
    await met(place, at)
    expect((await cell(place, at, 'comments', {})).body.items).toHaveLength(1)
    const { members, sheets } = await round(place, at)
    expect(members.find(({ id }: { id: string }) => id === first).state).toBe('signed')
    expect(sheets).toMatchObject([
      { official: first, version: 1, commentedOn: dayFrom(-1), answers: good },
    ])
    expect((await cell(place, at, 'comments', {})).status, 'nothing more').toBe(409)
  })

  it('again, before the committee confirms, is another version; after it only a replacement with a reason', async () => {
    const { place, at } = await signed('thay')
    const [first = ''] = place.people
    const change = { members: [{ official: first, answers: [3, 2, 1, 2, 2, 2] }] }
    expect((await cell(place, at, 'answers', change)).status).toBe(200)
    expect((await cell(place, at, 'comments', {})).body.items).toHaveLength(1)
    expect(
      (await cell(place, at, 'replacements', { official: first, answers: good, reason: 'Nhầm' }))
        .status,
    ).toBe(409)
    const confirm = { confirmedOn: dayFrom(0), signer: 'Đỗ Khắc Tường, Bí thư Đảng ủy' }
    expect(
      (
        await house.call(
          'desk',
          place.cell.token,
          'POST',
          `residence-rounds/${at}/confirmations`,
          confirm,
        )
      ).status,
    ).toBe(404)
    expect(
      (await office(place, at, 'confirmations', { ...confirm, confirmedOn: dayFrom(-3) })).status,
      'before it was signed',
    ).toBe(400)
    expect((await office(place, at, 'confirmations', confirm)).body).toEqual({ confirmed: 3 })
    expect((await office(place, at, 'confirmations', confirm)).status).toBe(409)
    const frozen = await cell(place, at, 'answers', {
      members: [{ official: first, answers: good }],
    })
    expect(frozen.status).toBe(409)
    expect(frozen.body.detail).toContain('phiếu thay thế')
    const replacement = { official: first, answers: good, note: '', reason: 'Ghi nhầm mục 1.' }
    expect((await cell(place, at, 'replacements', replacement)).status).toBe(201)
    const { sheets } = await round(place, at)
    const own = sheets.filter(({ official }: { official: string }) => official === first)
    expect(
      own.map(
        ({ version, replaced, reason }: { version: number; replaced: boolean; reason: string }) => [
          version,
          replaced,
          reason,
        ],
      ),
    ).toEqual([
      [1, true, null],
      [2, true, null],
      [3, false, 'Ghi nhầm mục 1.'],
    ])
    expect(own[1].confirmed).not.toBeNull()
  })

  it('leaves rows nobody can change, and the log notices other words', async () => {
    const { place } = await signed('bat', 1)
    await expect(house.owner.query('update residence_comments set version = 9')).rejects.toThrow(
      /refuses/,
    )
    const { rows } = await house.owner.query<{ id: string; body: string }>(
      `select c.id, t.body from residence_comments c join texts t on t.record = c.id where c.organisation_id = $1`,
      [place.id],
    )
    const [row] = rows
    await house.owner.query(`update texts set body = replace(body, '[1', '[3') where record = $1`, [
      row?.id,
    ])
    const faults = faultList()
    const owner = connect(house.database.ownerUrl, { max: 1, name: 'test' })
    await compareWords((work) => transaction(owner.db, work), place.id, faults)
    await owner.close()
    expect(faults.all().map(({ code }) => code)).toEqual(['words residence_comments'])
    await house.owner.query('update texts set body = $2 where record = $1', [row?.id, row?.body])
  })
})

describe('a signed sheet from the national portal', () => {
  const pdf = Buffer.from('%PDF-1.7\nnothing much\n%%EOF').toString('base64')
  it('comes with its PDF, number, day and who applied, and counts as confirmed', async () => {
    const place = await house.ward('cong', 1)
    const at = await house.asked(place)
    const [official = ''] = place.people
    const sheet = {
      official,
      answers: good,
      note: 'Chan hòa với bà con.',
      number: '12-PNX/CB',
      commentedOn: dayFrom(-2),
      appliedBy: 'member',
      paper: pdf,
    }
    expect(
      (
        await cell(place, at, 'portal-sheets', {
          ...sheet,
          paper: Buffer.from('hello').toString('base64'),
        })
      ).status,
    ).toBe(400)
    expect(
      (await cell(place, at, 'portal-sheets', { ...sheet, answers: [1, 1, 0, 1, 1, 1] })).status,
    ).toBe(400)
    expect(
      (await cell(place, at, 'portal-sheets', { ...sheet, commentedOn: dayFrom(2) })).status,
    ).toBe(400)
    expect((await cell(place, at, 'portal-sheets', sheet)).status).toBe(201)
    expect((await cell(place, at, 'portal-sheets', sheet)).status, 'twice').toBe(409)
    const { members, sheets } = await round(place, at)
    expect(members[0].state).toBe('confirmed')
    expect(sheets[0]).toMatchObject({ source: 'portal', number: '12-PNX/CB', confirmed: null })
  })
})

describe('the review record', () => {
  const recordOf = async (place: Ward, official: string) => {
    const made = await house.call('console', place.secretary.token, 'POST', 'review-records', {
      official,
      cycle: place.cycle,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id as string
  }
  const read = async (place: Ward, record: string) => {
    const shown = await house.call(
      'console',
      place.secretary.token,
      'GET',
      `review-records/${record}`,
    )
    expect(shown.status, JSON.stringify([shown.body, house.faults])).toBe(200)
    return shown.body
  }

  it('tells a missing comment apart: nobody asked, still in time, late, exempt', async () => {
    const place = await house.ward('thieu', 1)
    const [official = ''] = place.people
    const exempt = await house.lives(place.id, place.neighbourhood, { status: 'introduced_exempt' })
    const homeless = await house.lives(place.id, place.neighbourhood, { to: dayFrom(-100) })
    const [own, spared, unknown] = [
      await recordOf(place, official),
      await recordOf(place, exempt),
      await recordOf(place, homeless),
    ]
    const lack = async (record: string) => (await read(place, record)).residence.lack
    expect(await lack(own)).toBe('not_asked')
    expect(await lack(unknown)).toBe('unknown')
    const at = await house.asked(place, dayFrom(5))
    expect(await lack(own)).toBe('waiting')
    expect(await lack(spared)).toBe('exempt')
    // A day passes by hand: rows refuse change, so the trigger is off for this one.
    await house.owner.query('alter table residence_rounds disable trigger refuse_change')
    await house.owner.query(`update residence_rounds set due_on = today() - 1 where id = $1`, [at])
    expect(await lack(own)).toBe('late')
    expect(
      (await round(place, at)).members.find(({ id }: { id: string }) => id === official).state,
    ).toBe('late')
    await house.owner.query(`update residence_rounds set due_on = today() + 5 where id = $1`, [at])
    await house.owner.query('alter table residence_rounds enable trigger refuse_change')
  })

  it('has what was confirmed, apart from evidence; the sheet it replaced stays until its successor is confirmed', async () => {
    const { place, at } = await signed('hoso')
    const [official = ''] = place.people
    const record = await recordOf(place, official)
    expect((await read(place, record)).comments).toEqual([])
    const confirm = { confirmedOn: dayFrom(0), signer: 'Đỗ Khắc Tường' }
    await office(place, at, 'confirmations', confirm)
    const shown = await read(place, record)
    expect(shown.comments).toHaveLength(1)
    expect(shown.comments[0].text).toContain(
      '1. Nêu gương về phẩm chất chính trị, đạo đức, lối sống: Nêu gương tốt.',
    )
    expect(shown.evidence.flatMap(({ items }: { items: unknown[] }) => items)).toEqual([])
    await cell(place, at, 'replacements', {
      official,
      answers: [3, 3, 3, 3, 3, 3],
      note: '',
      reason: 'Nhầm người.',
    })
    expect((await read(place, record)).comments[0].version).toBe(1)
    await office(place, at, 'confirmations', confirm)
    const [now] = (await read(place, record)).comments
    expect(now).toMatchObject({ version: 2 })
    expect(now.text).toContain('Xem xét xử lý')
    const { rows } = await house.owner.query(
      `select reference from (select to_char(commented_on, 'DD/MM/YYYY') as reference from residence_comments where official_id = $1) c`,
      [official],
    )
    expect(rows).toHaveLength(2)
    const grid = await house.page('console', place.secretary.token, `/ky/${place.cycle}/chuan-bi`)
    expect(grid.html).toContain(String(rows[0]?.reference))
  })
})

describe('the bundle', () => {
  it('prints the cell’s comment in a part of its own, once it is confirmed', async () => {
    const end = await yearEnd(house.meeting, 'tap')
    const { ward, secretary, official } = end
    const cellStaff = await makeStaff(house.owner, ward.id, 'Ngô Thị Cúc', 'cell', {
      area: ward.neighbourhood,
    })
    await house.owner.query(
      `insert into residences (organisation_id, official_id, area_code, valid_from) values ($1, $2, $3, '2020-01-01')`,
      [ward.id, official.id, ward.neighbourhood],
    )
    const place = { ...ward, cell: cellStaff, secretary, cycle: end.cycle, people: [official.id] }
    const at = await house.asked(place)
    await met(place, at)
    await cell(place, at, 'answers', {
      members: [{ official: official.id, answers: [1, 1, 2, 1, 1, 1], note: 'Hay giúp bà con.' }],
    })
    await cell(place, at, 'comments', {})
    const contents = async (bundle: string) => {
      const { rows } = await house.owner.query<{ contents: Buffer }>(
        'select contents from bundle_freezes where bundle_id = $1',
        [bundle],
      )
      return JSON.parse(rows[0]?.contents.toString() ?? '{}')
    }
    const early = await contents(await frozen(house.meeting, end))
    expect(early.residenceComment).toEqual({ state: 'not_received' })
    await office(place, at, 'confirmations', { confirmedOn: dayFrom(0), signer: 'Đỗ Khắc Tường' })
    const bundle = await frozen(house.meeting, end, 'Có nhận xét nơi cư trú.')
    const { residenceComment, items } = await contents(bundle)
    expect(residenceComment).toMatchObject({
      state: 'given',
      cell: 'Chi bộ Khu phố 3',
      day: dayFrom(-1),
    })
    expect(residenceComment.text).toContain('3. Tham gia họp: Tham gia chưa đầy đủ.')
    expect(residenceComment.text).toContain('Hay giúp bà con.')
    expect(JSON.stringify(items)).not.toContain('Hay giúp bà con.')
    const docx = await house.page('console', secretary.token, `/api/v1/bundles/${bundle}.pdf`)
    expect(docx.type).toBe('application/pdf')
  }, 120_000)
})
