import { label } from './bytes.ts'
import { type Binding, bindingBytes } from './envelope.ts'
import { openFor, type Sealer, sealerFor, sealFor } from './hpke.ts'
import type { SealingKey } from './kek.ts'
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

/** Seals one more field of a letter or of its thread for the relay key. */
export type RouteSealer = (
  bytes: Uint8Array,
  of: Pick<Binding, 'record' | 'field'>,
) => Promise<Uint8Array<ArrayBuffer>>

/** `sealRoute` for all that one letter has for the relay key, with a single key exchange. */
export function routeSealer({ publicKey, version: keyVersion }: SealingKey): RouteSealer {
  let sealer: Promise<Sealer> | undefined
  return async (bytes, of) => {
    sealer ??= sealerFor(publicKey, info)
    return (await sealer)(bytes, bindingBytes({ ...of, keyVersion }))
  }
}

/** The outbox job opens a route. Raises Problem('internal') whenever anything differs. */
export async function openRoute(
  relayKey: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  sealed: Uint8Array,
  binding: Binding,
): Promise<Uint8Array<ArrayBuffer>> {
  return openFor(relayKey, sealed, info, bindingBytes(binding))
}
