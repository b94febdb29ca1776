// One of several processes that share the account's token: told a stale one, it answers a fresh one.
import { freshZaloToken } from '../../channels/zalo-token.ts'
import { connect } from '../../db/connection.ts'
import { channelTokenStore } from '../../src/jobs/channel-tokens.ts'
import { pairOf } from '../../src/seal/pair.ts'

const [databaseUrl = '', oauthUrl = ''] = process.argv.slice(2)
const { db, close } = connect(databaseUrl, { max: 2, name: 'test' })
const relay = await pairOf('X25519', new Uint8Array(32).fill(2))
const store = channelTokenStore(db, { relay: new Map([[1, relay]]), relayVersion: 1 }, 'zalo')
const secrets = {
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 'bi-mat',
  ZALO_REFRESH_TOKEN: 'lam-moi-0',
  ZALO_OAUTH_URL: oauthUrl,
}

process.on('message', async (stale: string) => {
  process.send?.(await freshZaloToken({ store, secrets, fetch }, stale || undefined))
})
process.on('disconnect', () => void close())
process.send?.('ready')
