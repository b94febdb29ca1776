import type { messagingApi, webhook } from '@line/bot-sdk'
import { download, post } from './call.ts'
import type { Arrival, ArrivalKind, Channel, Media, Outgoing, Sent } from './channel.ts'
import { type Json, listAt, numberAt, objectAt, present, readObject, textAt } from './json.ts'
import { idOfBytes, sameText } from './proof.ts'

/**
 * LINE Messaging API (line-openapi: webhook.yml, messaging-api.yml). The profile API is never
 * called. Calls go by `fetch`: the SDK's client takes neither a time limit nor another fetch.
 */
export const line: Channel = {
  name: 'line',
  variables: {
    LINE_CHANNEL_SECRET: 'verify',
    LINE_CHANNEL_ACCESS_TOKEN: 'send',
    LINE_API_URL: 'address',
    LINE_DATA_API_URL: 'address',
  },
  abilities: {
    replyWindow: null,
    media: ['image', 'video', 'audio', 'file'],
    buttons: 13,
    maxLength: 5000,
    retryKey: true,
    foreign: true,
  },

  async verify(raw, headers, { LINE_CHANNEL_SECRET: secret }) {
    const signature = headers.get('x-line-signature') ?? ''
    // Base64 can be written in several ways; only the platform's own counts.
    if (!secret || signature === '') return false
    const { validateSignature } = await import('@line/bot-sdk')
    const body = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    const canonical = Buffer.from(signature, 'base64').toString('base64')
    return validateSignature(body, secret, signature) && sameText(canonical, signature)
  },

  translate: (raw) => listAt(readObject(raw), 'events').map(arrivalOf),

  async send(message, to, secrets, fetch) {
    const base = secrets.LINE_API_URL ?? 'https://api.line.me'
    const headers = { authorization: `Bearer ${secrets.LINE_CHANNEL_ACCESS_TOKEN ?? ''}` }
    const messages = [messageOf(message)]
    if (to.reply && Date.now() < to.reply.until) {
      const body: messagingApi.ReplyMessageRequest = { replyToken: to.reply.token, messages }
      const replied = await replyTo(
        () => post(fetch, `${base}/v2/bot/message/reply`, headers, body),
        message.again === true,
      )
      if (replied) return replied
    }
    const body: messagingApi.PushMessageRequest = { to: to.sender, messages }
    const keyed = { ...headers, 'x-line-retry-key': message.key }
    return sentOf(await post(fetch, `${base}/v2/bot/message/push`, keyed, body))
  },

  async collect(media, secrets, fetch, most) {
    // A picture from elsewhere names an address of the sender's choosing; it is not fetched.
    if (!media.id) return { outcome: 'refused' }
    const base = secrets.LINE_DATA_API_URL ?? 'https://api-data.line.me'
    const url = `${base}/v2/bot/message/${encodeURIComponent(media.id)}/content`
    const headers = { authorization: `Bearer ${secrets.LINE_CHANNEL_ACCESS_TOKEN ?? ''}` }
    return download(fetch, url, headers, most)
  },
}

const kinds: Partial<Record<webhook.Event['type'], ArrivalKind>> = {
  follow: 'follow',
  unfollow: 'unfollow',
  unsend: 'unsend',
  messageEdited: 'edit',
  postback: 'text',
}
const messageKinds: Readonly<Record<webhook.MessageContent['type'], ArrivalKind>> = {
  text: 'text',
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  location: 'location',
  sticker: 'sticker',
}

// A reply token lasts a minute; what is left of the last ten seconds is for the way.
const tokenLife = 50_000

function arrivalOf(event: Json): Arrival {
  const original = JSON.stringify(event)
  const at = numberAt(event, 'timestamp')
  const token = textAt(event, 'replyToken')
  const message = objectAt(event, 'message')
  const isMessage = textAt(event, 'type') === 'message'
  return {
    ...present({
      message: isMessage ? textAt(message, 'id') : undefined,
      text: textAt(message, 'text') ?? textAt(event, 'postback', 'data'),
      media: mediaOf(message),
      place: placeOf(message),
      about:
        textAt(event, 'unsend', 'messageId') ?? (isMessage ? undefined : textAt(message, 'id')),
      reply: token && at !== undefined ? { token, until: at + tokenLife } : undefined,
      at,
    }),
    channel: 'line',
    event: textAt(event, 'webhookEventId') ?? idOfBytes(original),
    // Groups are not conversations of ours: an answer there would be read by all of them.
    sender:
      textAt(event, 'source', 'type') === 'user'
        ? (textAt(event, 'source', 'userId') ?? null)
        : null,
    kind: kindOf(event),
    original,
  }
}

function kindOf(event: Json): ArrivalKind {
  const type = textAt(event, 'type') ?? ''
  if (type !== 'message') return own(kinds, type) ?? 'unknown'
  return own(messageKinds, textAt(event, 'message', 'type') ?? '') ?? 'unknown'
}

function own(table: Partial<Record<string, ArrivalKind>>, type: string): ArrivalKind | undefined {
  return Object.hasOwn(table, type) ? table[type] : undefined
}

function mediaOf(message: Json): Media[] | undefined {
  const type = textAt(message, 'type') ?? ''
  if (!['image', 'video', 'audio', 'file'].includes(type)) return undefined
  const external = textAt(message, 'contentProvider', 'type') === 'external'
  const url = textAt(message, 'contentProvider', 'originalContentUrl')
  const name = textAt(message, 'fileName')
  const size = numberAt(message, 'fileSize')
  return [present({ id: external ? undefined : textAt(message, 'id'), url, name, size })]
}

function placeOf(message: Json): Arrival['place'] | undefined {
  const latitude = numberAt(message, 'latitude')
  const longitude = numberAt(message, 'longitude')
  if (latitude === undefined || longitude === undefined) return undefined
  const title = textAt(message, 'title') ?? textAt(message, 'address')
  return { latitude, longitude, ...(title && { title }) }
}

function messageOf({ text, buttons = [] }: Outgoing): messagingApi.TextMessage {
  const items = buttons.slice(0, line.abilities.buttons).map(({ label, text: says, url }) => {
    const short = label.slice(0, 20)
    const action: messagingApi.Action = url
      ? { type: 'uri', label: short, uri: url }
      : { type: 'message', label: short, text: says ?? label }
    return { type: 'action', action }
  })
  const shown = text.slice(0, line.abilities.maxLength)
  return { type: 'text', text: shown, ...(items.length > 0 && { quickReply: { items } }) }
}

/**
 * A reply is free but has no retry key: when nobody confirmed it, the same token is tried once more,
 * and being refused then means that it was used; likewise when an earlier try may have used it
 * (`again`). null: the token is no good, so push.
 */
async function replyTo(
  attempt: () => ReturnType<typeof post>,
  again: boolean,
): Promise<Sent | null> {
  const first = await attempt()
  const answer = first ?? (await attempt())
  if (answer?.status !== 400) return sentOf(answer)
  return first && !again ? null : { outcome: 'already sent' }
}

function sentOf(answer: Awaited<ReturnType<typeof post>>): Sent {
  if (!answer) return { outcome: 'retry', reason: 'network' }
  const { status, afterSeconds } = answer
  const reason = `http-${status}`
  if (status === 200) return { outcome: 'sent' }
  if (status === 409) return { outcome: 'already sent' }
  // 429 is the rate, or the month's free messages being used up: either way later, not never.
  if (status === 429 || status >= 500) {
    return { outcome: 'retry', reason, ...(afterSeconds !== undefined && { afterSeconds }) }
  }
  // A revoked token is for a person to renew; the message waits for it.
  if (status === 401) return { outcome: 'retry', reason: 'token', afterSeconds: 3600 }
  return { outcome: 'refused', reason }
}
