import { chatKey } from '../../src/intake/chat.ts'
import { channelTokenStore } from '../../src/jobs/channel-tokens.ts'
import type { Relay } from '../../src/jobs/relay.ts'
import { sealRoute } from '../../src/seal/route.ts'
import type { OpenConsole } from './moderation.ts'

export const ours = 'gopy@maylanh.example'
export const chatSecrets = {
  LINE_CHANNEL_SECRET: 's',
  LINE_CHANNEL_ACCESS_TOKEN: 't',
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 'a',
  ZALO_OA_SECRET: 'o',
  ZALO_REFRESH_TOKEN: 'r',
}

/** The outbox's hand on the channels: a mail server by address, a network by function. */
export function relayOver(
  house: OpenConsole,
  { smtpUrl, fetch: network }: { smtpUrl?: string; fetch?: typeof fetch } = {},
): Relay {
  const { keys } = house
  return {
    keys,
    secrets: chatSecrets,
    mail: smtpUrl ? { smtpUrl, from: ours } : null,
    baseUrl: 'https://gopy.maylanh.example',
    fetch: network ?? (() => Promise.reject(new Error('no network'))),
    tokens: (channel) => channelTokenStore(house.house.console, keys, channel),
  }
}

/** Writes down that a sender was last heard in a chat then. */
export async function heard(house: OpenConsole, channel: string, sender: string, heardAt: number) {
  const { keys } = house
  const relay = keys.relay.get(keys.relayVersion)
  const id = crypto.randomUUID()
  const route = await sealRoute(
    relay?.publicBytes ?? new Uint8Array(),
    new TextEncoder().encode(JSON.stringify({ channel, sender, heardAt })),
    { record: id, field: 'route', keyVersion: keys.relayVersion },
  )
  const conversation = Buffer.from(chatKey(keys.pepper, 'conversation', channel, sender), 'hex')
  const { id: kek, sealed, keyVersion } = await house.vault.keks.current()
  await house.rows('insert into key_encryption_keys values ($1, $2, $3) on conflict do nothing', [
    kek,
    Buffer.from(sealed),
    keyVersion,
  ])
  await house.rows('delete from conversations where conversation = $1', [conversation])
  await house.rows(
    `insert into conversations (conversation, id, channel, unsent, key_version, kek_id, wrapped, draft,
       relay_version, threads, route) values ($1, $2, $3, false, 1, $4, '', '', $5, '', $6)`,
    [conversation, id, channel, kek, keys.relayVersion, Buffer.from(route)],
  )
}
