import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DoctorHouse, doctorHouse } from '../support/doctor.ts'
import { strangeServer } from '../support/strange-server.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { ask } from '../support/whole.ts'

let house: DoctorHouse
let database: DoctorHouse['database']
let doctor: DoctorHouse['doctor']
beforeAll(async () => {
  house = await doctorHouse()
  ;({ database, doctor } = house)
})
afterAll(() => house.close())

/** What a PostgreSQL says that takes nobody, as its protocol writes it. */
function fatal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mno\0\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(fields.length + 4)
  return Buffer.concat([Buffer.from('E'), length, fields])
}

const changed = (change: (url: URL) => void) => {
  const url = new URL(database.ownerUrl)
  change(url)
  return url.href
}
const at = (port: number) => ({ DATABASE_URL: changed((url) => (url.port = String(port))) })

describe('ydan doctor at a database in trouble', () => {
  it('says that it is prompt and can be written, when it is', async () => {
    const { code, about } = await doctor()
    expect(code).toBe(0)
    expect(about('trả lời nhanh và ghi được')[0]).toMatch(/^✓ .*prompt/)
  })

  it.each([
    ['53300', /^✗ .*hết kết nối.*no connection left/],
    ['57P03', /^✗ .*phục hồi.*recovering/],
    ['53100', /^✗ .*đã đầy.*full/],
    ['28P01', /^✗ .*không cho đăng nhập.*refuses the login/],
    ['3D000', /^✗ .*chưa có cơ sở dữ liệu.*database init/],
  ])('names what PostgreSQL means by %s, and what to do', async (state, sentence) => {
    const server = await strangeServer(fatal(state))
    const { code, lines } = await doctor(at(server.port))
    server.stop()
    expect(code).toBe(1)
    expect(lines[1]).toMatch(sentence)
  })

  it('tells a server that is stopped from one that is silent and one that is not found', async () => {
    expect((await doctor(at(1))).lines[1]).toMatch(/^✗ .*không chạy.*not running/)
    const silent = await strangeServer(null)
    expect((await doctor(at(silent.port))).lines[1]).toMatch(/^✗ .*không trả lời.*not answer/)
    silent.stop()
    const nowhere = changed((url) => (url.hostname = 'khong-co.vidu.invalid'))
    const lost = await doctor({ DATABASE_URL: nowhere })
    expect(lost.lines[1]).toMatch(/^✗ .*(Không tìm thấy máy chủ|không trả lời)/)
    for (const { lines } of [lost]) expect(lines.join()).not.toContain(new URL(nowhere).password)
  }, 30_000)

  it('says how slow it is', async () => {
    const way = await proxyTo(Number(new URL(database.ownerUrl).port))
    way.slow(450)
    const { about, code } = await doctor({ DATABASE_URL: way.via(database.ownerUrl) })
    await way.close()
    expect(code).toBe(1)
    expect(about('trả lời chậm')[0]).toMatch(/^✗ .* \d\.\d giây/)
  }, 30_000)

  it('names who holds up the others', async () => {
    const clients = [1, 2].map(() => new pg.Client({ connectionString: database.ownerUrl }))
    for (const client of clients) {
      client.on('error', () => {})
      await client.connect()
    }
    const [holder, waiter] = clients
    await holder?.query('begin; lock table custody_heads')
    const waiting = waiter?.query('begin; lock table custody_heads').catch(() => {})
    const [found] = await ask<{ pid: number }>(
      database.ownerUrl,
      `select pid, pg_sleep(3) from pg_locks where granted and relation = 'custody_heads'::regclass`,
    )
    const { about } = await doctor()
    expect(about('chờ khóa')[0]).toContain(`PostgreSQL ${found?.pid}`)
    await holder?.query('rollback')
    await waiting
    for (const client of clients) await client.end()
  }, 30_000)

  it('says when it is read-only', async () => {
    const set = (how: string) =>
      ask(
        database.superuserUrl,
        `begin read write; alter role ydan_owner in database ${database.name} ${how}; commit`,
      )
    await set('set default_transaction_read_only = on')
    const { code, lines } = await doctor()
    await set('reset default_transaction_read_only')
    expect(code).toBe(1)
    expect(lines[1]).toMatch(/^✗ .*chỉ cho đọc.*read-only/)
  })
})

describe('ydan doctor and time', () => {
  it('sees by what was written that the clock went back, or leapt', async () => {
    const disk = (offset: string) =>
      ask(
        database.ownerUrl,
        `insert into conditions (name, reading, at) values ('disk', '{"free": 1}', now() + $1::interval)
         on conflict (name) do update set at = excluded.at`,
        [offset],
      )
    await disk('-1 hour')
    expect((await doctor()).about('Đồng hồ của cơ sở dữ liệu')).toEqual([])
    await disk('1 day')
    const back = await doctor()
    expect(back.code).toBe(1)
    expect(back.about('chạy lùi')[0]).toMatch(/^✗ .*NTP/)
    await disk('-1 year')
    const leapt = await doctor()
    expect(leapt.code).toBe(0)
    expect(leapt.about('nhảy tới')[0]).toMatch(/^! .*36[56] ngày/)
    await ask(database.ownerUrl, `delete from conditions where name = 'disk'`)
  })

  it('says that it must be migrated, or is newer than the program', async () => {
    const newest = (name: string) =>
      ask(database.ownerUrl, `comment on table migrations is '${name}'`)
    const [now] = await ask<{ name: string }>(
      database.ownerUrl,
      'select max(name) as name from migrations',
    )
    await newest('0001_units.sql')
    expect((await doctor()).about('chưa nâng cấp')[0]).toMatch(/^✗/)
    await newest('9999_later.sql')
    expect((await doctor()).about('9999_later.sql')[0]).toMatch(/^✗ .*mới hơn/)
    await newest(now?.name ?? '')
    expect((await doctor()).code).toBe(0)
  })
})
