import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as } from '../../db/connection.ts'
import { mailCellLink } from '../../src/jobs/cell-link-mail.ts'
import { NotYet } from '../../src/jobs/outbox.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { dropExpired } from '../../src/staff/autosaves.ts'
import { type MailServer, mailServer, plainOf } from '../support/mail-server.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { dumpOf } from '../support/planted.ts'
import { relayOver } from '../support/post.ts'
import {
  browser,
  type StaffApp,
  type StaffMember,
  staffApp,
  staffMember,
} from '../support/staff.ts'

let house: OpenConsole
let server: MailServer
let desk: StaffApp
let console: StaffApp
let cell: StaffMember
let clerk: StaffMember
const address = 'chi.uy3@maylanh.example'
beforeAll(async () => {
  house = await openConsole()
  await prepareJobs(house.house.ownerUrl)
  server = await mailServer()
  console = staffApp(house.house.door('console'))
  desk = staffApp(house.house.door('desk'))
  const { owner } = house.house
  const { front, quarter } = house.ward
  cell = await staffMember(owner, front, 'Phan Thị Chi', { role: 'cell', area: quarter })
  clerk = await staffMember(owner, front, 'Hồ Thị Sổ', 'clerk')
})
afterAll(async () => {
  server.stop()
  await house.check()
  await house.close()
})

const post = (who: StaffMember, path: string, fields: Record<string, string>) =>
  console.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
const page = async (who: StaffMember, path = '/chi-uy') =>
  (await console.request(path, { headers: { authorization: `Bearer ${who.token}` } })).text()
const person = () => ({ person: cell.person })
/** Does what was left for later, as the console's job does; how each try went. */
async function work(url = server.url): Promise<string[]> {
  const setting = {
    ...{ db: house.house.console, deskUrl: 'http://desk.test' },
    relay: relayOver(house, { smtpUrl: url }),
  }
  const waiting = await house.rows(
    `select id, data from pgboss.job where name = 'cell-link.mail' and state = 'created'`,
  )
  const went: string[] = []
  for (const { id, data } of waiting) {
    const how = await mailCellLink(setting, data).then(
      () => 'done',
      (thrown) => (thrown instanceof NotYet ? 'later' : `${thrown}`),
    )
    went.push(how)
    if (how === 'done')
      await house.rows(`update pgboss.job set state = 'completed' where id = $1`, [id])
  }
  return went
}
const linkIn = (mail = '') => /\/vao-chi-uy\/[\w-]{43}/.exec(plainOf(mail))?.[0] ?? ''

describe('a cell’s link by mail', () => {
  it('needs an address that an administrator typed', async () => {
    const { admin } = house.people
    expect((await post(clerk, '/chi-uy/gui', person())).status).toBe(409)
    expect(await page(clerk)).not.toContain('/chi-uy/gui')
    expect((await post(clerk, '/chi-uy/dia-chi', { ...person(), mail: address })).status).toBe(403)
    for (const mail of ['không phải', 'a@b@c', 'a b@c.example', 'x@y.example\r\nBcc: z@y.example'])
      expect((await post(admin, '/chi-uy/dia-chi', { ...person(), mail })).status).toBe(400)
    expect((await post(admin, '/chi-uy/dia-chi', { ...person(), mail: address })).status).toBe(303)
    expect(await page(clerk)).toContain(address)
    const other = { person: clerk.person, mail: address }
    expect((await post(admin, '/chi-uy/dia-chi', other)).status).toBe(404)
    expect((await post(house.people.stranger, '/chi-uy/gui', person())).status).toBe(403)
    expect(await page(cell, '/tai-khoan')).toContain('đổi địa chỉ thư điện tử')
  })

  it('is mailed once, opens the desk once, and its secret lies nowhere', async () => {
    expect((await post(clerk, '/chi-uy/gui', person())).status).toBe(303)
    expect((await post(clerk, '/chi-uy/gui', person())).status, 'one is waiting').toBe(303)
    expect(await work()).toEqual(['done'])
    const [mail = ''] = server.taken
    expect(server.taken).toHaveLength(1)
    expect(mail).toMatch(/^To: chi\.uy3@maylanh\.example/m)
    const path = linkIn(mail)
    expect(path).not.toBe('')
    const secret = path.split('/').at(-1) ?? ''
    const rows = [...(await dumpOf(house.house.ownerUrl)).values()].flat()
    expect(rows.filter((row) => row.includes(secret))).toEqual([])
    const b = browser(desk, 'http://desk.test')
    expect((await b.post(path, {})).status).toBe(303)
    expect((await b.go('/tai-khoan')).status).toBe(200)
    expect((await browser(desk, 'http://desk.test').post(path, {})).status).toBe(404)
    expect(await page(clerk)).toContain('đã gửi qua thư, đã dùng')
    const [row] = await house.rows(
      `select made_by, expires_at - made_at = interval '1 day' as day from cell_links`,
    )
    expect(row).toEqual({ made_by: clerk.person, day: true })
  })

  it('is made anew while the server is away, and the last one alone opens', async () => {
    server.taken.length = 0
    await post(clerk, '/chi-uy/gui', person())
    server.verdicts.push('451 later')
    expect(await work()).toEqual(['later'])
    expect(await page(clerk)).toContain('thư không đi được')
    expect(await work()).toEqual(['done'])
    expect(server.taken).toHaveLength(1)
    const links = await house.rows('select from cell_links')
    expect(links).toHaveLength(3)
    expect((await browser(desk, 'http://desk.test').go(linkIn(server.taken[0]))).status).toBe(200)
  })

  it('goes to nobody whose role ended, and the paper goes on', async () => {
    server.taken.length = 0
    expect((await post(clerk, '/chi-uy', person())).status).toBe(200)
    await post(clerk, '/chi-uy/gui', person())
    await house.rows('update memberships set valid_to = now() where person_id = $1', [cell.person])
    expect(await work()).toEqual(['done'])
    expect(server.taken).toEqual([])
    await as(house.house.console, { role: 'ydan_jobs' }, dropExpired)
    expect(await house.rows('select from cell_mails')).toEqual([])
  })
})
