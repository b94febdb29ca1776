import { both } from '../../views/lang.ts'
import { startWords } from '../../views/words/start.ts'
import type { Running } from './start.ts'

/** The lines printed when all is ready: one a door of this machine, as people and programs expect them. */
export function announce({ config, firstAdministrator }: Running): string[] {
  const addresses = {
    letterbox: config.BASE_URL,
    desk: config.DESK_URL,
    console: config.CONSOLE_URL,
  }
  const order = ['letterbox', 'desk', 'console'] as const
  const lines = order
    .filter((door) => config.DOORS.includes(door))
    .map((door) => `${door.padEnd(11)}${addresses[door]}`)
  if (firstAdministrator === null) return lines
  return [...lines, both(startWords.firstAdministrator), firstAdministrator]
}
