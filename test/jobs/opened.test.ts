import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { actOnThread, readThread, writeToThread } from '../../src/intake/thread.ts'
import { tellOpened } from '../../src/jobs/opened.ts'
import { endRoutes } from '../../src/jobs/routes.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { type CustodianHouse, custodianHouse, type Keyed } from '../support/custodian-house.ts'

let house: CustodianHouse
let pair: [Keyed, Keyed]
beforeAll(async () => {
  house = await custodianHouse()
  pair = [await house.appointed('Kiều Thị Ngà'), await house.appointed('Âu Dương Lễ')]
})
afterAll(() => house.close())
afterEach(() => house.check())

const messages = async (receipt: string) =>
  (await readThread(house.newBox(), receipt)).messages
    .filter(({ from }) => from === 'staff')
    .map(({ text }) => text)

describe('the sender', () => {
  it('is told of an opening once, after the days the organisation set', async () => {
    const { number, receipt } = await house.letter({ name: 'Trần Thị Mận' })
    await house.unpack()
    const opening = await house.opening(pair[0], pair[1], number)
    await house.send(pair[0], `/mo-danh-tinh/${opening}/tin`, {
      ...{ kind: 'hello', bytes: 'a'.repeat(40) },
    })
    expect(await tellOpened(house.house.console, house.vault)).toBe(0)
    expect(await messages(receipt)).toEqual([])
    const bad = await house.form(house.people.admin, '/nguoi-giu-khoa/bao', { days: '400' })
    expect(bad.status).toBe(400)
    const days = (who: typeof house.people.admin) =>
      house.form(who, '/nguoi-giu-khoa/bao', { days: '0' })
    expect((await days(house.people.lead)).status).toBe(403)
    expect((await days(house.people.admin)).status).toBe(303)
    expect(await tellOpened(house.house.console, vaultOf('locked'))).toBe(0)
    expect(await tellOpened(house.house.console, house.vault)).toBe(1)
    expect(await tellOpened(house.house.console, house.vault)).toBe(0)
    const told = await messages(receipt)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('hai người giữ khóa')
    expect(told[0]).not.toContain(pair[0].name)
    expect(await house.rows('select from opening_messages')).toHaveLength(1)
    await house.rows("update opening_messages set at = now() - interval '2 days'")
    await tellOpened(house.house.console, house.vault)
    expect(await house.rows('select from opening_messages')).toEqual([])
  })
})

describe('a reply route', () => {
  async function routed() {
    const given = newFeedback.parse({
      ...{ area: house.ward.quarter, kind: 'comment', about: [{ official: house.ward.head }] },
      ...{ text: 'Bác trưởng khu phố hay quát bà con khi họp.', use: 'record' },
      contact: { channel: 'email', address: 'mot.nguoi@hop-thu.example', consent: true },
      identity: { name: 'Trần Thị Mận' },
    })
    const { receipt, number } = await drop(house.newBox(), given, [], { proof: true, held: false })
    await house.unpack()
    const [row] = await house.rows(
      `select t.id as thread, l.id as letter from threads t join letters l on l.thread_id = t.id
       where t.number = $1 and t.organisation_id = $2`,
      [Number(number.slice(0, 4)), house.ward.front],
    )
    return { receipt, thread: String(row.thread), letter: String(row.letter) }
  }
  const routes = async (thread: string) =>
    (await house.rows("select from seals where record = $1 and field = 'route'", [thread])).length
  /** As if everything that happened so far had happened some days earlier. */
  async function ago(days: number) {
    for (const [table, column] of [
      ['letters', 'day'],
      ['sender_acts', 'day'],
      ['replies', 'day'],
      ['decisions', 'decided_at'],
    ] as const) {
      await house.rows(`alter table ${table} disable trigger refuse_change`)
      await house.rows(`update ${table} set ${column} = ${column} - interval '${days} days'`)
      await house.rows(`alter table ${table} enable trigger refuse_change`)
    }
  }

  it('dies thirty days after its matter ended, with its entry; the thread and the name stay', async () => {
    const [ended, open] = [await routed(), await routed()]
    await actOnThread(house.newBox(), ended.receipt, 'withdraw')
    await ago(29)
    expect(await endRoutes(house.house.console)).toBe(0)
    await ago(1)
    expect(await endRoutes(house.house.console)).toBe(1)
    expect(await endRoutes(house.house.console)).toBe(0)
    expect([await routes(ended.thread), await routes(open.thread)]).toEqual([0, 1])
    const [entry] = await house.rows(
      "select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'record.shredded' and item = $1",
      [ended.thread],
    )
    expect(entry.said.reason).toBe('route-ended')
    expect((await readThread(house.newBox(), ended.receipt)).state).toBe('withdrawn')
    const kept = await house.rows("select from seals where record = sealed_apart($1, 'identity')", [
      ended.letter,
    ])
    expect(kept).toHaveLength(1)
  })

  it('lives on when the sender wrote meanwhile', async () => {
    const { receipt, thread } = await routed()
    await actOnThread(house.newBox(), receipt, 'withdraw')
    await ago(40)
    await writeToThread(house.newBox(), receipt, 'Tôi hỏi thêm một câu.', {
      ...{ proof: true, held: false },
    })
    expect(await endRoutes(house.house.console)).toBe(0)
    expect(await routes(thread)).toBe(1)
  })
})

it('a letter that is erased takes its identity with it', async () => {
  const { id } = await house.letter({ name: 'Trần Thị Mận' })
  const apart = async () =>
    (
      await house.rows(
        `select count(*)::int as count from (select record from seals union all select record from data_keys) x
         where record = sealed_apart($1, 'identity')`,
        [id],
      )
    )[0].count
  expect(await apart()).toBe(3)
  await house.rows("select shred($1, $2, 'test')", [house.ward.front, id])
  expect(await apart()).toBe(0)
})
