import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { derivedKey } from './key.ts'

// The second recommended option of RFC 9106 §4: argon2id, 64 MiB, three passes, four lanes.
const cost = { memory: 65_536, passes: 3, parallelism: 4 }

/** The shortest password taken, in characters. */
export const shortestPassword = 12

/** argon2id under a key kept outside the database, as a PHC string. */
export async function hashPassword(staffKey: Uint8Array, password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await tagOf(staffKey, password, nonce)
  const { memory, passes, parallelism } = cost
  const parameters = `m=${memory},t=${passes},p=${parallelism}`
  return `$argon2id$v=19$${parameters}$${base64(nonce)}$${base64(tag)}`
}

/**
 * Whether the password is the one hashed. Without a hash (nobody has that name) it works as long
 * and answers false, so that time tells nothing about who exists.
 */
export async function isPassword(
  staffKey: Uint8Array,
  password: string,
  hash: string | undefined,
): Promise<boolean> {
  const [, , , , salt, tag] = hash?.split('$') ?? []
  const nonce = salt === undefined ? randomBytes(16) : Buffer.from(salt, 'base64')
  const made = await tagOf(staffKey, password, nonce)
  if (tag === undefined) return false
  const kept = Buffer.from(tag, 'base64')
  return kept.length === made.length && timingSafeEqual(kept, made)
}

function tagOf(staffKey: Uint8Array, password: string, nonce: Buffer): Promise<Buffer> {
  const wanted = {
    ...cost,
    nonce,
    tagLength: 32,
    // One way of typing ế on every machine.
    message: password.normalize('NFKC'),
    secret: derivedKey(staffKey, 'password'),
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', wanted, (error, tag) => (error ? reject(error) : resolve(tag)))
  })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
