import type { Db } from '../../db/connection.ts'
import { forgetOldChats } from '../conversation/forget.ts'
import type { ChatKeys } from '../conversation/kept.ts'
import { createTalk } from '../conversation/talk.ts'
import type { Vault } from '../moderation/vault.ts'
import { sealDoesNotOpen } from '../seal/envelope.ts'
import type { Relay } from './relay.ts'
import { nameOf } from './unpacking.ts'
import { startWatch } from './watch.ts'

type Talking = {
  db: Db
  databaseUrl: string
  relay: Relay
  vault: Vault
  log: (line: string) => void
  every?: number
}

const atOnce = 100
const day = 24 * 3_600_000

/**
 * Hears the chats: now, whenever the door says that something came (NOTIFY), and every five seconds;
 * one process at a time. Once a day it forgets what nobody comes back to.
 */
export function startTalking(given: Talking): { stop(): Promise<void> } {
  const { db, relay, log } = given
  const keys = chatKeysOf(relay, given.vault)
  const talk = createTalk({
    db,
    keys,
    fetching: relay,
    baseUrl: relay.baseUrl,
    failed: (what, error) => log(`a chat waits (${what}): ${nameOf(error)}`),
  })
  let forgotAt = 0
  return startWatch({
    ...given,
    name: 'talk',
    channel: 'chats',
    lock: 0x7964_6374,
    async work() {
      while ((await talk.hear(atOnce)) === atOnce);
      if (Date.now() - forgotAt < day) return
      forgotAt = Date.now()
      const forgotten = await forgetOldChats(db, keys)
      if (forgotten > 0) log(`old drafts forgotten: ${forgotten}`)
    },
  })
}

/** What conversations open and seal with. Raises Problem('internal') without the newest relay key. */
export function chatKeysOf({ keys }: Pick<Relay, 'keys'>, { opener, keks }: Vault): ChatKeys {
  const { relay, relayVersion: version, pepper } = keys
  const newest = relay.get(version)
  if (!newest) throw sealDoesNotOpen()
  const relayKey = { version, publicKey: newest.publicBytes }
  return { opener, keks, relay, relayKey, pepper }
}
