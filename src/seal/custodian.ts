import { argon2idAsync } from '@noble/hashes/argon2.js'
import { randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { fromBase64, label, plain, toBase64 } from './bytes.ts'
import type { Curve } from './curve.ts'
import { openUnder, sealUnder } from './envelope.ts'
import { printedBytes } from './groups.ts'
import { hkdf } from './kdf.ts'
import type { KeyPair } from './pair.ts'
import { strength, type WrappedSecret } from './wrapped-secret.ts'

/** Fewest characters of a custodian's passphrase. */
export const leastPassphrase = 12

/** A new secret: 16 random bytes, which the recovery sheet prints. */
export function newSecret(): Uint8Array<ArrayBuffer> {
  return plain(randomBytes(printedBytes))
}

/** The key pair of a custodian's secret, the same each time. */
export function custodianPair(curve: Curve, secret: Uint8Array): Promise<KeyPair> {
  return curve.pairOf(custodianScalar(secret))
}

/** The X25519 scalar (32 bytes) of a custodian's secret. */
export function custodianScalar(secret: Uint8Array): Uint8Array {
  return hkdf(secret, null, label('ydan custodian key v1'))
}

/**
 * Seals the secret under a passphrase, bound to its public key (raw). Raises Problem('invalid') for
 * a passphrase of fewer than 12 characters.
 */
export async function wrapSecret(
  passphrase: string,
  secret: Uint8Array,
  publicKey: Uint8Array,
): Promise<WrappedSecret> {
  if ([...passphrase].length < leastPassphrase) {
    throw new Problem('invalid', sealWords.shortPassphrase)
  }
  const salt = randomBytes(16)
  const box = await sealUnder(await stretched(passphrase, salt), secret, boundTo(publicKey))
  const argon2id = { ...strength, salt: toBase64(salt) }
  return { format: 'ydan custodian 1', argon2id, box: toBase64(box) }
}

/** Opens what `wrapSecret` made. Raises Problem('invalid') when the passphrase is not the one. */
export async function unwrapSecret(
  passphrase: string,
  { argon2id, box }: WrappedSecret,
  publicKey: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await stretched(passphrase, fromBase64(argon2id.salt))
  try {
    return await openUnder(key, fromBase64(box), boundTo(publicKey))
  } catch {
    throw new Problem('invalid', sealWords.custodianPassphrase)
  }
}

// NFKC: the same Vietnamese words typed on Windows and on a Mac are different code points.
function stretched(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return argon2idAsync(utf8ToBytes(passphrase.normalize('NFKC')), salt, { ...strength, dkLen: 32 })
}

function boundTo(publicKey: Uint8Array): Uint8Array {
  return label('ydan custodian secret v1', toBase64(publicKey))
}
