import { channelNamed } from '../../channels/all.ts'
import type { Channel, Fetch, Outgoing, Secrets, Sent } from '../../channels/channel.ts'
import { type OutgoingMail, sendMail } from '../../channels/email-out.ts'
import type { TokenStore } from '../../channels/zalo-token.ts'
import type { ChatTo } from '../conversation/say.ts'
import { sealDoesNotOpen } from '../seal/envelope.ts'
import type { Keys } from '../seal/keys.ts'
import { openRoute } from '../seal/route.ts'

/** What the outbox alone holds: the keys to reply routes, and what lets us write on the channels. */
export type Relay = {
  readonly keys: Pick<Keys, 'relay' | 'relayVersion' | 'pepper'>
  readonly secrets: Secrets
  /** Server and own address for mail; null while mail is off. */
  readonly mail: { smtpUrl: string; from: string } | null
  /** Public address of the letterbox, without a slash at the end. */
  readonly baseUrl: string
  readonly fetch: Fetch
  /** Where processes share a channel's own tokens. */
  readonly tokens: (channel: string) => TokenStore
}

/**
 * How one try ended; 'unsure': it may have arrived. `reason` is a code, never an id or a text;
 * `afterSeconds` is how long the other side wants to be left alone.
 */
export type Tried =
  | { outcome: 'sent' }
  | {
      outcome: 'unsure' | 'retry' | 'waiting' | 'refused'
      reason: string
      afterSeconds?: number
    }

/** Tries once to say something in a chat. Never raises. */
export async function tryChat(relay: Relay, to: ChatTo, message: Outgoing): Promise<Tried> {
  const channel = channelNamed(to.channel)
  if (!channel || !isOn(channel, relay.secrets))
    return { outcome: 'refused', reason: 'channel-off' }
  const line = watched(relay.fetch)
  let secrets = await freshSecrets(relay, channel)
  if (typeof secrets === 'string') return { outcome: 'retry', reason: `token-${secrets}` }
  let sent = await channel.send(message, to, secrets, line.fetch)
  if (sent.outcome === 'retry' && sent.reason === 'token' && channel.fresh) {
    secrets = await freshSecrets(relay, channel, secrets)
    if (typeof secrets === 'string') return { outcome: 'retry', reason: `token-${secrets}` }
    sent = await channel.send(message, to, secrets, line.fetch)
  }
  return triedOf(sent, line.reached())
}

/** Tries once to hand over a mail. Never raises. */
export async function tryMail(relay: Relay, mail: OutgoingMail): Promise<Tried> {
  if (!relay.mail) return { outcome: 'refused', reason: 'channel-off' }
  const { smtpUrl, from } = relay.mail
  return triedOf(await sendMail(mail, smtpUrl, from), false)
}

/** Whether a repeat on this channel is never twice (`Abilities.retryKey`). */
export function tellsRepeats(channel: string): boolean {
  return channelNamed(channel)?.abilities.retryKey ?? false
}

/** Whether the channel takes a message for whom it heard then; unknown times are for it to judge. */
export function isInWindow({ channel, heardAt, reply }: ChatTo, now = Date.now()): boolean {
  const window = channelNamed(channel)?.abilities.replyWindow ?? null
  if (window === null || heardAt === undefined || (reply && now < reply.until)) return true
  return now - heardAt <= window
}

/**
 * Opens what was sealed for the relay key: seals of threads carry no key version, so each is tried,
 * the newest first. Raises Problem('internal') when none opens it.
 */
export async function openRelayed(
  { keys }: Relay,
  bytes: Uint8Array,
  of: { record: string; field: string },
): Promise<unknown> {
  for (const [keyVersion, key] of [...keys.relay].sort(([a], [b]) => b - a)) {
    const opened = await openRoute(key, bytes, { ...of, keyVersion }).catch(() => null)
    if (opened) return JSON.parse(new TextDecoder().decode(opened))
  }
  throw sealDoesNotOpen()
}

function isOn({ variables }: Channel, secrets: Secrets): boolean {
  return Object.entries(variables).every(([name, use]) => use === 'address' || secrets[name])
}

async function freshSecrets(
  { secrets, fetch, tokens }: Relay,
  channel: Channel,
  stale?: Secrets,
): Promise<Secrets | 'retry' | 'lost'> {
  if (!channel.fresh) return secrets
  const given = { store: tokens(channel.name), secrets, fetch }
  return channel.fresh(given, stale).catch(() => 'retry')
}

function triedOf(sent: Sent, reached: boolean): Tried {
  if (!('reason' in sent)) return { outcome: 'sent' }
  const { reason } = sent
  if (sent.outcome === 'refused') {
    return { outcome: reason === 'window-closed' ? 'waiting' : 'refused', reason }
  }
  // A server that breaks down over a message may have taken it before; 502 and 503 come from those
  // in front of it, and refusals name their reason.
  const doubtful = reason === 'lost' || reason === 'answer' || /^http-50[04]$/.test(reason)
  const broke = reason === 'network' && reached
  const { afterSeconds = 0 } = sent
  return { outcome: doubtful || broke ? 'unsure' : 'retry', reason, afterSeconds }
}

const neverThere = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** The network, and whether the platform may have heard anything of the last request. */
function watched(fetch: Fetch): { fetch: Fetch; reached: () => boolean } {
  let reached = false
  return {
    reached: () => reached,
    async fetch(input, init) {
      reached = true
      try {
        return await fetch(input, init)
      } catch (error) {
        const cause = error instanceof Error ? error.cause : undefined
        const code = typeof cause === 'object' && cause && 'code' in cause ? cause.code : ''
        reached = !neverThere.includes(String(code))
        throw error
      }
    },
  }
}
