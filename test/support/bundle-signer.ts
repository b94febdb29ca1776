import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Signer } from '../../src/bundle/build.ts'

/** An Ed25519 signer from a 32-byte seed of one repeated byte: the same in every run. */
export function signerFrom(byte: number): Signer {
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, byte),
  ])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
    publicKey: new Uint8Array(spki.subarray(-32)),
  }
}
