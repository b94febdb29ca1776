import type { Db } from '../../db/connection.ts'
import { copyWaiting } from '../moderation/copying.ts'
import type { Vault } from '../moderation/vault.ts'
import { nameOf } from './unpacking.ts'
import { startWatch } from './watch.ts'

type Copying = { db: Db; databaseUrl: string; vault: Vault; log: (line: string) => void }

/** Makes safe copies of what was unpacked, one file at a time, in one process of all. */
export function startCopying(given: Copying): { stop(): Promise<void> } {
  const { db, vault, log } = given
  const failed = (attachment: string, error: unknown) =>
    log(`attachment ${attachment} cannot be copied: ${nameOf(error)}`)
  let stopped = false
  const watch = startWatch({
    ...given,
    name: 'copying',
    channel: 'attachments',
    lock: 0x7964_6370,
    async work() {
      if (!vault.locked) await copyWaiting(db, vault, failed, () => stopped)
    },
  })
  return {
    stop() {
      stopped = true
      return watch.stop()
    },
  }
}
