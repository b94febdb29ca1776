import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { custodyCommand } from '../../src/cli/custody.ts'
import { type Config, configOf } from '../../src/config.ts'
import { fileNameOf } from '../../src/custody/outside.ts'
import { Problem } from '../../src/problem.ts'
import { createKeys, openKeys } from '../../src/seal/keys.ts'
import { custodyOver, unguarded } from '../support/custody.ts'
import { type StaffHouse, staffHouse, staffMember } from '../support/staff.ts'

let staff: StaffHouse
let house: ReturnType<typeof custodyOver>
let keysDir: string
let config: Config
const said = { out: [] as string[], err: [] as string[] }

beforeAll(async () => {
  keysDir = join(mkdtempSync(join(tmpdir(), 'ydan-keys-')), 'keys')
  await createKeys(keysDir)
  const keys = await openKeys(keysDir)
  if (keys === 'locked') throw new Error('locked')
  staff = await staffHouse()
  const ward = await staff.ward()
  house = custodyOver(staff.ownerUrl, staff.console, ward, keys.signing)
  await staffMember(staff.owner, ward.front, 'Tô Thị Xem Sổ', 'auditor')
  await house.append(10)
  await house.checkpoint()
  await house.append(4)
  await house.append(2, house.neighbour)
  config = configOf({ DATABASE_URL: staff.ownerUrl, DATA_DIR: house.dataDir, KEYS_DIR: keysDir })
})
afterAll(async () => {
  await house.close()
  await staff.close()
  rmSync(join(keysDir, '..'), { recursive: true })
})
beforeEach(() => {
  said.out.length = said.err.length = 0
})

const run = (...argv: string[]) =>
  custodyCommand(
    config,
    argv,
    (line) => void said.out.push(line),
    (line) => void said.err.push(line),
  )

describe('ydan custody verify', () => {
  test('says what holds, log by log, and exits 0', async () => {
    expect(await run('verify')).toBe(0)
    expect(said.err).toEqual([])
    const text = said.out.join('\n')
    expect(text).toMatch(/^✓ GN: 2 mục/m)
    expect(text).toMatch(/^✓ GN: chưa có điểm chốt nào/m)
    expect(text).toMatch(/^✓ ML: 1 điểm chốt/m)
    expect(text).toMatch(/The custody log is whole\./)
    expect(text).not.toMatch(/✗/)
  })

  test('looks at one log when asked', async () => {
    expect(await run('verify', '--organisation', 'GN')).toBe(0)
    expect(said.out.join('\n')).not.toMatch(/ML:/)
    await expect(run('verify', '--organisation', 'KHONG')).rejects.toThrow(Problem)
  })

  test('compares with a checkpoint from paper or mail, whose log it finds by itself', async () => {
    const file = join(house.dataDir, 'thư điện tử.txt')
    const note = readFileSync(join(house.folder(), fileNameOf(1)), 'utf8')
    writeFileSync(file, note)
    expect(await run('verify', '--checkpoint', file)).toBe(0)
    expect(said.out.join('\n')).toMatch(/✓ ML: điểm chốt trong tệp thư điện tử\.txt/)
    expect(said.out.join('\n')).not.toMatch(/GN:/)
    writeFileSync(file, note.replace('\n11\n', '\n10\n').replace('\n12\n', '\n11\n'))
    expect(await run('verify', '--checkpoint', file)).toBe(1)
    expect(said.out.join('\n')).toMatch(/✗ ML: .*chữ ký không đúng/)
    writeFileSync(file, 'thư thường')
    await expect(run('verify', '--checkpoint', file)).rejects.toThrow(
      /not a well-formed checkpoint/,
    )
    await expect(run('verify', '--checkpoint', join(house.dataDir, 'không có'))).rejects.toThrow(
      /cannot be read/,
    )
  })

  test('says what is wrong, where and since when, and exits 1', async () => {
    const { rows } = await house.owner.execute<{ bytes: Buffer }>(
      sql`select bytes from custody_entries where organisation_id = ${house.front.id} and seq = 5`,
    )
    const change = (bytes: Uint8Array) =>
      house.owner.transaction((tx) =>
        unguarded(tx, ['custody_entries'], () =>
          tx.execute(sql`update custody_entries set bytes = ${Buffer.from(bytes)}
            where organisation_id = ${house.front.id} and seq = 5`),
        ),
      )
    await change(Buffer.from('{}'))
    expect(await run('verify')).toBe(1)
    expect(said.out.join('\n')).toMatch(
      /✗ ML: Mục số 5 không còn đọc được.* \/ Entry 5 can no longer/,
    )
    expect(said.out.join('\n')).toMatch(/✗ ML: Không có điểm chốt nào còn đúng/)
    expect(said.err.join()).toMatch(/KHÔNG còn nguyên vẹn.*NOT whole/)
    await change(rows[0]?.bytes ?? Buffer.of())
    expect(await run('verify')).toBe(0)
  })

  test('explains itself, and exits 2 on wrong usage', async () => {
    expect(await run('--help')).toBe(0)
    expect(said.out.join()).toMatch(/custody verify \[--organisation/)
    for (const argv of [
      [],
      ['check'],
      ['verify', 'x'],
      ['verify', '--nonsense'],
      ['verify', '--organisation'],
    ]) {
      expect(await run(...argv), argv.join(' ')).toBe(2)
    }
  })

  test('does not go on without the keys or the database', async () => {
    const run = (more: Partial<Config>) =>
      custodyCommand(
        { ...config, ...more },
        ['verify'],
        () => {},
        () => {},
      )
    await expect(run({ KEYS_DIR: join(house.dataDir, 'none') })).rejects.toThrow(Problem)
    const away = 'postgres://ydan_owner:x@127.0.0.1:1/ydan'
    await expect(run({ DATABASE_URL: away })).rejects.toMatchObject({ code: 'unavailable' })
  })
})
