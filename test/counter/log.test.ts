import { writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { consoleApp } from '../../src/doors/apps.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { custodyOver } from '../support/custody.ts'
import { pdfHolds, pdfPages } from '../support/pdf.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'

let house: CounterHouse
let log: ReturnType<typeof custodyOver>
let app: ReturnType<typeof consoleApp>
let lead: StaffMember
beforeAll(async () => {
  house = await counterHouse()
  log = custodyOver(house.house.ownerUrl, house.house.console, house.ward)
  lead = await staffMember(house.house.owner, house.ward.front, 'Đỗ Văn Duyệt', 'lead')
  const { staff, ...table } = house.counter
  app = consoleApp(
    staff,
    house.vault,
    (line) => house.failures.push(line),
    async () => true,
    {
      ...table,
      keys: {
        ...table.keys,
        signingKeys: [signerFrom(9), signerFrom(3)].map((one) => one.publicKey),
      },
    },
  )
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  expect(await log.faults()).toEqual([])
  await log.close()
  await house.close()
})
afterEach(() => house.check())

const headers = (who: StaffMember) => ({ authorization: `Bearer ${who.token}` })
const page = async (who: StaffMember, path = '/nhat-ky') => {
  const answer = await app.request(path, { headers: headers(who) })
  return { status: answer.status, html: await answer.text() }
}
const form = async (who: StaffMember, path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const answer = await app.request(path, { method: 'POST', headers: headers(who), body })
  return { status: answer.status, html: await answer.text() }
}
const keeper = { name: 'Mặt trận tỉnh Sông Xanh', address: 'luu@songxanh.example' }

describe('/nhat-ky', () => {
  it('shows the newest checkpoint with the fingerprint of its key, and prints it for the minutes', async () => {
    expect((await page(lead)).html).toContain('Chưa có điểm chốt nào')
    expect((await page(lead, '/nhat-ky/diem-chot.pdf')).status).toBe(404)
    await log.append(4)
    const { note } = await log.checkpoint()
    const { html } = await page(lead)
    expect(html).toContain(note.split('\n')[2])
    expect(html).toContain(fingerprint(signerFrom(3).publicKey))
    const answer = await app.request('/nhat-ky/diem-chot.pdf', { headers: headers(lead) })
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const pdf = new Uint8Array(await answer.arrayBuffer())
    if (process.env.SHOTS) writeFileSync(`${process.env.SHOTS}/diem-chot.pdf`, pdf)
    expect(pdfPages(pdf)).toBe(1)
    expect(pdfHolds(pdf, 'Mã QR của điểm chốt, đọc ra là nguyên văn dưới đây')).toBe(true)
    const again = await app.request('/nhat-ky/diem-chot.pdf', { headers: headers(lead) })
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(pdf)
  })

  it('lets the administrator say who keeps checkpoints; the log has it and leads are told', async () => {
    expect((await form(house.people.admin, '/nhat-ky/noi-giu', keeper)).status).toBe(303)
    expect((await page(house.people.auditor)).html).toContain('luu@songxanh.example')
    const told = await house.rows(
      `select about from notices where kind = 'keeper-changed' and person_id = $1`,
      [lead.person],
    )
    expect(told).toEqual([{ about: { keeper: keeper.name } }])
    const [entry] = await house.rows(
      `select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'keeper.added'`,
    )
    expect(entry.said.actor).toBe(house.people.admin.person)
    expect(JSON.stringify(entry)).not.toContain('songxanh')
    const twice = { ...keeper, address: 'LUU@songxanh.example' }
    expect((await form(house.people.admin, '/nhat-ky/noi-giu', twice)).status).toBe(409)
    for (const address of ['', 'luu', 'luu@', 'a b@c.example', 'x@y.example, z@y.example']) {
      const { status } = await form(house.people.admin, '/nhat-ky/noi-giu', { ...keeper, address })
      expect(status, address).toBe(400)
    }
  })

  it('ends a keeper once, and takes the same address anew', async () => {
    const [row] = await house.rows('select id from keepers')
    const end = () => form(house.people.admin, '/nhat-ky/noi-giu/thoi', { keeper: String(row.id) })
    expect((await end()).status).toBe(303)
    expect((await end()).status).toBe(404)
    expect((await page(lead)).html).toContain('Chưa có nơi nào giữ điểm chốt')
    expect((await form(house.people.admin, '/nhat-ky/noi-giu', keeper)).status).toBe(303)
  })

  it('is for those who watch over the log, and changed by the administrator alone', async () => {
    for (const who of [house.people.clerk, house.people.moderator]) {
      expect((await page(who)).status).toBe(403)
      expect((await page(who, '/nhat-ky/diem-chot.pdf')).status).toBe(403)
    }
    for (const who of [lead, house.people.auditor, house.people.secretary]) {
      expect((await form(who, '/nhat-ky/noi-giu', keeper)).status).toBe(403)
      expect((await page(who)).html).not.toContain('/nhat-ky/noi-giu')
    }
    const stranger = await page(house.people.stranger)
    expect(stranger.html).not.toContain('songxanh')
  })
})
