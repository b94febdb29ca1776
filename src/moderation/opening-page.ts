import { type OpeningTools, openOpeningPage } from '../../views/browser/custodian/opening.ts'
import { fromBase64, toBase64 } from '../seal/bytes.ts'
import { curveHere } from '../seal/curve.ts'
import { custodianPair, unwrapSecret } from '../seal/custodian.ts'
import { openHalf, openWithHalves } from '../seal/halves.ts'
import { sideOf } from '../seal/handshake.ts'
import type { WrappedSecret } from '../seal/wrapped-secret.ts'
import type { Sitting } from './opening.ts'

// Runs in the browsers of the two custodians (opening-pages.tsx builds it): what opens, opens here.
const tools: OpeningTools = {
  async begin(passphrase, given) {
    const sitting = given as Sitting
    const { opening, record, field, version, pair, mine, theirs } = sitting
    const curve = await curveHere()
    const wrapped = mine.wrapped as WrappedSecret
    const secret = await unwrapSecret(passphrase, wrapped, fromBase64(mine.publicKey))
    const keys = await custodianPair(curve, secret)
    const half = { record, version, pair, holder: mine.key }
    const own = await openHalf(curve, keys, fromBase64(mine.half), half)
    const theirPublicKey = fromBase64(theirs.publicKey)
    const between = { opening, mine: mine.key, theirs: theirs.key, theirPublicKey }
    const side = await sideOf(curve, secret, between)
    secret.fill(0)
    return {
      hello: toBase64(side.hello),
      give: async (hello) => toBase64(await side.give(fromBase64(hello), own)),
      async open(sealedHalf) {
        const other = await side.take(fromBase64(sealedHalf))
        const of = { record, field, version }
        return other && openWithHalves([own, other], fromBase64(sitting.sealed), of)
      },
    }
  },
}
openOpeningPage(tools)
