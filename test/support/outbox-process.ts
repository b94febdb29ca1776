// The console's jobs alone, in a process of their own that may be killed at any moment.
import { tmpdir } from 'node:os'
import { connect } from '../../db/connection.ts'
import { channelTokenStore } from '../../src/jobs/channel-tokens.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { openKeys } from '../../src/seal/keys.ts'
import { chatSecrets, ours } from './post.ts'

const [databaseUrl = '', keysDir = '', smtpUrl = '', platforms = '{}'] = process.argv.slice(2)
const keys = await openKeys(keysDir)
if (keys === 'locked') throw new Error('unreachable')
const { db } = connect(databaseUrl, { max: 6, name: 'outbox process' })
await startJobs({
  db,
  databaseUrl,
  vault: vaultOf(keys),
  signing: null,
  dataDir: tmpdir(),
  log: () => {},
  relay: {
    keys,
    secrets: { ...chatSecrets, ...JSON.parse(platforms) },
    mail: { smtpUrl, from: ours },
    baseUrl: 'https://gopy.maylanh.example',
    fetch,
    tokens: (channel) => channelTokenStore(db, keys, channel),
  },
})
process.send?.('ready')
// Without whoever started it, it ends too.
process.on('disconnect', () => process.exit(0))
