import type pg from 'pg'
import { channels, missingOf } from '../../channels/all.ts'
import type { Channel } from '../../channels/channel.ts'
import { chatFindings as words } from '../../views/words/doctor.ts'
import type { Config } from '../config.ts'
import { advice, bad, type Finding, good } from './finding.ts'

/** Which chats are on, what they lack, who runs the account, and what goes abroad. */
export function chatFindings(config: Config): Finding[] {
  const on = channels.filter((channel) => isWhole(channel, config))
  return [
    ...channels.map((channel) => switched(channel, config)),
    ...(on.length > 0 ? [admins(config)] : []),
    ...on
      .filter(({ abilities }) => abilities.foreign)
      .map(({ name }) => advice(words.abroad(name))),
  ]
}

/**
 * Chats whose account a person must authorise anew: the last try to say something there failed for it.
 * `client` is the database's owner.
 */
export async function lostTokens(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ channel: string }>(`
    select distinct channel from (
      select distinct on (channel) channel, reason from chat_tries where outcome <> 'begun'
        order by channel, seq desc) last where reason = 'token-lost'
    union
    select channel from (
      select distinct on (channel) channel, reason from deliveries where channel is not null and outcome <> 'begun'
        order by channel, seq desc) last where reason = 'token-lost'
    order by 1`)
  return rows.map(({ channel }) => bad(words.lost(channel)))
}

/**
 * Chats that could not be reached at the last try, within a day: away, or too slow to answer in time.
 * `client` is the database's owner.
 */
export async function quietChats(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ channel: string }>(`
    select distinct channel from (
      (select distinct on (channel) channel, reason, day from chat_tries
        where outcome <> 'begun' order by channel, seq desc)
      union all
      (select distinct on (channel) channel, reason, day from deliveries
        where channel is not null and outcome <> 'begun' order by channel, seq desc)
    ) last where reason ~ '^(network|token-retry|http-5|lost)' and day >= today() - 1 order by 1`)
  return rows.map(({ channel }) => bad(words.away(channel)))
}

function switched(channel: Channel, config: Config): Finding {
  const { name, variables } = channel
  const missing = missingOf(channel, config.channels)
  if (missing.length === 0) return good(words.on(name))
  const needed = Object.values(variables).filter((use) => use !== 'address').length
  return missing.length === needed ? good(words.off(name)) : advice(words.incomplete(name, missing))
}

function isWhole(channel: Channel, { channels: given }: Config): boolean {
  return missingOf(channel, given).length === 0
}

function admins({ CHAT_ADMINS: names = [] }: Config): Finding {
  return names.length === 2 ? good(words.admins(names)) : advice(words.adminsAsked)
}
