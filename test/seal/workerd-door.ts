import { commit } from '../../src/seal/commitment.ts'
import { newDataKey, sealBytes } from '../../src/seal/envelope.ts'
import { createKekRing } from '../../src/seal/kek.ts'
import { fromIdempotencyKey, receiptHash, receiptKeys } from '../../src/seal/receipt.ts'
import { openWithReceipt, sealForReceipt } from '../../src/seal/reply.ts'

declare const LETTER_KEY: number[]

/** What the Worker's door will do with a letter; printed for the test in Node to open. */
async function drop() {
  const pepper = new Uint8Array(32).fill(7)
  const record = crypto.randomUUID()
  const binding = { record, field: 'text', keyVersion: 1 }
  const text = new TextEncoder().encode('Gửi từ Worker')
  const sending = fromIdempotencyKey(pepper, '7d9f2c1e-55aa-4b0c-8f2e-0123456789ab')
  const sender = await receiptKeys(pepper, sending.receipt)
  const ring = createKekRing({ version: 1, publicKey: Uint8Array.from(LETTER_KEY) })
  const kek = await ring.current()
  const dataKey = newDataKey()
  const answer = new TextEncoder().encode('Đã nhận')
  const reply = await sealForReceipt(sender.publicBytes, answer, binding)
  return {
    record,
    kekId: kek.id,
    receipt: sending.receipt,
    sealedKek: [...kek.sealed],
    wrapped: [...(await kek.wrap(dataKey, record))],
    sealed: [...(await sealBytes(dataKey, text, binding))],
    hash: [...receiptHash(pepper, sending.receipt)],
    wrapKey: [...sender.wrapKey],
    publicBytes: [...sender.publicBytes],
    commitment: await commit(sending.commitmentSalt, text),
    reply: new TextDecoder().decode(await openWithReceipt(sender, reply, binding)),
  }
}

export default {
  async test() {
    console.log(`DROPPED ${JSON.stringify(await drop())}`)
  },
}
