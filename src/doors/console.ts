import { readFile } from 'node:fs/promises'
import { heardOn } from '../../channels/all.ts'
import { connect } from '../../db/connection.ts'
import { migrated } from '../../db/migrated.ts'
import { variableMissing } from '../../views/words/start.ts'
import { type Config, configOf } from '../config.ts'
import { signingPublicKeys } from '../custody/keys.ts'
import { startJobs } from '../jobs/start.ts'
import { unlockVault, vaultOf } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { type Keys, openKeys, publicParts } from '../seal/keys.ts'
import { startTracing } from '../tracing.ts'
import { consoleApp } from './apps.ts'
import { mayOpen } from './life.ts'
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
const signingKeys = await signingPublicKeys(config.KEYS_DIR)
const table = {
  keys: { letterKey: letter, relayKey: relay, pepper, signingKeys },
  baseUrl: config.BASE_URL,
  channels: channelsOf(config),
  mailbox: config.MAIL_FROM,
  mails: Boolean(config.SMTP_URL && config.MAIL_FROM),
}
const app = consoleApp(
  staff,
  vault,
  log,
  () => migrated(pool),
  table,
  async (typed) => {
    const opened = await openKeys(config.KEYS_DIR, typed)
    if (opened === 'locked' || !vault.locked) return
    unlockVault(vault, opened)
    log('the keys were unlocked')
    await jobs.stop()
    jobs = await jobsWith(databaseUrl, opened)
  },
)
const endTracing = await startTracing('console', config)
await mayOpen()
let jobs = await jobsWith(databaseUrl, keys)
open({ fetch: app.fetch, hostname: config.CONSOLE_HOST, port: config.CONSOLE_PORT }, async () => {
  await jobs.stop()
  await close()
  await endTracing()
})

// What needs keys waits for them: after unlocking the jobs are started again with them.
function jobsWith(databaseUrl: string, keys: Keys | 'locked') {
  const open = keys === 'locked' ? null : keys
  return startJobs({
    db,
    databaseUrl,
    vault,
    signing: open?.signing ?? null,
    // A key that was rotated goes on proving what it signed.
    earlierKeys: signingKeys,
    dataDir: config.DATA_DIR,
    deskUrl: config.DESK_URL,
    log,
    relay: open && relayOf(config, db, open),
    polling: open && pollingOf(config, db, open),
  })
}

async function passphrase(): Promise<string | undefined> {
  if (!config.KEYS_PASSPHRASE_FILE) return undefined
  return (await readFile(config.KEYS_PASSPHRASE_FILE, 'utf8')).replace(/\r?\n$/, '')
}

// Chats that have all they need to hear, and mail when a mailbox is polled.
function channelsOf({ channels: given, IMAP_URL }: Config): string[] {
  return [...heardOn(given).map(({ name }) => name), ...(IMAP_URL ? ['email'] : [])]
}
