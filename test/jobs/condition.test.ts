import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conditionPages } from '../../src/jobs/condition-pages.tsx'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import type { StaffEnv } from '../../src/staff/actor.ts'
import { staffTrouble } from '../../src/staff/trouble.tsx'
import { type OpenConsole, openConsole } from '../support/moderation.ts'

let house: OpenConsole
let app: Hono<StaffEnv>
beforeAll(async () => {
  house = await openConsole()
  await prepareJobs(house.house.ownerUrl)
  app = new Hono<StaffEnv>()
  app.onError(staffTrouble('console', () => {}))
  app.route('/', conditionPages(house.staff))
})
afterAll(async () => {
  await house.check()
  await house.close()
})

const asked = (path: string, who: { token: string } = house.people.admin) =>
  app.request(path, { headers: { authorization: `Bearer ${who.token}` } })
const metrics = async () => {
  const lines = (await (await asked('/metrics')).text()).split('\n')
  return Object.fromEntries(
    lines.filter((line) => !line.startsWith('#')).map((line) => line.split(/ (?=[^ ]*$)/)),
  ) as Record<string, string>
}

describe('the condition of the house', () => {
  it('is for administrators', async () => {
    expect((await asked('/metrics', house.people.moderator)).status).toBe(403)
    expect((await asked('/truc', house.people.lead)).status).toBe(403)
    expect((await app.request('/metrics')).status).toBe(303)
  })

  it('counts what waits, and leaves out what it does not know', async () => {
    const before = await metrics()
    expect(before.ydan_letters_unopened).toBe('0')
    expect(before.ydan_backup_age_hours).toBeUndefined()
    expect(before.ydan_checkpoint_age_hours).toBeUndefined()
    await house.letter({}, [], {}, false)
    await house.letter({}, [], {}, false)
    expect((await metrics()).ydan_letters_unopened).toBe('2')
    await house.unpack()
    await house.house.owner.execute(
      sql`insert into conditions (name, reading, at) values ('backup', '{}', now() - interval '3 hours')`,
    )
    const after = await metrics()
    expect(after.ydan_letters_unopened).toBe('0')
    expect(after.ydan_feedback_undecided).toBe('2')
    expect(after.ydan_backup_age_hours).toBe('3')
    expect(after['ydan_channel_last_letter_days{channel="web"}']).toBe('0')
  })

  it('says beside each line what to do, in both languages', async () => {
    const vi = await (await asked('/truc')).text()
    expect(vi).toContain('3 giờ trước')
    expect(vi).toContain('2 · cũ nhất 0 ngày')
    expect(await (await asked('/truc?lang=en')).text()).toContain('3 hours ago')
  })
})
