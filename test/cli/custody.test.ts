import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { custodyCommand } from '../../src/cli/custody.ts'
import { type Config, configOf } from '../../src/config.ts'
import { headText, originOf, statedHead } from '../../src/custody/head.ts'
import { signNote } from '../../src/custody/note.ts'
import { fileNameOf } from '../../src/custody/outside.ts'
import { Problem } from '../../src/problem.ts'
import { createKeys, openKeys } from '../../src/seal/keys.ts'
import { signerFrom } from '../support/bundle-signer.ts'
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

  test('takes the checkpoint as a mail around it or as the text of its QR code', async () => {
    const note = readFileSync(join(house.folder(), fileNameOf(1)), 'utf8')
    const file = join(house.dataDir, 'mang-toi.txt')
    for (const copy of [
      note.replace(/\s+/g, ' '),
      note.replaceAll('\n', '\r\n').trim(),
      `Kính gửi quý cơ quan,\r\n\r\n${note}\r\nTrân trọng.`,
      note.replace('—', 'â€”'),
    ]) {
      said.out.length = 0
      writeFileSync(file, copy)
      expect(await run('verify', '--checkpoint', file), copy).toBe(0)
      expect(said.out.join()).toMatch(/✓ ML: điểm chốt trong tệp mang-toi\.txt/)
    }
    writeFileSync(file, note.replace(/\s+/g, ' ').replace('/ML 1', '/ML 2'))
    await expect(run('verify', '--checkpoint', file)).resolves.toBe(1)
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
      ['verify', '--reason', 'x'],
      ['restore-copies'],
      ['restore-copies', '--reason', 'Ổ đĩa hỏng'],
      ['restore-copies', '--checkpoint', 'x', '--reason', ' '],
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

describe('ydan custody restore-copies', () => {
  const reason = ['--reason', 'Ổ đĩa hỏng, mất thư mục checkpoints']
  const brought = (note: string) => {
    const file = join(house.dataDir, 'thu-da-nhan.txt')
    writeFileSync(file, note)
    return ['restore-copies', '--checkpoint', file, ...reason]
  }
  let kept: string[]
  beforeAll(async () => {
    kept = []
    for (let more = 0; more < 3; more++) {
      await house.append(2)
      kept.push((await house.checkpoint()).note)
    }
  })
  const lose = () => rmSync(house.folder(), { recursive: true })
  const entries = async () => {
    const { rows } = await house.owner.execute<{ said: { number: number } }>(
      sql`select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'copies.restored'`,
    )
    return rows.map(({ said }) => said)
  }

  test('refuses while nothing is missing', async () => {
    await expect(run(...brought(kept[2] ?? ''))).rejects.toThrow(/No copy outside is missing/)
  })

  test('stops signing when the copies are lost, until they are written again against one from outside', async () => {
    lose()
    await house.append(1)
    await expect(house.checkpoint()).rejects.toThrow(/its copy outside is gone/)
    expect(await run(...brought(`Thư cũ:\r\n${kept[2]}`))).toBe(0)
    expect(said.out.join()).toMatch(/Đã ghi lại 4 điểm chốt ra ngoài/)
    expect(said.out.join()).not.toMatch(/CHÚ Ý/)
    const [entry] = await entries()
    expect(entry?.number).toBe(statedHead(kept[2] ?? '')?.size)
    const { number } = await house.checkpoint()
    expect(number).toBe(5)
    expect(await run('verify')).toBe(0)
    const told = await staff.owner.execute<{ kind: string }>(
      sql`select kind from notices where kind = 'copies-restored'`,
    )
    expect(told.rows).toHaveLength(1)
  })

  test('says how far an old checkpoint reaches', async () => {
    lose()
    const { note } = await house.checkpoint().catch(() => ({ note: kept[0] ?? '' }))
    const day = statedHead(note)?.day ?? ''
    const [{ earlier } = { earlier: '' }] = (
      await house.owner.execute<{ earlier: string }>(
        sql`select (${day}::date - 1)::text as earlier`,
      )
    ).rows
    const size = statedHead(kept[0] ?? '')?.size ?? 0
    const root = statedHead(kept[0] ?? '')?.root ?? new Uint8Array()
    const keys = await openKeys(keysDir)
    if (keys === 'locked') throw new Error('locked')
    const old = headText({ origin: originOf('ML'), size, root, day: earlier })
    expect(await run(...brought(await signNote(old, originOf('ML'), keys.signing)))).toBe(0)
    expect(said.out.join()).toMatch(/CHÚ Ý: điểm chốt mang tới là của ngày/)
    expect(await run('verify')).toBe(0)
  })

  test('refuses one that is forged, of another log, or that the log does not fit, and writes nothing', async () => {
    const before = (await entries()).length
    lose()
    const stated = statedHead(kept[1] ?? '')
    if (!stated) throw new Error('unreadable')
    const keys = await openKeys(keysDir)
    if (keys === 'locked') throw new Error('locked')
    const signed = (more: object, by: Parameters<typeof signNote>[2] = keys.signing) =>
      signNote(headText({ ...stated, ...more }), originOf('ML'), by)
    const cases: [string, RegExp][] = [
      [await signed({}, signerFrom(9)), /signed by another key/],
      [await signed({ root: new Uint8Array(32) }), /The log is not what/],
      [await signed({ size: stated.size + 500 }), /The log got shorter/],
      [(kept[1] ?? '').replace(/\nday .*/, '\nday 2020-01-01'), /signature does not fit/],
      ['thư thường', /not a well-formed checkpoint/],
    ]
    for (const [note, words] of cases) await expect(run(...brought(note))).rejects.toThrow(words)
    expect(existsSync(house.folder())).toBe(false)
    await house.owner.transaction((tx) =>
      unguarded(tx, ['checkpoints'], () =>
        tx.execute(
          sql`update checkpoints set note = overlay(note placing case substr(note, 20, 1) when 'Z' then 'Y' else 'Z' end from 20 for 1) where number = 2`,
        ),
      ),
    )
    await expect(run(...brought(kept[2] ?? ''))).rejects.toThrow(/checkpoint 2/)
    expect(await entries()).toHaveLength(before)
    expect(existsSync(house.folder())).toBe(false)
  })
})
