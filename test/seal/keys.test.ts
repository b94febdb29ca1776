import { createPublicKey, verify } from 'node:crypto'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDataKey } from '../../src/seal/envelope.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { createKekOpener, createKekRing } from '../../src/seal/kek.ts'
import { keysPresent } from '../../src/seal/keydir.ts'
import { createKeys, type Keys, openKeys, publicParts } from '../../src/seal/keys.ts'

const passphrase = 'mưa xuân phơi phới bay'
const names = ['letter-1.key', 'receipt-pepper.key', 'relay-1.key', 'signing-1.key']
let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'khóa của phường '))
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function freshKeys(withPassphrase?: string): Promise<string> {
  const dir = join(await mkdtemp(join(home, 'n ')), 'khóa')
  await createKeys(dir, withPassphrase)
  return dir
}

async function opened(dir: string, withPassphrase?: string): Promise<Keys> {
  const keys = await openKeys(dir, withPassphrase)
  if (keys === 'locked') throw new Error('the keys are locked')
  return keys
}

async function change(path: string, edit: (file: Record<string, unknown>) => object) {
  await writeFile(path, JSON.stringify(edit(JSON.parse(await readFile(path, 'utf8')))))
}

async function canUse(keys: Keys, { letter }: Awaited<ReturnType<typeof publicParts>>) {
  const record = crypto.randomUUID()
  const dataKey = newDataKey()
  const kek = await createKekRing(letter).current()
  const wrapped = await kek.wrap(dataKey, record)
  const { id: kekId, sealed: sealedKek, keyVersion } = kek
  const opener = createKekOpener(keys.letter)
  const again = await opener.unwrap({ kekId, sealedKek, keyVersion, wrapped, record })
  return Buffer.from(again).equals(dataKey)
}

describe('the keys of a deployment', () => {
  it('are made once, private to their owner, and open again the same', async () => {
    const dir = await freshKeys()
    expect((await readdir(dir)).sort()).toEqual(names)
    expect((await stat(dir)).mode & 0o777).toBe(0o700)
    for (const name of names) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
    expect(await readdir(join(dir, '..'))).toEqual(['khóa'])

    const [once, again, outside] = [await opened(dir), await opened(dir), await publicParts(dir)]
    expect(once.pepper).toHaveLength(32)
    expect(again.pepper).toEqual(once.pepper)
    expect(outside.pepper).toEqual(once.pepper)
    expect(once.letter.get(1)?.publicBytes).toEqual(outside.letter.publicKey)
    expect(once.relay.get(1)?.publicBytes).toEqual(outside.relay.publicKey)
    expect(once.signing.publicKey).toEqual(outside.signing.publicKey)
    expect(outside.locked).toBe(false)
    expect(await canUse(again, outside)).toBe(true)
  })

  it('sign so that anyone with the raw public key can check', async () => {
    const { signing } = await opened(await freshKeys())
    const message = new TextEncoder().encode('manifest')
    const signature = await signing.sign(message)
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), signing.publicKey])
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    expect(signature).toHaveLength(64)
    expect(verify(null, message, key, signature)).toBe(true)
    expect(verify(null, Buffer.from('manifesto'), key, signature)).toBe(false)
    expect(signing.fingerprint).toBe(fingerprint(signing.publicKey))
    expect(signing.fingerprint).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/)
  })

  it('of a directory that holds anything are never made anew', async () => {
    const dir = await freshKeys()
    const before = await readFile(join(dir, 'letter-1.key'), 'utf8')
    await expect(createKeys(dir)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readFile(join(dir, 'letter-1.key'), 'utf8')).toBe(before)
    const parent = join(dir, '..')
    await expect(createKeys(parent)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readdir(parent)).toEqual(['khóa'])
  })

  it('are made by one of two who try at once, in an empty directory too', async () => {
    const dir = join(await mkdtemp(join(home, 'n ')), 'khóa')
    await mkdir(dir)
    const tries = await Promise.allSettled([createKeys(dir), createKeys(`${dir}/`)])
    expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await canUse(await opened(dir), await publicParts(dir))).toBe(true)
    expect(await readdir(join(dir, '..'))).toEqual(['khóa'])
  })

  it('of an older version still open its letters, and new letters take the newest', async () => {
    const [dir, next] = [await freshKeys(), await freshKeys()]
    const old = await publicParts(dir)
    const path = join(dir, 'letter-2.key')
    await writeFile(path, await readFile(join(next, 'letter-1.key')), { mode: 0o600 })
    await change(path, (file) => ({ ...file, version: 2 }))
    const keys = await opened(dir)
    const now = await publicParts(dir)
    expect([keys.letterVersion, now.letter.version]).toEqual([2, 2])
    expect(now.letter.publicKey).not.toEqual(old.letter.publicKey)
    expect(await canUse(keys, old)).toBe(true)
    expect(await canUse(keys, now)).toBe(true)
  })
})

describe('a key directory that is not right is refused with one sentence', () => {
  const unavailable = (text: string) => ({
    code: 'unavailable',
    sentence: { vi: expect.stringContaining(text), en: expect.stringContaining(text) },
  })

  it('when it is missing or empty', async () => {
    const nowhere = join(home, 'chưa có')
    expect(await keysPresent(nowhere)).toBe(false)
    await expect(openKeys(nowhere)).rejects.toMatchObject(unavailable(nowhere))
    await expect(publicParts(home)).rejects.toMatchObject(unavailable('keys init'))
  })

  it('when a file or the directory is open to others, naming it and the remedy', async () => {
    const dir = await freshKeys()
    for (const mode of [0o640, 0o604, 0o602, 0o620]) {
      const path = join(dir, 'relay-1.key')
      await chmod(path, mode)
      await expect(openKeys(dir)).rejects.toMatchObject(unavailable(`chmod 600 "${path}"`))
      await expect(publicParts(dir)).rejects.toMatchObject(unavailable('relay-1.key'))
      await chmod(path, 0o600)
    }
    await chmod(dir, 0o750)
    await expect(openKeys(dir)).rejects.toMatchObject(unavailable(`chmod 700 "${dir}"`))
  })

  it('when any one file is missing, and no new one is made in its place', async () => {
    for (const name of names) {
      const dir = await freshKeys()
      await unlink(join(dir, name))
      expect(await keysPresent(dir)).toBe(true)
      await expect(openKeys(dir)).rejects.toMatchObject(unavailable(name))
      await expect(createKeys(dir)).rejects.toMatchObject({ code: 'conflict' })
    }
  })

  it('when a file is damaged, misnamed, or its public half was swapped', async () => {
    const stranger = (await readFile(join(await freshKeys(), 'letter-1.key'))).toString()
    const swapped = JSON.parse(stranger).publicKey
    const damages: [string, (path: string, dir: string) => Promise<void>][] = [
      ['letter-1.key', (path) => writeFile(path, '')],
      ['letter-1.key', (path) => writeFile(path, '{"format":"ydan key 1"')],
      ['letter-1.key', (path) => writeFile(path, '[]')],
      ['signing-1.key', (path) => writeFile(path, Buffer.alloc(20_000, 'x'))],
      ['letter-1.key', (path) => change(path, (file) => ({ ...file, publicKey: swapped }))],
      ['letter-1.key', (path) => change(path, (file) => ({ ...file, version: 2 }))],
      [
        'relay-1.key',
        async (path, dir) => writeFile(path, await readFile(join(dir, names[0] ?? ''))),
      ],
      [
        'receipt-pepper.key',
        (path) => change(path, (file) => ({ ...file, secret: { plain: 'x' } })),
      ],
    ]
    for (const [name, damage] of damages) {
      const dir = await freshKeys()
      const secret = JSON.parse(await readFile(join(dir, name), 'utf8')).secret.plain
      await damage(join(dir, name), dir)
      const thrown = await openKeys(dir).catch((error) => error)
      expect(thrown).toMatchObject(unavailable(name))
      expect(JSON.stringify([thrown.message, thrown.sentence, thrown.stack])).not.toContain(secret)
    }
  })
})

describe('a passphrase', () => {
  it('locks all but the pepper, and letters can still be sealed while it is locked', async () => {
    const dir = await freshKeys(passphrase)
    expect(await openKeys(dir)).toBe('locked')
    const outside = await publicParts(dir)
    expect(outside.locked).toBe(true)
    for (const name of names.filter((one) => one !== 'receipt-pepper.key')) {
      const { secret } = JSON.parse(await readFile(join(dir, name), 'utf8'))
      expect(Object.keys(secret).sort()).toEqual(['box', 'scrypt'])
      expect(secret.scrypt.N).toBeGreaterThanOrEqual(2 ** 17)
    }
    const keys = await opened(dir, passphrase)
    expect(keys.pepper).toEqual(outside.pepper)
    expect(await canUse(keys, outside)).toBe(true)
  })

  it('is the same typed on a Mac, where accents come apart', async () => {
    const dir = await freshKeys(passphrase.normalize('NFC'))
    await expect(opened(dir, passphrase.normalize('NFD'))).resolves.toBeDefined()
  })

  it('that is wrong is refused in a sentence that repeats neither it nor the right one', async () => {
    const dir = await freshKeys(passphrase)
    for (const wrong of ['mưa xuân phơi phới bai', '', `${passphrase} `]) {
      const thrown = await openKeys(dir, wrong).catch((error) => error)
      expect(thrown).toMatchObject({ code: 'invalid' })
      expect(JSON.stringify([thrown.message, thrown.sentence])).not.toMatch(/xuân|phơi phới/)
    }
  })

  it('does not open a file whose version, kind or cost of guessing was changed', async () => {
    const edits = [
      (file: Record<string, unknown>) => ({ ...file, secret: lowered(file.secret, 2 ** 10) }),
      (file: Record<string, unknown>) => ({ ...file, secret: lowered(file.secret, 2 ** 18) }),
      (file: Record<string, unknown>) => ({ ...file, publicKey: 'A'.repeat(43) }),
    ]
    for (const edit of edits) {
      const dir = await freshKeys(passphrase)
      await change(join(dir, 'letter-1.key'), edit)
      const thrown = await openKeys(dir, passphrase).catch((error) => error)
      expect(thrown.sentence.en).toContain('letter-1.key')
    }
  })

  it('does not let one key stand in for another, though both are sealed under it', async () => {
    const dir = await freshKeys(passphrase)
    const relay = JSON.parse(await readFile(join(dir, 'relay-1.key'), 'utf8'))
    await change(join(dir, 'letter-1.key'), () => ({ ...relay, kind: 'letter' }))
    const thrown = await openKeys(dir, passphrase).catch((error) => error)
    expect(thrown).toMatchObject({ code: 'invalid' })
    expect(thrown.sentence.en).toContain('letter-1.key')
  })

  it('must have at least 12 characters', async () => {
    const dir = join(home, 'ngắn')
    for (const short of ['', 'mười một chữ'.slice(0, 11)]) {
      await expect(createKeys(dir, short)).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(await keysPresent(dir)).toBe(false)
  })
})

function lowered(secret: unknown, N: number): object {
  const { scrypt, box } = secret as { scrypt: object; box: string }
  return { scrypt: { ...scrypt, N }, box }
}
