import { randomBytes, scrypt as scryptWith } from 'node:crypto'
import { z } from 'zod'
import { fromBase64, plain, toBase64 } from './bytes.ts'

// Bounds on what a file may ask of scrypt: never weaker than we write, never a gigabyte of memory.
export const stretching = z.strictObject({
  N: z.literal([2 ** 17, 2 ** 18, 2 ** 19]),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.string().regex(/^[A-Za-z0-9_-]{22,86}$/),
})

export type Stretching = z.infer<typeof stretching>

/** A passphrase made ready once for several files written together. */
export type Lock = { readonly key: Uint8Array; readonly scrypt: Stretching }

/** Stretches a passphrase with a fresh salt (scrypt, N = 2^17, 128 MiB, under a second). */
export async function newLock(passphrase: string): Promise<Lock> {
  const scrypt = { N: 2 ** 17, r: 8, p: 1, salt: toBase64(randomBytes(16)) } as const
  return { key: await stretch(passphrase, scrypt), scrypt }
}

/** 32 bytes from a passphrase; slow on purpose. */
export function stretch(passphrase: string, { N, r, p, salt }: Stretching): Promise<Uint8Array> {
  // NFKC: the same Vietnamese words typed on Windows and on a Mac are different code points.
  const words = passphrase.normalize('NFKC')
  const options = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scryptWith(words, fromBase64(salt), 32, options, (error, key) =>
      error ? reject(error) : resolve(plain(key)),
    )
  })
}
