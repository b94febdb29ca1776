import { demoSteps } from '../../views/words/demo.ts'
import { openOwner } from '../cli/owner.ts'
import { announce } from '../parent/announce.ts'
import type { Running } from '../parent/start.ts'
import { type Member, waysIn } from './cast.ts'
import { mark } from './directory.ts'
import { fill, letterCount, type Progress } from './fill.ts'

/** Where the demo writes: `line` for good, `progress` over the same line again and again. */
export type Screen = { line: (text: string) => void; progress: (text: string) => void }

/**
 * Fills a running service unless it has its cast already, then prints the ways in and, last, the
 * addresses. Raises what filling raises; then the directory stays marked as unfinished.
 */
export async function play(
  running: Running,
  before: readonly Member[] | null,
  screen: Screen,
): Promise<void> {
  const { config } = running
  const owner = await openOwner(config)
  try {
    const cast = before ?? (await filled(running, owner.db, screen))
    const urls = { desk: config.DESK_URL, console: config.CONSOLE_URL }
    for (const line of await waysIn(owner.db, cast, urls)) screen.line(line)
    // The link for a first administrator was made on the empty database, and opens nothing now.
    for (const line of announce({ ...running, firstAdministrator: null })) screen.line(line)
  } finally {
    await owner.close()
  }
}

async function filled(
  { config }: Running,
  owner: Parameters<typeof fill>[1],
  screen: Screen,
): Promise<Member[]> {
  const progress: Progress = (step, done) => {
    const { vi, en } = demoSteps[step]
    const count = done > 0 && done < letterCount ? ` ${done}/${letterCount}` : ''
    screen.progress(`${vi} / ${en}${count}`)
  }
  mark(config.DATA_DIR, null)
  const cast = await fill(config, owner, progress)
  mark(config.DATA_DIR, cast)
  screen.progress('')
  return cast
}
