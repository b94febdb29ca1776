import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { type KeysCommand, keysCommand } from '../../src/cli/keys.ts'
import { configOf } from '../../src/config.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { openMany, vaultOf } from '../../src/moderation/vault.ts'
import { openKeys, publicParts } from '../../src/seal/keys.ts'
import { openStaffKey } from '../../src/staff/key.ts'
import { type CustodianHouse, custodianHouse } from '../support/custodian-house.ts'
import { asMember } from '../support/staff.ts'

let house: CustodianHouse
let dir: string
beforeAll(async () => {
  house = await custodianHouse()
  dir = mkdtempSync(join(tmpdir(), 'ydan-keys-cli-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await house.close()
})
afterEach(() => house.check())

/** Runs the command in this process; what it printed, what it complained of, how it ended. */
async function keys(argv: string[], given: { dir?: string; typed?: string; locked?: string } = {}) {
  const [out, err]: string[][] = [[], []]
  const passphrase = join(dir, 'passphrase')
  if (given.locked) writeFileSync(passphrase, `${given.locked}\n`)
  const config = configOf({
    DATA_DIR: dir,
    KEYS_DIR: given.dir ?? house.keysDir,
    ...(given.locked && { KEYS_PASSPHRASE_FILE: passphrase }),
  })
  const input: KeysCommand['input'] = (async function* () {
    yield given.typed ?? ''
  })()
  const code = await keysCommand(argv, {
    ...{ config, input, out: (line) => void out?.push(line), err: (line) => void err?.push(line) },
    openOwner: async () => connect(house.house.ownerUrl, { max: 2, name: 'test' }),
  })
  return { code, out: out?.join('\n') ?? '', err: err?.join('\n') ?? '' }
}

/** The sheets on paper: number and groups. */
function sheetsIn(printed: string): string[] {
  return printed.split('\f').flatMap((sheet) => {
    const number = /tờ khôi phục khóa số (\d)/i.exec(sheet)?.[1]
    const groups = sheet.match(/^ {4}[\d ]+$/gm)
    return number && groups ? [`${number}. ${groups.join(' ')}`] : []
  })
}

/** Every text of the feedback and every letter, with this key directory alone. */
async function readable(keysDir: string, only?: number) {
  const opened = await openKeys(keysDir)
  if (opened === 'locked') throw new Error('unreachable')
  const letter = new Map([...opened.letter].filter(([version]) => !only || version === only))
  const vault = vaultOf({ ...opened, letter, letterVersion: only ?? opened.letterVersion })
  const rows = await house.rows("select record from seals where field = 'text'")
  let count = 0
  for (const { record } of rows) {
    const found = await asMember(house.house.console, house.people.moderator, (tx) =>
      openMany(tx, vault, [record], 'text'),
    ).catch(() => null)
    if (found?.get(record)?.length) count += 1
  }
  return { count, of: rows.length }
}

describe('ydan keys rotate', () => {
  it('waits for two persons', async () => {
    const refused = await keys(['rotate'])
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Ban Thường trực')
    expect(readdirSync(house.keysDir)).not.toContain('letter-2.key')
    await house.form(house.people.admin, '/nguoi-giu-khoa/thay-doi', { kind: 'rotate' })
    expect((await keys(['rotate'])).code, 'asked is not agreed').toBe(1)
    const answered = await house.answer(house.people.lead, await house.openAsk('change_keys'))
    expect(answered.status).toBe(200)
  })

  it('puts every data key under the new letter key; the old one alone opens nothing', async () => {
    await house.appointed('Kiều Thị Ngà')
    await house.appointed('Âu Dương Lễ')
    for (let count = 0; count < 12; count += 1) await house.letter({ name: `Người ${count}` })
    await house.unpack()
    const before = await readable(house.keysDir)
    expect(before.count).toBe(before.of)
    const done = await keys(['rotate'])
    expect(done, done.err).toMatchObject({ code: 0 })
    expect(done.out).toContain('còn 0 dưới khóa cũ')
    expect(await readable(house.keysDir, 2)).toEqual({ count: before.of, of: before.of })
    expect(await readable(house.keysDir, 1)).toEqual({ count: 0, of: before.of })
    const [entry] = await house.rows(
      "select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'keys.rotated'",
    )
    expect(entry.said).toMatchObject({ number: 2, second: house.people.admin.person })
    expect((await keys(['rotate'])).code, 'one agreement, one rotation').toBe(1)
  }, 60_000)

  it('goes on where it was stopped, and takes what came under the old key meanwhile', async () => {
    const { letter, relay, pepper } = await publicParts(house.keysDir)
    expect(letter.version).toBe(2)
    // A letterbox started before the rotation still seals to the first key.
    for (let count = 0; count < 3; count += 1) await house.letter({ name: 'Muộn' })
    const newer = letterboxOf(house.newBox().door, {
      ...{ letterKey: letter, relayKey: relay, pepper },
      signingKeys: house.doorKeys.signingKeys,
    })
    await house.letter({ name: 'Mới' }, newer)
    const { of } = await readable(house.keysDir)
    expect((await readable(house.keysDir, 1)).count).toBe(3)
    // Killed after the first letter of its batch: the transaction leaves nothing half done.
    const { rewrap } = await import('../../src/moderation/rewrap.ts')
    const { createKekOpener, createKekRing } = await import('../../src/seal/kek.ts')
    const opened = await openKeys(house.keysDir)
    if (opened === 'locked') throw new Error('unreachable')
    const owner = connect(house.house.ownerUrl, { max: 2, name: 'test' })
    const ring = createKekRing({ version: 2, publicKey: letter.publicKey })
    let calls = 0
    const opener = createKekOpener(opened.letter)
    const dying = {
      unwrap: (from: Parameters<typeof opener.unwrap>[0]) => {
        calls += 1
        if (calls === 3) throw new Error('killed')
        return opener.unwrap(from)
      },
    }
    const run = { opener: dying, keks: ring, version: 2 }
    await expect(rewrap(owner.db, run, { batch: 2 })).rejects.toThrow('killed')
    await owner.close()
    expect((await readable(house.keysDir)).count).toBe(of)
    expect((await readable(house.keysDir, 1)).count).toBe(1)
    expect((await keys(['rotate', '--only-rewrap'])).out).toContain('còn 0')
    expect(await readable(house.keysDir, 2)).toEqual({ count: of, of })
    expect(await readable(house.keysDir, 1)).toEqual({ count: 0, of })
  }, 60_000)
})

describe('ydan keys recovery-sheet', () => {
  it('prints three sheets that it keeps nowhere; two typed back count, one or a slip does not', async () => {
    const printed = await keys(['recovery-sheet'])
    expect(printed.code).toBe(0)
    const sheets = sheetsIn(printed.out)
    expect(sheets).toHaveLength(3)
    const [first = '', second = '', third = ''] = sheets
    const confirm = (typed: string) => keys(['recovery-sheet', '--confirm'], { typed })
    expect((await confirm(first)).code).toBe(1)
    expect((await confirm(`${first}\n${first}`)).code).toBe(1)
    const slip = second.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    const mistyped = await confirm(`${first}\n${slip}`)
    expect(mistyped).toMatchObject({ code: 1 })
    expect(mistyped.err).toContain('nhóm thứ 16')
    const day = async () => (await house.rows('select recovery_confirmed()::text as day'))[0].day
    expect(await day()).toBe(null)
    const older = sheets
    const again = sheetsIn((await keys(['recovery-sheet'])).out)
    expect((await confirm(`${older[0]}\n${older[1]}`)).err).toContain('lần in trước')
    expect((await confirm(`${older[0]}\n${again[1]}`)).code, 'sheets of two prints').toBe(1)
    for (const [one, other] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const) {
      expect((await confirm(`${again[one]}\n${again[other]}`)).code).toBe(0)
    }
    expect(await day()).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(third).not.toBe('')
  })

  it('makes the keys again from two sheets and the database, under a new passphrase; also after a rotation', async () => {
    const sheets = sheetsIn((await keys(['recovery-sheet'])).out)
    await house.form(house.people.admin, '/nguoi-giu-khoa/thay-doi', { kind: 'rotate' })
    await house.answer(house.people.lead, await house.openAsk('change_keys'))
    expect((await keys(['rotate'])).code).toBe(0)
    const typed = `${sheets[2]}\n${sheets[0]}`
    expect((await keys(['recover'], { typed })).code, 'never over other keys').toBe(1)
    const lost = join(dir, 'again')
    const found = await keys(['recover'], { typed, dir: lost, locked: 'một cụm rất mới' })
    expect(found, found.err).toMatchObject({ code: 0 })
    expect(await openKeys(lost)).toBe('locked')
    await expect(openKeys(lost, 'một cụm rất sai')).rejects.toMatchObject({ code: 'invalid' })
    const opened = await openKeys(lost, 'một cụm rất mới')
    if (opened === 'locked') throw new Error('unreachable')
    expect(opened.letterVersion).toBe(3)
    expect(await openStaffKey(lost)).toEqual(await openStaffKey(house.keysDir))
    const [old, now] = [await publicParts(house.keysDir), await publicParts(lost)]
    for (const kind of ['letter', 'relay', 'signing'] as const) {
      expect(now[kind].fingerprint).toBe(old[kind].fingerprint)
    }
    expect(now.pepper).toEqual(old.pepper)
    cpSync(lost, join(dir, 'unlocked'), { recursive: true })
    const { count, of } = await readable(house.keysDir, 3)
    expect(count).toBe(of)
  }, 60_000)
})

it('says how it is used', async () => {
  expect((await keys(['spin'])).code).toBe(2)
  expect((await keys(['init', '--confirm'])).code).toBe(2)
  expect((await keys(['rotate', '--help'])).code).toBe(0)
  expect((await keys(['init'])).code, 'keys are there').toBe(1)
  expect((await keys(['init'], { dir: join(dir, 'new') })).code).toBe(0)
})
