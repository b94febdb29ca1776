import { readFile } from 'node:fs/promises'
import { connect } from '../../db/connection.ts'
import { migrated } from '../../db/migrated.ts'
import { variableMissing } from '../../views/words/start.ts'
import { configOf } from '../config.ts'
import { startJobs } from '../jobs/start.ts'
import { vaultOf } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { openKeys } from '../seal/keys.ts'
import { consoleApp } from './apps.ts'
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
const app = consoleApp(staff, vault, log, () => migrated(pool))
const signing = keys === 'locked' ? null : keys.signing
const jobs = await startJobs({ db, databaseUrl, vault, signing, dataDir: config.DATA_DIR, log })
open({ fetch: app.fetch, hostname: config.CONSOLE_HOST, port: config.CONSOLE_PORT }, async () => {
  await jobs.stop()
  await close()
})

async function passphrase(): Promise<string | undefined> {
  if (!config.KEYS_PASSPHRASE_FILE) return undefined
  return (await readFile(config.KEYS_PASSPHRASE_FILE, 'utf8')).replace(/\r?\n$/, '')
}
