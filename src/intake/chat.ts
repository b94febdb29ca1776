import { bytesToHex } from '@noble/hashes/utils.js'
import type { Arrival, ArrivalKind, Media } from '../../channels/channel.ts'
import type { DroppedEvent } from '../../db/door.ts'
import { label } from '../seal/bytes.ts'
import { newDataKey, openBytes, sealBytes } from '../seal/envelope.ts'
import { mac } from '../seal/kdf.ts'
import type { KekOpener, WrappedKey } from '../seal/kek.ts'
import type { KeyPair } from '../seal/pair.ts'
import { openRoute, routeSealer } from '../seal/route.ts'
import type { Letterbox } from './letterbox.ts'

/** What was said in one chat event, for the letter key: nothing in it says who. */
export type ChatContent = {
  kind: ArrivalKind
  text?: string
  media?: readonly Media[]
  place?: { latitude: number; longitude: number; title?: string }
  /** `message_key` (hex) of the message that an unsend or an edit is about. */
  about?: string
  ref?: string
  at?: number
}

/** Where to answer one chat event, for the relay key alone. */
export type ChatRoute = {
  channel: string
  sender: string
  reply?: { token: string; until: number }
}

const utf8 = new TextEncoder()

/**
 * Stores events with their seals; a repeat changes nothing. Resolves after the commit; raises what
 * the database says.
 */
export async function dropArrivals(
  box: Letterbox,
  arrivals: readonly Arrival[],
): Promise<DroppedEvent[]> {
  if (arrivals.length === 0) return []
  const blobs: Uint8Array[] = []
  const rows: object[] = []
  for (const arrival of arrivals) rows.push(await sealedRow(box, arrival, blobs))
  return box.door.dropEvents(rows, blobs)
}

/** Names a platform's id without telling it: 32 bytes in hex, HMAC-SHA256 under the pepper. */
export function chatKey(
  pepper: Uint8Array,
  of: 'conversation' | 'event' | 'message',
  channel: string,
  id: string,
): string {
  return bytesToHex(mac(pepper, label('ydan chat v1', of, channel, id)))
}

/** The console opens what was said. Raises Problem('internal') whenever anything differs. */
export async function openChatContent(
  opener: KekOpener,
  from: Omit<WrappedKey, 'record'> & { event: string; bytes: Uint8Array },
): Promise<ChatContent> {
  const { event: record, keyVersion } = from
  const key = await opener.unwrap({ ...from, record })
  return parsed(await openBytes(key, from.bytes, { record, field: 'content', keyVersion }))
}

/** The outbox opens where to answer. Raises Problem('internal') whenever anything differs. */
export async function openChatRoute(
  relayKey: Pick<KeyPair, 'privateKey' | 'publicKey'>,
  from: { event: string; keyVersion: number; bytes: Uint8Array },
): Promise<ChatRoute> {
  const { event: record, keyVersion, bytes } = from
  return parsed(await openRoute(relayKey, bytes, { record, field: 'route', keyVersion }))
}

// Our own bytes, authenticated by their seal: what comes out is what `sealedRow` put in.
function parsed<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T
}

async function sealedRow(box: Letterbox, arrival: Arrival, blobs: Uint8Array[]): Promise<object> {
  const put = (bytes: Uint8Array) => blobs.push(bytes)
  const id = crypto.randomUUID()
  const key = (of: 'conversation' | 'event' | 'message', named: string) =>
    chatKey(box.pepper, of, arrival.channel, named)
  const { sender, message, event, original } = arrival
  const kek = await box.keks.current()
  const dataKey = newDataKey()
  const { keyVersion } = kek
  const content = await sealBytes(dataKey, utf8.encode(JSON.stringify(contentOf(arrival, key))), {
    record: id,
    field: 'content',
    keyVersion,
  })
  const seal = routeSealer(box.relayKey)
  const relayed = async (field: 'route' | 'original', bytes: Uint8Array) => {
    const blob = put(await seal(bytes, { record: id, field }))
    return { field, keyVersion: box.relayKey.version, blob }
  }
  const route = routeOf(arrival)
  return {
    id,
    channel: arrival.channel,
    eventKey: key('event', event),
    ...(sender !== null && { conversation: key('conversation', sender) }),
    ...(message !== undefined && { messageKey: key('message', message) }),
    kek: { id: kek.id, keyVersion, blob: put(kek.sealed) },
    seals: [
      {
        field: 'content',
        keyVersion,
        kek: kek.id,
        wrapped: put(await kek.wrap(dataKey, id)),
        blob: put(content),
      },
      await relayed('original', utf8.encode(original)),
      ...(route ? [await relayed('route', utf8.encode(JSON.stringify(route)))] : []),
    ],
  }
}

function contentOf(arrival: Arrival, key: (of: 'message', id: string) => string): ChatContent {
  const { kind, text, media, place, about, ref, at } = arrival
  return {
    kind,
    ...(text !== undefined && { text }),
    ...(media && { media }),
    ...(place && { place }),
    ...(about !== undefined && { about: key('message', about) }),
    ...(ref !== undefined && { ref }),
    ...(at !== undefined && { at }),
  }
}

function routeOf({ channel, sender, reply }: Arrival): ChatRoute | null {
  return sender === null ? null : { channel, sender, ...(reply && { reply }) }
}
