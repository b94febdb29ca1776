import { label } from './bytes.ts'
import { type Binding, bindingBytes } from './envelope.ts'
import { openFor, sealFor } from './hpke.ts'
import type { KeyPair } from './pair.ts'

const info = label('ydan reply route v1')

/** Seals where an answer may be sent (address, number) to the relay key; nobody else reads it. */
export async function sealRoute(
  relayPublicKey: Uint8Array,
  bytes: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealFor(relayPublicKey, bytes, info, bindingBytes(binding))
}

/** The outbox job opens a route. Raises Problem('internal') whenever anything differs. */
export async function openRoute(
  relayKey: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  sealed: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return openFor(relayKey, sealed, info, bindingBytes(binding))
}
