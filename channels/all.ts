import type { Channel } from './channel.ts'
import { line } from './line.ts'
import { messenger } from './messenger.ts'
import { zalo } from './zalo.ts'

/** Every chat there is. A new one is its file and a line here. */
export const channels: readonly Channel[] = [zalo, line, messenger]

/** The channel of that name; undefined when there is none. */
export function channelNamed(name: string): Channel | undefined {
  return channels.find((channel) => channel.name === name)
}
