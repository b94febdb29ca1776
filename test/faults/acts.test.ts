import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { jobSchema } from '../../src/later.ts'
import { checkInvariants } from '../support/invariants.ts'
import { type StaffDoors, type StaffOf, staffDoors } from '../support/staff-doors.ts'
import { proxyTo, type Way } from '../support/tcp-proxy.ts'
import { ask, checkHalves } from '../support/whole.ts'

// P2 for what staff do: the connection goes before the commit, or after it when nobody knows.
let doors: StaffDoors
let staff: StaffOf
let way: Way

beforeAll(async () => {
  doors = await staffDoors((url) => proxied(url))
  staff = await doors.staffOf(doors.ward.front, doors.ward.quarter, doors.ward.head)
})
afterAll(async () => {
  await doors.close()
  await way.close()
})

async function proxied(url: string) {
  way = await proxyTo(Number(new URL(url).port))
  return connect(way.via(url), { max: 4, name: 'test' })
}

type Rows = Record<string, number>
const tables = ['summaries', 'decisions', 'approvals', 'approval_answers', 'replies', 'texts']
const more = ['evidence', 'bundles', 'bundle_freezes', 'custody_entries', 'feedback_state']

async function rowsNow(): Promise<Rows> {
  const counts = [...tables, ...more, `${jobSchema}.job`].map(
    (table) => `(select count(*)::int from ${table}) as "${table}"`,
  )
  const [row] = await ask<Rows>(doors.house.ownerUrl, `select ${counts.join(', ')}`)
  return row ?? {}
}

async function isWhole() {
  await checkHalves(doors.house.ownerUrl)
  await checkInvariants(doors.house.ownerUrl)
}

const post = (who: { token: string }, path: string, body: object) =>
  doors.call('console', 'POST', `/api/v1${path}`, { who, body })

/** One act whose commit is cut, and in which tables there is more or less than before. */
// The first commit is the guard's, who looks up the token.
async function cutAt(form: 'lost' | 'written', act: () => Promise<Response>) {
  const before = await rowsNow()
  const cut = way.cut('commit\0', form, 2)
  const answer = await act()
  await cut
  const after = await rowsNow()
  const changed = Object.entries(after).filter(([table, count]) => count !== before[table])
  await isWhole()
  return { status: answer.status, changed: changed.map(([table]) => table).sort() }
}

describe.each(['lost', 'written'] as const)('an act whose commit is %s', (form) => {
  let id: string

  beforeEach(async () => {
    id = (await doors.newLetter(doors.ward.quarter, doors.ward.head)).id
  })

  it('leaves a summary with its entry and its message to the sender, or nothing', async () => {
    const text = 'Bà con mong ôn hòa hơn.'
    const act = () => post(staff.moderator, `/feedback/${id}/summaries`, { text })
    const expected = ['custody_entries', 'replies', 'summaries', 'texts']
    expect(await cutAt(form, act)).toEqual({
      status: 503,
      changed: form === 'lost' ? [] : expect.arrayContaining(expected),
    })
    expect((await act()).status).toBe(201)
    await isWhole()
  })

  it('leaves a decision with its state and its entry, or nothing, and is made once', async () => {
    const act = () =>
      post(staff.moderator, `/feedback/${id}/decisions`, { verdict: 'divert', reason: 'complaint' })
    const cut = await cutAt(form, act)
    expect(cut.status).toBe(503)
    if (form === 'lost') expect(cut.changed).toEqual([])
    else expect(cut.changed).toEqual(expect.arrayContaining(['custody_entries', 'decisions']))
    expect((await act()).status).toBe(form === 'lost' ? 201 : 409)
    await isWhole()
  })

  it('leaves an agreement with what was agreed to and its job, or nothing', async () => {
    const { quarter, head } = doors.ward
    const { freezing } = await doors.askedBundle(staff, quarter, head, `Kỳ của ${form}`)
    const act = () => post(staff.lead, `/approvals/${freezing}`, { approve: true })
    const cut = await cutAt(form, act)
    expect(cut.status).toBe(503)
    const expected = ['approval_answers', 'bundle_freezes', 'custody_entries', `${jobSchema}.job`]
    expect(cut.changed).toEqual(form === 'lost' ? [] : expect.arrayContaining(expected))
    expect((await act()).status).toBe(form === 'lost' ? 200 : 409)
    await isWhole()
  })
})
