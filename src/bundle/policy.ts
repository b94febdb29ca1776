import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { policyWords } from '../../views/words/verify.ts'
import { toBase64 } from '../custody/base64.ts'
import { originOf } from '../custody/head.ts'
import { keyId } from '../custody/note.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { type BundleContents, canonical } from './contents.ts'

const ed25519 = Uint8Array.of(1)

/**
 * `policy.json`: which log, which key, and what must hold. It adds no trust (who forges a bundle
 * forges this too); it tells other programs what ours checks. `verifierKey` is the key as C2SP
 * tools take it.
 */
export function policyJson(contents: BundleContents, publicKey: Uint8Array): Uint8Array {
  const origin = originOf(contents.custody.organisation)
  const id = bytesToHex(keyId({ name: origin, publicKey }))
  return canonical({
    format: 'ydan-policy-1',
    origin,
    key: fingerprint(publicKey),
    verifierKey: `${origin}+${id}+${toBase64(concatBytes(ed25519, publicKey))}`,
    must: policyWords,
  })
}
