import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { download, isHostedBy, post } from './call.ts'
import type { Arrival, ArrivalKind, Channel, Media, Outgoing, Sent } from './channel.ts'
import { type JsonObject, listAt, numberAt, present, readObject, textAt } from './json.ts'
import { idOfBytes, sameText } from './proof.ts'
import { freshZaloToken } from './zalo-token.ts'

const hour = 3_600_000

/**
 * Zalo Official Account (webhook, OpenAPI v3.0). Everybody who runs the account sees who writes and
 * what. `send` wants a fresh ZALO_ACCESS_TOKEN among the secrets: zalo-token.ts gets it.
 */
export const zalo: Channel = {
  name: 'zalo',
  variables: {
    ZALO_APP_ID: 'verify',
    ZALO_OA_SECRET: 'verify',
    ZALO_APP_SECRET: 'send',
    ZALO_REFRESH_TOKEN: 'send',
    ZALO_API_URL: 'address',
    ZALO_OAUTH_URL: 'address',
  },
  abilities: {
    // Free answers; from then to the seventh day they cost money, later they are refused.
    replyWindow: 48 * hour,
    media: ['image', 'video', 'audio', 'file'],
    buttons: 0,
    maxLength: 2000,
    retryKey: false,
    foreign: false,
  },

  verify(raw, headers, { ZALO_APP_ID: app, ZALO_OA_SECRET: secret }) {
    const signature = headers.get('x-zevent-signature') ?? ''
    if (!app || !secret || signature === '') return false
    const signed = concatBytes(utf8ToBytes(app), raw, utf8ToBytes(timestampOf(raw) + secret))
    return sameText(signature, `mac=${bytesToHex(sha256(signed))}`)
  },

  translate: (raw) => [arrivalOf(readObject(raw), new TextDecoder().decode(raw))],

  async fresh(given, stale) {
    const found = await freshZaloToken(given, stale?.ZALO_ACCESS_TOKEN)
    if (found.outcome !== 'fresh') return found.outcome
    return { ...given.secrets, ZALO_ACCESS_TOKEN: found.accessToken }
  },

  async send(message, to, secrets, fetch) {
    const since = to.heardAt === undefined ? 0 : Date.now() - to.heardAt
    if (since > 48 * hour) return { outcome: 'refused', reason: 'window-closed' }
    const base = secrets.ZALO_API_URL ?? 'https://openapi.zalo.me'
    const headers = { access_token: secrets.ZALO_ACCESS_TOKEN ?? '' }
    const body = { recipient: { user_id: to.sender }, message: { text: textOf(message) } }
    return sentOf(await post(fetch, `${base}/v3.0/oa/message/cs`, headers, body))
  },

  async collect({ url }, _secrets, fetch, most) {
    if (!url || !isHostedBy(url, mediaHosts)) return { outcome: 'refused' }
    return download(fetch, url, {}, most)
  },
}

// An address in a message is the sender's word; only Zalo's own stores are fetched from.
const mediaHosts = ['zdn.vn', 'zadn.vn', 'zaloapp.com', 'dlfl.vn', 'dlmd.me']

const kinds: Readonly<Record<string, ArrivalKind>> = {
  user_send_text: 'text',
  user_send_link: 'text',
  user_send_image: 'image',
  user_send_gif: 'image',
  user_send_video: 'video',
  user_send_audio: 'audio',
  user_send_file: 'file',
  user_send_sticker: 'sticker',
  user_send_location: 'location',
  follow: 'follow',
  unfollow: 'unfollow',
}

function arrivalOf(event: JsonObject, original: string): Arrival {
  const name = textAt(event, 'event_name') ?? ''
  const kind = Object.hasOwn(kinds, name) ? (kinds[name] ?? 'unknown') : 'unknown'
  const id = textAt(event, 'message', 'msg_id')
  const isMessage = name.startsWith('user_send_')
  const unnamed = `${name} ${senderOf(name, event)} ${textAt(event, 'timestamp')}`
  return {
    ...present({
      message: isMessage ? id : undefined,
      text: textAt(event, 'message', 'text'),
      media: mediaOf(event),
      place: placeOf(event),
      at: numberAt(event, 'timestamp'),
    }),
    channel: 'zalo',
    // The account's own messages and receipts carry the ids of messages; they are other events.
    event: id && isMessage ? id : `${id ?? idOfBytes(original)} ${unnamed}`,
    sender: senderOf(name, event),
    kind,
    original,
  }
}

// Groups and what the account itself wrote are no conversations of ours.
function senderOf(name: string, event: JsonObject): string | null {
  if (name === 'follow' || name === 'unfollow') return textAt(event, 'follower', 'id') ?? null
  if (!name.startsWith('user_') || name.includes('_group_')) return null
  return textAt(event, 'sender', 'id') ?? null
}

function mediaOf(event: JsonObject): Media[] | undefined {
  const media = listAt(event, 'message', 'attachments')
    .filter((part) => !['location', 'sticker', 'link'].includes(textAt(part, 'type') ?? ''))
    .map((part) =>
      present({
        url: textAt(part, 'payload', 'url'),
        name: textAt(part, 'payload', 'name'),
        type: textAt(part, 'payload', 'type'),
        size: numberAt(part, 'payload', 'size'),
      }),
    )
  return media.length > 0 ? media : undefined
}

function placeOf(event: JsonObject): Arrival['place'] | undefined {
  for (const part of listAt(event, 'message', 'attachments')) {
    const latitude = numberAt(part, 'payload', 'coordinates', 'latitude')
    const longitude = numberAt(part, 'payload', 'coordinates', 'longitude')
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude }
  }
  return undefined
}

// What is not JSON has no timestamp; then only who knows the secret gets to hear that it is not.
function timestampOf(raw: Uint8Array): string {
  try {
    return textAt(readObject(raw), 'timestamp') ?? ''
  } catch {
    return ''
  }
}

// Zalo turns addresses in a text into links; a choice is typed, as the old do anyway.
function textOf({ text, buttons = [] }: Outgoing): string {
  const lines = buttons.map(({ label, url }) => (url ? `${label}: ${url}` : `• ${label}`))
  const most = zalo.abilities.maxLength - lines.reduce((sum, one) => sum + one.length + 1, 0)
  return [text.slice(0, most), ...lines].join('\n')
}

// Error numbers of Zalo's appendix "Mã lỗi"; the answer is HTTP 200 all the same.
const later: Readonly<Record<string, string>> = { '-32': 'rate', '-211': 'quota', '-218': 'quota' }
const token = ['-216', '-220']
const closed = ['-230', '-232', '-305', '-311']

function sentOf(answer: Awaited<ReturnType<typeof post>>): Sent {
  if (!answer) return { outcome: 'retry', reason: 'network' }
  if (answer.status !== 200) return { outcome: 'retry', reason: `http-${answer.status}` }
  const error = errorOf(answer.body)
  if (error === '0') return { outcome: 'sent' }
  if (error === undefined) return { outcome: 'retry', reason: 'answer' }
  if (token.includes(error)) return { outcome: 'retry', reason: 'token', afterSeconds: 1 }
  if (closed.includes(error)) return { outcome: 'refused', reason: 'window-closed' }
  const wait = later[error]
  return wait
    ? { outcome: 'retry', reason: wait, afterSeconds: 60 }
    : { outcome: 'refused', reason: `zalo${error}` }
}

function errorOf(body: string): string | undefined {
  try {
    return textAt(readObject(utf8ToBytes(body)), 'error')
  } catch {
    return undefined
  }
}
