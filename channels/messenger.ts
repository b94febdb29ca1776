import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { download, isHostedBy, post } from './call.ts'
import type { Arrival, ArrivalKind, Channel, Media } from './channel.ts'
import { type Json, listAt, numberAt, objectAt, present, readObject, textAt } from './json.ts'
import { idOfBytes, sameText } from './proof.ts'

const day = 24 * 3_600_000

/** Facebook Messenger Platform: webhooks signed with the app secret, the Send API to answer. */
export const messenger: Channel = {
  name: 'messenger',
  variables: {
    MESSENGER_APP_SECRET: 'verify',
    MESSENGER_VERIFY_TOKEN: 'verify',
    MESSENGER_PAGE_TOKEN: 'send',
    MESSENGER_API_URL: 'address',
  },
  abilities: {
    replyWindow: day,
    media: ['image', 'video', 'audio', 'file'],
    buttons: 13,
    maxLength: 2000,
    retryKey: false,
    foreign: true,
  },

  verify(raw, headers, { MESSENGER_APP_SECRET: secret }) {
    const signature = headers.get('x-hub-signature-256') ?? ''
    if (!secret || signature === '') return false
    const expected = bytesToHex(hmac(sha256, utf8ToBytes(secret), raw))
    return sameText(signature, `sha256=${expected}`)
  },

  translate: (raw) =>
    listAt(readObject(raw), 'entry').flatMap((entry) =>
      [...listAt(entry, 'messaging'), ...listAt(entry, 'standby')].map(arrivalOf),
    ),

  challenge(query, { MESSENGER_VERIFY_TOKEN: token }) {
    if (query.get('hub.mode') !== 'subscribe' || !token) return null
    const asked = query.get('hub.challenge') ?? ''
    const isTheirs = sameText(query.get('hub.verify_token') ?? '', token)
    return isTheirs && /^[\w-]{1,200}$/.test(asked) ? asked : null
  },

  async send(message, to, secrets, fetch) {
    if (to.heardAt !== undefined && Date.now() - to.heardAt > day) {
      return { outcome: 'refused', reason: 'window-closed' }
    }
    const base = secrets.MESSENGER_API_URL ?? 'https://graph.facebook.com/v23.0'
    const headers = { authorization: `Bearer ${secrets.MESSENGER_PAGE_TOKEN ?? ''}` }
    const choices = (message.buttons ?? []).filter(({ url }) => !url)
    const links = (message.buttons ?? []).flatMap(({ label, url }) =>
      url ? [`${label}: ${url}`] : [],
    )
    const body = {
      recipient: { id: to.sender },
      messaging_type: 'RESPONSE',
      message: {
        text: [message.text, ...links].join('\n').slice(0, messenger.abilities.maxLength),
        ...(choices.length > 0 && {
          quick_replies: choices.slice(0, 13).map(({ label, text }) => ({
            content_type: 'text',
            title: label.slice(0, 20),
            payload: text ?? label,
          })),
        }),
      },
    }
    const answer = await post(fetch, `${base}/me/messages`, headers, body)
    if (!answer) return { outcome: 'retry', reason: 'network' }
    const reason = `http-${answer.status}`
    if (answer.status === 200) return { outcome: 'sent' }
    if (answer.status === 401) return { outcome: 'retry', reason: 'token', afterSeconds: 3600 }
    if (answer.status === 429 || answer.status >= 500) return { outcome: 'retry', reason }
    return { outcome: 'refused', reason }
  },

  async collect({ url }, _secrets, fetch, most) {
    if (!url || !isHostedBy(url, ['fbcdn.net', 'fbsbx.com'])) return { outcome: 'refused' }
    return download(fetch, url, {}, most)
  },
}

const attachmentKinds: Readonly<Record<string, ArrivalKind>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  location: 'location',
}

function arrivalOf(event: Json): Arrival {
  const original = JSON.stringify(event)
  const id = textAt(event, 'message', 'mid')
  const edited = textAt(event, 'message_edit', 'mid')
  // An echo is what we wrote ourselves; its sender is the page.
  const isEcho = objectAt(event, 'message').is_echo === true
  return {
    ...present({
      message: isEcho ? undefined : id,
      text:
        textAt(event, 'message', 'quick_reply', 'payload') ??
        textAt(event, 'message', 'text') ??
        textAt(event, 'message_edit', 'text') ??
        textAt(event, 'postback', 'payload'),
      media: mediaOf(event),
      place: placeOf(event),
      about: edited,
      ref: textAt(event, 'referral', 'ref') ?? textAt(event, 'postback', 'referral', 'ref'),
      at: numberAt(event, 'timestamp'),
    }),
    channel: 'messenger',
    event: id && !isEcho ? id : idOfBytes(original),
    sender: isEcho ? null : (textAt(event, 'sender', 'id') ?? null),
    kind: isEcho ? 'unknown' : kindOf(event, edited !== undefined),
    original,
  }
}

function kindOf(event: Json, isEdit: boolean): ArrivalKind {
  if (isEdit) return 'edit'
  const [first] = listAt(event, 'message', 'attachments')
  const type = textAt(first, 'type') ?? ''
  if (textAt(first, 'payload', 'sticker_id') !== undefined) return 'sticker'
  if (Object.hasOwn(attachmentKinds, type)) return attachmentKinds[type] ?? 'unknown'
  if (textAt(event, 'message', 'text') ?? textAt(event, 'postback', 'payload')) return 'text'
  return textAt(event, 'referral', 'ref') === undefined ? 'unknown' : 'follow'
}

function mediaOf(event: Json): Media[] | undefined {
  const media = listAt(event, 'message', 'attachments').flatMap((part) => {
    const url = textAt(part, 'payload', 'url')
    return url && textAt(part, 'payload', 'sticker_id') === undefined ? [{ url }] : []
  })
  return media.length > 0 ? media : undefined
}

function placeOf(event: Json): Arrival['place'] | undefined {
  const [first] = listAt(event, 'message', 'attachments')
  const latitude = numberAt(first, 'payload', 'coordinates', 'lat')
  const longitude = numberAt(first, 'payload', 'coordinates', 'long')
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
}
