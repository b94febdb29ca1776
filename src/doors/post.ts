import { as, type Db } from '../../db/connection.ts'
import { doorThrough } from '../../db/door-through.ts'
import type { Config } from '../config.ts'
import { createGate } from '../intake/gate.ts'
import { letterboxOf } from '../intake/letterbox.ts'
import { channelTokenStore } from '../jobs/channel-tokens.ts'
import type { Polling } from '../jobs/mailbox.ts'
import type { Relay } from '../jobs/relay.ts'
import type { SealingKey } from '../seal/kek.ts'
import type { Keys } from '../seal/keys.ts'

/** What the console's outbox works with, from the configuration and the open keys. */
export function relayOf(config: Config, db: Db, keys: Keys): Relay {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, BASE_URL: baseUrl, channels: secrets } = config
  return {
    keys,
    secrets,
    mail: smtpUrl && from ? { smtpUrl, from } : null,
    baseUrl,
    fetch,
    tokens: (channel) => channelTokenStore(db, keys, channel),
  }
}

/** The mailbox to poll, emptied into the letterbox's own door; null while it is not configured. */
export function pollingOf(config: Config, db: Db, keys: Keys): Omit<Polling, 'log'> | null {
  const { IMAP_URL: imapUrl, MAIL_FROM: ours, MAIL_AUTHSERV_ID: authserv } = config
  if (!imapUrl || !ours) return null
  const door = doorThrough((statement) =>
    as(db, { role: 'ydan_jobs' }, (tx) => tx.execute(statement)),
  )
  const { pepper } = keys
  const box = letterboxOf(door, {
    letterKey: newest(keys.letter, keys.letterVersion),
    relayKey: newest(keys.relay, keys.relayVersion),
    pepper,
    signingKeys: [keys.signing.publicKey],
  })
  return { box, mailbox: { ours, authserv, gate: createGate(pepper) }, imapUrl }
}

function newest(pairs: Keys['letter'], version: number): SealingKey {
  const pair = pairs.get(version)
  if (!pair) throw new Error('no key of the newest version')
  return { version, publicKey: pair.publicBytes }
}
