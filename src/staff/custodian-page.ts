import { type KeyTools, type Made, openKeysPage } from '../../views/browser/custodian/keys.ts'
import { fromBase64, toBase64 } from '../seal/bytes.ts'
import { curveHere } from '../seal/curve.ts'
import { custodianPair, newSecret, wrapSecret } from '../seal/custodian.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { fromGroups, toGroups } from '../seal/groups.ts'

// Runs in the custodian's browser (custodian-pages.tsx builds it); the secret is made and used here.
const tools: KeyTools = {
  make: () => madeOf(newSecret()),
  async read(groups) {
    const read = fromGroups(groups)
    return 'bytes' in read ? madeOf(read.bytes) : null
  },
  wrap: (passphrase, { secret, publicKey }) =>
    wrapSecret(passphrase, secret, fromBase64(publicKey)),
  sameGroup: (typed, printed) => typed.normalize('NFKC').replace(/[^0-9]/g, '') === printed,
}
openKeysPage(tools)

async function madeOf(secret: Uint8Array): Promise<Made> {
  const { publicBytes } = await custodianPair(await curveHere(), secret)
  const publicKey = toBase64(publicBytes)
  return { secret, publicKey, fingerprint: fingerprint(publicBytes), groups: toGroups(secret) }
}
