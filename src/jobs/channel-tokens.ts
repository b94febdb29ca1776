import { and, eq } from 'drizzle-orm'
import type { TokenStore, ZaloToken } from '../../channels/zalo-token.ts'
import { as, type Db } from '../../db/connection.ts'
import { channelTokens } from '../../db/schema.ts'
import { sealDoesNotOpen } from '../seal/envelope.ts'
import type { Keys } from '../seal/keys.ts'
import { openRoute, sealRoute } from '../seal/route.ts'

const jobs = { role: 'ydan_jobs' } as const
// One row a channel, so the field alone tells the seals apart.
const record = '00000000-0000-0000-0000-000000000000'

/**
 * A channel's tokens in the database, sealed for the relay key, shared by all processes; a write
 * happens only while the version is the expected one (0: nothing is kept yet). `read` raises
 * Problem('internal') when the seal does not open.
 */
export function channelTokenStore(
  db: Db,
  keys: Pick<Keys, 'relay' | 'relayVersion'>,
  channel: string,
): TokenStore {
  const field = `token:${channel}`
  return {
    async read() {
      const [row] = await as(db, jobs, (tx) =>
        tx.select().from(channelTokens).where(eq(channelTokens.channel, channel)),
      )
      if (!row) return null
      const { version, keyVersion, bytes } = row
      const key = keys.relay.get(keyVersion)
      if (!key) throw sealDoesNotOpen()
      const opened = await openRoute(key, bytes, { record, field, keyVersion })
      return { version, token: JSON.parse(new TextDecoder().decode(opened)) as ZaloToken }
    },

    async compareAndStore(expected, token) {
      const keyVersion = keys.relayVersion
      const key = keys.relay.get(keyVersion)
      if (!key) throw sealDoesNotOpen()
      const clear = new TextEncoder().encode(JSON.stringify(token))
      const bytes = await sealRoute(key.publicBytes, clear, { record, field, keyVersion })
      const next = { version: expected + 1, keyVersion, bytes }
      const stored = await as(db, jobs, (tx) =>
        expected === 0
          ? tx
              .insert(channelTokens)
              .values({ channel, ...next })
              .onConflictDoNothing()
          : tx
              .update(channelTokens)
              .set(next)
              .where(and(eq(channelTokens.channel, channel), eq(channelTokens.version, expected))),
      )
      return stored.rowCount === 1
    },
  }
}
