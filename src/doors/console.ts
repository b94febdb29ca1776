import { readFile } from 'node:fs/promises'
import { channels } from '../../channels/all.ts'
import { connect } from '../../db/connection.ts'
import { migrated } from '../../db/migrated.ts'
import { variableMissing } from '../../views/words/start.ts'
import { type Config, configOf } from '../config.ts'
import { startJobs } from '../jobs/start.ts'
import { vaultOf } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { openKeys, publicParts } from '../seal/keys.ts'
import { consoleApp } from './apps.ts'
import { pollingOf, relayOf } from './post.ts'
import { addressBehind, logger, open } from './serve.ts'
import { staffDoorOf } from './staff.ts'

// The console's process: moderation, records, approvals, jobs. The only one that opens letters.
const config = configOf(process.env)
const databaseUrl = config.CONSOLE_DATABASE_URL
if (!databaseUrl) throw new Problem('invalid', variableMissing('CONSOLE_DATABASE_URL'))
const log = logger('console', config.LOG_LEVEL)
const keys = await openKeys(config.KEYS_DIR, await passphrase())
const vault = vaultOf(keys)
const { db, pool, close } = connect(databaseUrl, { max: 12, name: 'console' })
const staff = staffDoorOf('console', config, db, addressBehind(config.TRUST_PROXY))
// Entering for others seals and needs no secret half: it works while the console is locked, too.
const { letter, relay, pepper } = await publicParts(config.KEYS_DIR)
const app = consoleApp(staff, vault, log, () => migrated(pool), {
  keys: { letterKey: letter, relayKey: relay, pepper },
  baseUrl: config.BASE_URL,
  channels: channelsOf(config),
})
const signing = keys === 'locked' ? null : keys.signing
const jobs = await startJobs({
  db,
  databaseUrl,
  vault,
  signing,
  dataDir: config.DATA_DIR,
  log,
  relay: keys === 'locked' ? null : relayOf(config, db, keys),
  polling: keys === 'locked' ? null : pollingOf(config, db, keys),
})
open({ fetch: app.fetch, hostname: config.CONSOLE_HOST, port: config.CONSOLE_PORT }, async () => {
  await jobs.stop()
  await close()
})

async function passphrase(): Promise<string | undefined> {
  if (!config.KEYS_PASSPHRASE_FILE) return undefined
  return (await readFile(config.KEYS_PASSPHRASE_FILE, 'utf8')).replace(/\r?\n$/, '')
}

// Chats that have all they need to hear, and mail when a mailbox is polled.
function channelsOf({ channels: given, IMAP_URL }: Config): string[] {
  const on = channels.filter(({ variables }) =>
    Object.entries(variables).every(([name, use]) => use !== 'verify' || given[name]),
  )
  return [...on.map(({ name }) => name), ...(IMAP_URL ? ['email'] : [])]
}
