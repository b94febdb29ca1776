import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate } from '../../src/intake/gate.ts'
import type { Sitting } from '../../src/moderation/opening.ts'
import { fromBase64, toBase64 } from '../../src/seal/bytes.ts'
import { curveHere } from '../../src/seal/curve.ts'
import { custodianPair } from '../../src/seal/custodian.ts'
import { openHalf, openWithHalves } from '../../src/seal/halves.ts'
import { sideOf } from '../../src/seal/handshake.ts'
import { type CustodianHouse, custodianHouse, type Keyed } from '../support/custodian-house.ts'
import type { StaffMember } from '../support/staff.ts'

let house: CustodianHouse
let first: Keyed
let second: Keyed
const who = { name: 'Trần Thị Mận', phone: '0912 345 678', address: 'Hẻm 5, Hoa Sữa' }
beforeAll(async () => {
  house = await custodianHouse()
})
afterAll(() => house.close())
afterEach(() => house.check())

async function sitting(of: StaffMember, opening: string): Promise<Sitting> {
  const answer = await house.get(of, `/mo-danh-tinh/${opening}/phan`)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Sitting
}

/** What one of the two browsers does, up to its own half. */
async function begun(of: Keyed, opening: string, given?: Sitting) {
  const at = given ?? (await sitting(of, opening))
  const { record, version, pair, mine, theirs } = at
  const curve = await curveHere()
  const keys = await custodianPair(curve, of.secret)
  const half = { record, version, pair, holder: mine.key }
  const own = await openHalf(curve, keys, fromBase64(mine.half), half)
  const theirPublicKey = fromBase64(theirs.publicKey)
  const between = { opening, mine: mine.key, theirs: theirs.key, theirPublicKey }
  return { at, own, side: await sideOf(curve, of.secret, between) }
}

/** Both browsers, through the server. */
async function openedTogether(opening: string, one: Keyed, other: Keyed) {
  const sides = [await begun(one, opening), await begun(other, opening)] as const
  const tell = async (of: Keyed, kind: string, bytes: Uint8Array) =>
    expect(
      (await house.send(of, `/mo-danh-tinh/${opening}/tin`, { kind, bytes: toBase64(bytes) }))
        .status,
    ).toBe(204)
  const hear = async (of: Keyed, kind: string) => {
    const answer = await house.get(of, `/mo-danh-tinh/${opening}/tin`)
    const { messages } = (await answer.json()) as { messages: { kind: string; bytes: string }[] }
    return fromBase64(messages.find((message) => message.kind === kind)?.bytes ?? '')
  }
  await tell(one, 'hello', sides[0].side.hello)
  await tell(other, 'hello', sides[1].side.hello)
  await tell(one, 'half', await sides[0].side.give(await hear(one, 'hello'), sides[0].own))
  await tell(other, 'half', await sides[1].side.give(await hear(other, 'hello'), sides[1].own))
  const read = async (of: Keyed, place: 0 | 1) => {
    const { side, own, at } = sides[place]
    const theirs = await side.take(await hear(of, 'half'))
    if (!theirs) throw new Error('a half for another page')
    return JSON.parse(
      new TextDecoder().decode(await openWithHalves([own, theirs], fromBase64(at.sealed), at)),
    )
  }
  return [await read(one, 0), await read(other, 1)]
}

describe('custodians', () => {
  it('are appointed by an administrator and a lead; before there are two nobody leaves a name', async () => {
    await expect(house.letter(who)).rejects.toMatchObject({ code: 'conflict' })
    first = await house.appointed('Kiều Thị Ngà')
    await expect(house.letter(who)).rejects.toMatchObject({ code: 'conflict' })
    second = await house.appointed('Âu Dương Lễ')
    const { id } = await house.letter(who)
    const kept = await house.rows(
      `select recipient from data_keys where record = sealed_apart($1, 'identity')`,
      [id],
    )
    expect(kept).toHaveLength(2)
    const entries = await house.rows(
      "select kind, count(*)::int from custody_entries where kind like 'custodian%' group by 1 order by 1",
    )
    expect(entries).toEqual([
      { kind: 'custodian-key.made', count: 2 },
      { kind: 'custodians.changed', count: 2 },
    ])
  })

  it('are told of every change; the administrator cannot agree, and the shell of one role is not enough', async () => {
    const third = await house.keyed(await house.member('Lò Văn Ba', 'custodian'))
    const asked = await house.form(house.people.admin, '/nguoi-giu-khoa/thay-doi', {
      ...{ kind: 'add', key: third.key },
    })
    expect(asked.status).toBe(303)
    const approval = await house.openAsk('change_keys')
    for (const person of [house.people.admin, first, house.people.moderator]) {
      expect((await house.answer(person, approval)).status).toBe(403)
    }
    expect((await house.answer(house.people.lead, approval, false)).status).toBe(200)
    const [roster] = await house.rows('select max(version) as version from custodian_rosters')
    expect(roster.version).toBe(2)
    const told = await house.rows(
      "select count(*)::int from notices where kind = 'custodians-changed' and person_id = $1",
      [first.person],
    )
    expect(told[0].count).toBe(2)
    for (const person of [first, house.people.lead, house.people.moderator]) {
      const refused = await house.form(person, '/nguoi-giu-khoa/thay-doi', {
        ...{ kind: 'add', key: third.key },
      })
      expect(refused.status).toBe(403)
    }
  })

  it('see a page with the fingerprints; a moderator sees none', async () => {
    for (const person of [first, house.people.admin, house.people.lead]) {
      const page = await house.get(person, '/nguoi-giu-khoa')
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Âu Dương Lễ')
    }
    expect((await house.get(house.people.moderator, '/nguoi-giu-khoa')).status).toBe(403)
    expect((await house.get(house.people.moderator, '/mo-danh-tinh')).status).toBe(403)
  })
})

describe('the form', () => {
  const app = (signed = true) =>
    intakeApp({
      box: signed ? house.newBox() : house.plainBox(),
      gate: createGate(house.doorKeys.pepper),
      baseUrl: 'http://localhost:3000',
      addressOf: () => '192.0.2.1',
      signingKeys: house.doorKeys.signingKeys,
      log: () => {},
    })
  const path = () => `/k/${house.ward.quarter}/gui`

  it('asks for a name once two custodians exist, and never of a letterbox without the signing key', async () => {
    const page = await (await app().request(path())).text()
    expect(page).toContain('name="identityPhone"')
    expect(new TextEncoder().encode(page).length).toBeLessThan(50_000)
    expect(await (await app(false).request(path())).text()).not.toContain('identityPhone')
  })

  it('seals what is left, and comes back filled when something is wrong', async () => {
    const fields = {
      ...{ kind: 'comment', aboutText: 'bác trưởng khu phố', text: 'Họp mà quát bà con.' },
      ...{ identityName: who.name, identityPhone: who.phone, identityAddress: '' },
    }
    const post = (given: Record<string, string>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(given)) body.set(name, value)
      return app().request(path(), { method: 'POST', body })
    }
    const wrong = await post(fields)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain(who.phone)
    const long = await post({ ...fields, use: 'record', identityName: 'x'.repeat(301) })
    expect(await long.text()).toContain('nhiều nhất 300 chữ')
    expect((await post({ ...fields, use: 'record' })).status).toBe(201)
    const [row] = await house.rows(
      'select t.number, t.year from threads t order by t.year desc, t.number desc limit 1',
    )
    const opening = await house.opening(first, second, `${row.number}/${row.year}`)
    expect(await openedTogether(opening, first, second)).toEqual([
      { name: who.name, phone: who.phone },
      { name: who.name, phone: who.phone },
    ])
    // An identity without a word in it is none.
    const empty = await house.letter({}, house.newBox())
    expect(
      await house.rows("select from seals where record = sealed_apart($1, 'identity')", [empty.id]),
    ).toEqual([])
  })
})

describe('an opening', () => {
  it('needs a reason and a second custodian; then both read it, and both names are in the log', async () => {
    const { number, id } = await house.letter(who)
    const short = await house.form(first, '/mo-danh-tinh', {
      ...{ number, field: 'identity', reason: 'vì' },
    })
    expect(short.status).toBe(400)
    const nothing = await house.form(first, '/mo-danh-tinh', {
      ...{ number, field: 'raw', reason: 'Không có thư điện tử nào ở đây.' },
    })
    expect(nothing.status).toBe(404)
    const reason = 'Cần gặp để xác minh theo kết luận cuộc họp.'
    await house.form(first, '/mo-danh-tinh', { number, field: 'identity', reason })
    const approval = await house.openAsk('open_identity')
    expect((await house.answer(first, approval)).status).toBe(403)
    expect((await house.answer(house.people.lead, approval)).status).toBe(403)
    const page = await (await house.get(second, '/dong-y')).text()
    expect(page).toContain(reason)
    expect(page).toContain(number)
    expect((await house.answer(second, approval)).status).toBe(200)
    const [opening] = await house.rows('select * from identity_openings where letter_id = $1', [id])
    expect(opening).toMatchObject({ asked_by: first.person, agreed_by: second.person })
    expect(await openedTogether(opening.id, first, second)).toEqual([who, who])
    const [entry] = await house.rows(
      "select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'identity.opened' and item = $1",
      [opening.id],
    )
    expect(entry.said).toMatchObject({ actor: second.person, second: first.person, subject: id })
  })

  it('is nobody else’s: no half for a third custodian, a stranger’s page, or after a day', async () => {
    const { number } = await house.letter(who)
    const opening = await house.opening(second, first, number)
    const third = await house.appointed('Hà Thị Tư')
    for (const path of ['', '/phan', '/tin']) {
      expect((await house.get(third, `/mo-danh-tinh/${opening}${path}`)).status).toBe(404)
      expect((await house.get(house.people.lead, `/mo-danh-tinh/${opening}${path}`)).status).toBe(
        403,
      )
    }
    await house.rows('alter table identity_openings disable trigger refuse_change')
    await house.rows(
      "update identity_openings set opened_at = now() - interval '25 hours' where id = $1",
      [opening],
    )
    expect((await house.get(second, `/mo-danh-tinh/${opening}/phan`)).status).toBe(409)
    await house.rows('update identity_openings set opened_at = now() where id = $1', [opening])
    await house.rows('alter table identity_openings enable trigger refuse_change')
    // Sealed before the third came: that pair has no halves.
    const asked = await house.form(third, '/mo-danh-tinh', {
      ...{ number, field: 'identity', reason: 'Cần gặp để xác minh sự việc.' },
    })
    expect(asked.status).toBe(409)
    const { number: later } = await house.letter(who)
    expect(await openedTogether(await house.opening(third, first, later), third, first)).toEqual([
      who,
      who,
    ])
    await house.change('remove', third.key)
  })

  it('is refused once the asker has been removed, or the one who agrees', async () => {
    const leaving = await house.appointed('Đinh Công Năm')
    const { number } = await house.letter(who)
    const reason = 'Cần gặp để xác minh sự việc.'
    await house.form(leaving, '/mo-danh-tinh', { number, field: 'identity', reason })
    const approval = await house.openAsk('open_identity')
    await house.change('remove', leaving.key)
    const refused = await house.answer(first, approval)
    expect(refused.status).toBe(409)
    expect(((await refused.json()) as { detail: string }).detail).toContain('người giữ khóa')
    expect((await house.answer(first, approval, false)).status).toBe(200)
    const own = await house.form(leaving, '/mo-danh-tinh', { number, field: 'identity', reason })
    expect(own.status).toBe(409)
    // Agreed to while on the list, removed before sitting down.
    const staying = await house.letter(who)
    const late = await house.appointed('Quàng Thị Sáu')
    const after = await house.letter(who)
    const opening = await house.opening(first, late, after.number)
    await house.change('remove', late.key)
    expect((await house.get(first, `/mo-danh-tinh/${opening}/phan`)).status).toBe(409)
    expect(staying.number).not.toBe(after.number)
  })

  it('fails loudly on envelopes swapped between records, cut, or with one bit changed', async () => {
    const [one, other] = [await house.letter(who), await house.letter({ name: 'Lý Thị Khác' })]
    const opening = await house.opening(first, second, one.number)
    const good = await sitting(first, opening)
    const { own } = await begun(first, opening)
    const { own: theirs } = await begun(second, opening)
    const opens = (sealed: Uint8Array) => openWithHalves([own, theirs], sealed, good)
    expect(JSON.parse(new TextDecoder().decode(await opens(fromBase64(good.sealed))))).toEqual(who)
    const damaged = [
      fromBase64(good.sealed).subarray(0, -1),
      fromBase64(good.sealed).map((byte, place) => (place === 20 ? byte ^ 1 : byte)),
      new Uint8Array(),
    ]
    for (const sealed of damaged) {
      await expect(opens(sealed)).rejects.toMatchObject({ code: 'internal' })
    }
    await expect(
      openWithHalves([own, theirs], fromBase64(good.sealed), { ...good, version: 99 }),
    ).rejects.toMatchObject({ code: 'internal' })
    // The database's owner puts the other letter's seal and halves under this one.
    const apart = "sealed_apart($1, 'identity')"
    await house.rows(
      `update seals s set bytes = o.bytes from seals o where s.record = ${apart} and o.record = sealed_apart($2, 'identity')`,
      [one.id, other.id],
    )
    const swapped = await sitting(first, opening)
    await expect(opens(fromBase64(swapped.sealed))).rejects.toMatchObject({ code: 'internal' })
    await house.rows(
      `update data_keys k set wrapped = o.wrapped from data_keys o
       where k.record = ${apart} and o.record = sealed_apart($2, 'identity') and o.recipient = k.recipient`,
      [one.id, other.id],
    )
    await expect(begun(first, opening)).rejects.toMatchObject({ code: 'internal' })
  })

  it('lets the server put no key of its own between the two browsers', async () => {
    const { number } = await house.letter(who)
    const opening = await house.opening(first, second, number)
    const { side, own, at } = await begun(first, opening)
    // A server that knows everything but the custodians' secrets says hello in the second's name.
    const forged = await sideOf(await curveHere(), new Uint8Array(16).fill(9), {
      ...{ opening, mine: at.theirs.key, theirs: at.mine.key },
      theirPublicKey: fromBase64(at.mine.publicKey),
    })
    await expect(side.give(forged.hello, own)).rejects.toMatchObject({ code: 'internal' })
    const honest = await begun(second, opening)
    const flipped = honest.side.hello.map((byte, place) => (place === 3 ? byte ^ 1 : byte))
    await expect(side.give(flipped, own)).rejects.toMatchObject({ code: 'internal' })
    const given = await side.give(honest.side.hello, own)
    expect(await honest.side.take(given)).toEqual(own)
    expect(await (await begun(second, opening)).side.take(given), 'another page').toBe(null)
  })
})

describe('the list of custodians', () => {
  it('is believed under the deployment’s signature alone, and never an older one', async () => {
    const box = house.newBox()
    expect((await box.custodians(house.ward.front))?.custodians).toHaveLength(2)
    const [real] = await house.rows('select * from custodian_rosters order by version desc limit 1')
    const intruder = JSON.parse(real.bytes.toString())
    intruder.version += 1
    intruder.custodians[0].publicKey = toBase64(new Uint8Array(32).fill(5))
    await house.rows(
      `insert into custodian_rosters (organisation_id, version, bytes, signature, asked_by, agreed_by, entry_seq)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[real.organisation_id, intruder.version, Buffer.from(JSON.stringify(intruder))],
        ...[real.signature, real.asked_by, real.agreed_by, real.entry_seq],
      ],
    )
    await expect(house.letter(who)).rejects.toMatchObject({ code: 'unavailable' })
    const page = await (await house.get(first, '/nguoi-giu-khoa')).text()
    expect(page).toContain('không đúng chữ ký')
    await house.rows('alter table custodian_rosters disable trigger refuse_change')
    await house.rows('delete from custodian_rosters where version >= $1', [real.version])
    let clock = Date.now()
    const { custodiansBehind } = await import('../../src/intake/custodians.ts')
    const seen = custodiansBehind(box.door.custodians, house.doorKeys.signingKeys, () => clock)
    const before = (await seen(house.ward.front))?.version
    await house.rows('delete from custodian_rosters where version = $1', [before])
    clock += 61_000
    await expect(seen(house.ward.front)).rejects.toMatchObject({ code: 'unavailable' })
    await house.rows('alter table custodian_rosters enable trigger refuse_change')
  })
})
