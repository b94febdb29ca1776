import { open } from 'node:fs/promises'
import { z } from 'zod'
import {
  keyDamaged,
  keyOpenToOthers,
  keyUnreadable,
  passphraseWrong,
} from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { fromBase64, label, toBase64 } from './bytes.ts'
import { openUnder, sealUnder } from './envelope.ts'
import { type Lock, stretch, stretching } from './passphrase.ts'

const base64 = z.string().regex(/^[A-Za-z0-9_-]+$/)
const key32 = base64.length(43)

const clear = z.strictObject({ plain: key32 })
const boxed = z.strictObject({ scrypt: stretching, box: base64 })

const pairFile = z.strictObject({
  format: z.literal('ydan key 1'),
  kind: z.enum(['letter', 'relay', 'signing']),
  version: z.number().int().min(1),
  publicKey: key32,
  secret: z.union([clear, boxed]),
})

const pepperFile = z.strictObject({
  format: z.literal('ydan key 1'),
  kind: z.literal('pepper'),
  version: z.literal(1),
  secret: clear,
})

const keyFile = z.discriminatedUnion('kind', [pairFile, pepperFile])

/** One key on disk: JSON, its secret either in the clear or sealed under a passphrase. */
export type KeyFile = z.infer<typeof keyFile>
export type PairFile = z.infer<typeof pairFile>
export type KeyKind = KeyFile['kind']
export type PairKind = PairFile['kind']

/** A new pair's file; without a lock the secret (32 bytes) lies in the clear, mode 0600. */
export async function pairFileOf(
  kind: PairKind,
  secret: Uint8Array,
  publicKey: Uint8Array,
  { lock, version = 1 }: { lock?: Lock | undefined; version?: number } = {},
): Promise<PairFile> {
  const outside = {
    format: 'ydan key 1' as const,
    kind,
    version,
    publicKey: toBase64(publicKey),
  }
  if (!lock) return { ...outside, secret: { plain: toBase64(secret) } }
  const box = toBase64(await sealUnder(lock.key, secret, boundTo(outside)))
  return { ...outside, secret: { scrypt: lock.scrypt, box } }
}

/** The pepper's file, never locked. */
export function pepperFileOf(pepper: Uint8Array): KeyFile {
  return {
    format: 'ydan key 1',
    kind: 'pepper',
    version: 1,
    secret: { plain: toBase64(pepper) },
  }
}

/** Writes a key file that must not exist yet, mode 0600, and waits until it is on disk. */
export async function writeKeyFile(path: string, file: KeyFile): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Reads one key file. Raises Problem('unavailable') when it cannot be read, is open to others on
 * the machine, is damaged, or holds another key than its name says.
 */
export async function readKeyFile(path: string, kind: KeyKind, version: number): Promise<KeyFile> {
  const text = await readPrivately(path)
  const file = parsed(text)
  if (file?.kind !== kind || file.version !== version) {
    throw new Problem('unavailable', keyDamaged(path))
  }
  return file
}

/** Whether a passphrase is needed. */
export function isLocked(file: KeyFile): boolean {
  return 'box' in file.secret
}

/** Opens the secrets of files read together, stretching the passphrase once a salt. */
export function createUnlocker(passphrase: string | undefined) {
  const stretched = new Map<string, Promise<Uint8Array>>()

  /** 32 secret bytes. Raises Problem('invalid') when the passphrase does not open the file. */
  return async function unlock(path: string, file: PairFile): Promise<Uint8Array> {
    if ('plain' in file.secret) return fromBase64(file.secret.plain)
    const { scrypt, box } = file.secret
    const id = JSON.stringify(scrypt)
    const key = stretched.get(id) ?? stretch(passphrase ?? '', scrypt)
    stretched.set(id, key)
    try {
      return await openUnder(await key, fromBase64(box), boundTo(file))
    } catch {
      throw new Problem('invalid', passphraseWrong(path))
    }
  }
}

/**
 * Raises Problem('unavailable') when others on the machine may read or write there. Windows has no
 * such mode bits; there the directory inherits its owner's access list.
 */
export function refuseOpenToOthers(path: string, mode: number, directory: boolean): void {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new Problem('unavailable', keyOpenToOthers(path, directory))
}

async function readPrivately(path: string): Promise<string> {
  const handle = await open(path, 'r').catch(() => {
    throw new Problem('unavailable', keyUnreadable(path))
  })
  try {
    const { mode, size } = await handle.stat()
    refuseOpenToOthers(path, mode, false)
    if (size > 8_192) throw new Problem('unavailable', keyDamaged(path))
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

function parsed(text: string): KeyFile | undefined {
  try {
    return keyFile.safeParse(JSON.parse(text)).data
  } catch {
    // Not passed on: the message of JSON.parse quotes what it read.
    return undefined
  }
}

function boundTo({ kind, version, publicKey }: Omit<PairFile, 'secret'>) {
  return label('ydan key file v1', kind, version, publicKey)
}
