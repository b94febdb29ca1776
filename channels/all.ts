import type { Channel, Secrets } from './channel.ts'
import { line } from './line.ts'
import { messenger } from './messenger.ts'
import { zalo } from './zalo.ts'

/** Every chat there is. A new one is its file and a line here. */
export const channels: readonly Channel[] = [zalo, line, messenger]

/** The channel of that name; undefined when there is none. */
export function channelNamed(name: string): Channel | undefined {
  return channels.find((channel) => channel.name === name)
}

/** The channels that have all they need to hear: whose deliveries can be verified. */
export function heardOn(secrets: Secrets): Channel[] {
  return channels.filter(({ variables }) =>
    Object.entries(variables).every(([name, use]) => use !== 'verify' || secrets[name]),
  )
}

/** The variables a channel still lacks to take and to answer, by name. */
export function missingOf({ variables }: Channel, secrets: Secrets): string[] {
  return Object.entries(variables).flatMap(([name, use]) =>
    use === 'address' || secrets[name] ? [] : [name],
  )
}
