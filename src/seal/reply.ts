import { label } from './bytes.ts'
import { type Binding, bindingBytes } from './envelope.ts'
import { openFor, sealFor } from './hpke.ts'
import type { KeyPair } from './pair.ts'

const info = label('ydan reply v1')

/** Seals a staff reply for whoever holds the receipt; `publicKey` is the raw key kept at the drop. */
export async function sealForReceipt(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealFor(publicKey, bytes, info, bindingBytes(binding))
}

/** Opens a reply with the receipt's keys. Raises Problem('internal') whenever anything differs. */
export async function openWithReceipt(
  keys: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  sealed: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return openFor(keys, sealed, info, bindingBytes(binding))
}
