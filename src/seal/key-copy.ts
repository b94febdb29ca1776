import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { keysMissing, sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { fromBase64, toBase64 } from './bytes.ts'
import { addKeyFile, makeKeyDirectory, readKeyDirectory } from './keydir.ts'
import { createUnlocker, isLocked, type KeyFile, pairFileOf, pepperFileOf } from './keyfile.ts'
import { curves } from './keys.ts'
import { pairOf } from './pair.ts'
import { newLock } from './passphrase.ts'

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** All secrets of a key directory, in the clear: only ever inside `sealKeyCopy`. */
const keyCopy = z.strictObject({
  format: z.literal('ydan key copy 1'),
  keys: z.array(
    z.strictObject({
      kind: z.enum(['letter', 'relay', 'signing', 'pepper']),
      version: z.number().int().min(1),
      secret,
    }),
  ),
  /** What desk and console share to sign people in. */
  staff: secret,
})
export type KeyCopy = z.infer<typeof keyCopy>

/**
 * Reads every secret of a key directory. Raises Problem('unavailable') while a passphrase is missing,
 * and as `openKeys` does.
 */
export async function copyOfKeys(
  dir: string,
  passphrase: string | undefined,
  staff: Uint8Array,
): Promise<KeyCopy> {
  const stored = await readKeyDirectory(dir)
  if (passphrase === undefined && stored.some(({ file }) => isLocked(file))) {
    throw new Problem('unavailable', sealWords.passphraseNeeded)
  }
  const unlock = createUnlocker(passphrase)
  const keys = stored.map(async ({ path, file }) => ({
    ...{ kind: file.kind, version: file.version },
    secret: file.kind === 'pepper' ? file.secret.plain : toBase64(await unlock(path, file)),
  }))
  return { format: 'ydan key copy 1', keys: await Promise.all(keys), staff: toBase64(staff) }
}

export function copyBytes(copy: KeyCopy): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(copy))
}

/** Reads a copy that a seal has vouched for. Raises Problem('unavailable') when it is none. */
export function readCopy(bytes: Uint8Array): KeyCopy {
  const read = keyCopy.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  if (!read) throw new Problem('unavailable', sealWords.copyDamaged)
  return read
}

/** Makes a key directory out of a copy, under a new passphrase. Raises as `makeKeyDirectory` does. */
export async function keysFromCopy(
  dir: string,
  { keys }: KeyCopy,
  passphrase: string | undefined,
): Promise<void> {
  const lock = passphrase === undefined ? undefined : await newLock(passphrase)
  const files = keys.map(async ({ kind, version, secret }): Promise<KeyFile> => {
    const bytes = fromBase64(secret)
    if (kind === 'pepper') return pepperFileOf(bytes)
    const { publicBytes } = await pairOf(curves[kind], bytes)
    return pairFileOf(kind, bytes, publicBytes, { lock, version })
  })
  await makeKeyDirectory(dir, await Promise.all(files))
}

/**
 * Adds the next version of the letter key, locked as the others are; answers its version. Raises
 * Problem('invalid') on a passphrase that does not open the present one.
 */
export async function addLetterKey(dir: string, passphrase: string | undefined): Promise<number> {
  const stored = await readKeyDirectory(dir)
  const [last] = stored.filter(({ file }) => file.kind === 'letter').slice(-1)
  if (last?.file.kind !== 'letter') throw new Problem('unavailable', keysMissing(dir))
  await createUnlocker(passphrase)(last.path, last.file)
  const lock =
    isLocked(last.file) && passphrase !== undefined ? await newLock(passphrase) : undefined
  const bytes = randomBytes(32)
  const { publicBytes } = await pairOf(curves.letter, bytes)
  const version = last.file.version + 1
  await addKeyFile(dir, await pairFileOf('letter', bytes, publicBytes, { lock, version }))
  return version
}
