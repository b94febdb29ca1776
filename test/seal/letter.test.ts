import { describe, expect, it } from 'vitest'
import { newDataKey, openBytes, sealBytes } from '../../src/seal/envelope.ts'
import { createKekOpener, createKekRing } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { newReceipt, receiptKeys, receiptKeyVersion } from '../../src/seal/receipt.ts'
import { openWithReceipt, sealForReceipt } from '../../src/seal/reply.ts'
import { openRoute, sealRoute } from '../../src/seal/route.ts'
import { unwrapDataKey, wrapDataKey } from '../../src/seal/wrap.ts'

const pepper = new Uint8Array(32).fill(9)
const refused = { code: 'internal' }
const text = new TextEncoder().encode('Đồng chí Bí thư chi bộ hay giúp bà con khi mưa lũ. 👍')

describe('a letter', () => {
  it('is sealed once and opened both by the console and by the sender with the code', async () => {
    const letterKey = await pairOf('X25519', newDataKey())
    const record = crypto.randomUUID()
    const binding = { record, field: 'text', keyVersion: 1 }

    // At the door: it knows the letter key's public half and the pepper.
    const receipt = newReceipt()
    const sender = await receiptKeys(pepper, receipt)
    const kek = await createKekRing({ version: 1, publicKey: letterKey.publicBytes }).current()
    const dataKey = newDataKey()
    const sealed = await sealBytes(dataKey, text, binding)
    const forConsole = await kek.wrap(dataKey, record)
    const forSender = await wrapDataKey(sender.wrapKey, dataKey, record, receiptKeyVersion)

    const consoleKey = await createKekOpener(new Map([[1, letterKey]])).unwrap({
      kekId: kek.id,
      sealedKek: kek.sealed,
      keyVersion: kek.keyVersion,
      wrapped: forConsole,
      record,
    })
    expect(await openBytes(consoleKey, sealed, binding)).toEqual(text)

    const again = await receiptKeys(pepper, receipt)
    const senderKey = await unwrapDataKey(again.wrapKey, forSender, record, receiptKeyVersion)
    expect(await openBytes(senderKey, sealed, binding)).toEqual(text)

    const asDataKey = { record, field: 'data-key', keyVersion: receiptKeyVersion }
    const noKey = await sealBytes(sender.wrapKey, text, asDataKey)
    const notAKey = unwrapDataKey(sender.wrapKey, noKey, record, receiptKeyVersion)
    await expect(notAKey).rejects.toMatchObject(refused)

    const stranger = await receiptKeys(pepper, newReceipt())
    await expect(
      unwrapDataKey(stranger.wrapKey, forSender, record, receiptKeyVersion),
    ).rejects.toMatchObject(refused)
  })
})

describe('a reply', () => {
  it('opens with the receipt it was written to, in its own place, and unchanged', async () => {
    const receipt = newReceipt()
    const { publicBytes } = await receiptKeys(pepper, receipt)
    const binding = { record: crypto.randomUUID(), field: 'text', keyVersion: receiptKeyVersion }
    const sealed = await sealForReceipt(publicBytes, text, binding)
    const sender = await receiptKeys(pepper, receipt)
    expect(await openWithReceipt(sender, sealed, binding)).toEqual(text)

    const stranger = await receiptKeys(pepper, newReceipt())
    await expect(openWithReceipt(stranger, sealed, binding)).rejects.toMatchObject(refused)
    const elsewhere = { ...binding, record: crypto.randomUUID() }
    await expect(openWithReceipt(sender, sealed, elsewhere)).rejects.toMatchObject(refused)
    for (let at = 0; at < sealed.length; at++) {
      const flipped = sealed.map((byte, i) => (i === at ? byte ^ 0x10 : byte))
      await expect(openWithReceipt(sender, flipped, binding)).rejects.toMatchObject(refused)
      await expect(openWithReceipt(sender, sealed.subarray(0, at), binding)).rejects.toMatchObject(
        refused,
      )
    }
  })

  it('cannot be passed off as a reply route, nor the other way round', async () => {
    const pair = await pairOf('X25519', newDataKey())
    const binding = { record: crypto.randomUUID(), field: 'route', keyVersion: 1 }
    const route = await sealRoute(pair.publicBytes, text, binding)
    expect(await openRoute(pair, route, binding)).toEqual(text)
    await expect(openWithReceipt(pair, route, binding)).rejects.toMatchObject(refused)
    const reply = await sealForReceipt(pair.publicBytes, text, binding)
    await expect(openRoute(pair, reply, binding)).rejects.toMatchObject(refused)
  })
})
