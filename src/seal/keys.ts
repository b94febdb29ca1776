import { randomBytes } from 'node:crypto'
import { keyDamaged, sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { fromBase64, plain, toBase64 } from './bytes.ts'
import { sealUsedWrongly } from './envelope.ts'
import { fingerprint } from './fingerprint.ts'
import { makeKeyDirectory, readKeyDirectory, type StoredKey } from './keydir.ts'
import {
  createUnlocker,
  isLocked,
  type PairFile,
  type PairKind,
  pairFileOf,
  pepperFileOf,
} from './keyfile.ts'
import { type KeyPair, pairOf } from './pair.ts'
import { newLock } from './passphrase.ts'

/** One public key (raw 32 bytes), the newest of its kind. */
export type PublicPart = {
  readonly version: number
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly fingerprint: string
}

/** Signs bundles and checkpoints: Ed25519, 64-byte signatures. */
export type Signer = PublicPart & {
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
}

/** All keys of the deployment, open, older versions included. The pepper is 32 bytes. */
export type Keys = {
  readonly letter: ReadonlyMap<number, KeyPair>
  readonly letterVersion: number
  readonly relay: ReadonlyMap<number, KeyPair>
  readonly relayVersion: number
  readonly signing: Signer
  readonly pepper: Uint8Array<ArrayBuffer>
}

/** What may be had without the passphrase: all that the letterbox needs. */
export type PublicParts = {
  readonly letter: PublicPart
  readonly relay: PublicPart
  readonly signing: PublicPart
  readonly pepper: Uint8Array<ArrayBuffer>
  /** Whether the secret halves are sealed under a passphrase. */
  readonly locked: boolean
}

/** Which curve each kind of pair is on. */
export const curves = { letter: 'X25519', relay: 'X25519', signing: 'Ed25519' } as const

/**
 * Makes the first keys of a deployment, all or none. With a passphrase (at least 12 characters)
 * every secret but the pepper is sealed: the letterbox takes letters while the console is locked,
 * and for that it needs the pepper. Raises Problem('invalid') on a short passphrase, and as
 * `makeKeyDirectory` does.
 */
export async function createKeys(dir: string, passphrase?: string): Promise<void> {
  if (passphrase !== undefined && [...passphrase].length < 12) {
    throw new Problem('invalid', sealWords.shortPassphrase)
  }
  const lock = passphrase === undefined ? undefined : await newLock(passphrase)
  const newPair = async (kind: PairKind) => {
    const secret = randomBytes(32)
    const { publicBytes } = await pairOf(curves[kind], secret)
    return pairFileOf(kind, secret, publicBytes, { lock })
  }
  const files = [
    await newPair('letter'),
    await newPair('relay'),
    await newPair('signing'),
    pepperFileOf(randomBytes(32)),
  ]
  await makeKeyDirectory(dir, files)
}

/**
 * Opens the deployment's keys; 'locked' when they need a passphrase and none was given. Raises
 * Problem('invalid') on a wrong passphrase, and as `readKeyDirectory` does.
 */
export async function openKeys(dir: string, passphrase?: string): Promise<Keys | 'locked'> {
  const stored = await readKeyDirectory(dir)
  if (passphrase === undefined && stored.some(({ file }) => isLocked(file))) return 'locked'
  const unlock = createUnlocker(passphrase)

  async function pairs(kind: PairKind): Promise<Map<number, KeyPair>> {
    const opened = pairsOf(stored, kind).map(async ({ path, file }) => {
      const pair = await pairOf(curves[kind], await unlock(path, file))
      // A swapped public half would have letters sealed to a stranger.
      if (toBase64(pair.publicBytes) !== file.publicKey) {
        throw new Problem('unavailable', keyDamaged(path))
      }
      return [file.version, pair] as const
    })
    return new Map(await Promise.all(opened))
  }

  return {
    letter: await pairs('letter'),
    letterVersion: newest(stored, 'letter').version,
    relay: await pairs('relay'),
    relayVersion: newest(stored, 'relay').version,
    signing: signerOf(newest(stored, 'signing'), await pairs('signing')),
    pepper: pepperOf(stored),
  }
}

/** The public halves and the pepper, without passphrase. Raises as `readKeyDirectory` does. */
export async function publicParts(dir: string): Promise<PublicParts> {
  const stored = await readKeyDirectory(dir)
  return {
    letter: newest(stored, 'letter'),
    relay: newest(stored, 'relay'),
    signing: newest(stored, 'signing'),
    pepper: pepperOf(stored),
    locked: stored.some(({ file }) => isLocked(file)),
  }
}

function signerOf(part: PublicPart, pairs: ReadonlyMap<number, KeyPair>): Signer {
  return {
    ...part,
    async sign(bytes) {
      const key = pairs.get(part.version)?.privateKey
      if (!key) throw sealUsedWrongly()
      return new Uint8Array(await crypto.subtle.sign('Ed25519', key, plain(bytes)))
    },
  }
}

function pairsOf(stored: readonly StoredKey[], kind: PairKind): { path: string; file: PairFile }[] {
  return stored.flatMap(({ path, file }) => (file.kind === kind ? [{ path, file }] : []))
}

function newest(stored: readonly StoredKey[], kind: PairKind): PublicPart {
  const last = pairsOf(stored, kind).at(-1)
  if (!last) throw sealUsedWrongly()
  const publicKey = fromBase64(last.file.publicKey)
  return { version: last.file.version, publicKey, fingerprint: fingerprint(publicKey) }
}

function pepperOf(stored: readonly StoredKey[]): Uint8Array<ArrayBuffer> {
  const pepper = stored.find(({ file }) => file.kind === 'pepper')?.file.secret
  if (!pepper || !('plain' in pepper)) throw sealUsedWrongly()
  return fromBase64(pepper.plain)
}
