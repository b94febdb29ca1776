// `npm run demo`: what `npm start` runs, on a throw-away directory (or the given DATA_DIR), filled
// through its own doors with a fictional ward. Only the lock is imported before it is taken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { lock } from '../db/lock.ts'
import { isTrouble } from '../db/trouble.ts'
import { both, type Sentence } from '../views/lang.ts'
import { troubleWords } from '../views/words/database.ts'
import { demoWords } from '../views/words/demo.ts'

const say = (line: string) => console.error(line)
const given = process.env.DATA_DIR
let shown = ''
const dir = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'ydan-demo-'))

try {
  const { afterCrash, release } = lock(dir)
  process.on('exit', () => {
    release()
    if (!given) rmSync(dir, { recursive: true, force: true })
  })
  await run(afterCrash)
} catch (thrown) {
  say(both(await sentenceOf(thrown)))
  process.exit(1)
}

async function run(afterCrash: boolean): Promise<void> {
  const { promise: signal, resolve: stop } = Promise.withResolvers<null>()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop(null))
  const { castIn, mustBeEmpty } = await import('./demo/directory.ts')
  const cast = castIn(dir)
  if (cast === null && process.env.DATABASE_URL) await mustBeEmpty(process.env.DATABASE_URL)
  const { start } = await import('./parent/start.ts')
  const running = await start(environment(), { say, afterCrash })
  try {
    const { play } = await import('./demo/play.ts')
    const playing = play(running, cast, { line: (text) => console.log(text), progress })
    const problem = await Promise.race([running.gaveUp, signal, playing.then(() => signal)])
    if (problem) throw problem
  } finally {
    await running.stop()
  }
  process.exit(0)
}

// A demo has keys of its own and opens all its doors, whatever else is set on this machine.
function environment(): Record<string, string | undefined> {
  const LOG_LEVEL = process.env.LOG_LEVEL || 'warn'
  return { ...process.env, DATA_DIR: dir, KEYS_DIR: '', DOORS: '', DEMO: '1', LOG_LEVEL }
}

// One line that is written over; where nobody watches (a pipe), each step once.
function progress(text: string): void {
  const step = text.replace(/ \d+\/\d+$/, '')
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
  else if (step !== shown && step !== '') say(step)
  shown = step
}

async function sentenceOf(thrown: unknown): Promise<Sentence> {
  if (isTrouble(thrown)) return troubleWords(thrown.trouble, thrown.about)
  const { Problem } = await import('./problem.ts')
  if (thrown instanceof Problem) return thrown.sentence
  say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  return demoWords.failed
}
