// `npm start`. Only the lock is imported before it is taken: a second start must end within a second.
import { resolve } from 'node:path'
import { lock } from '../db/lock.ts'
import { isTrouble } from '../db/trouble.ts'
import { both, type Sentence } from '../views/lang.ts'
import { troubleWords } from '../views/words/database.ts'

const say = (line: string) => console.error(line)

try {
  // The one variable read outside src/config.ts, by the same rule: empty counts as absent.
  const { afterCrash, release } = lock(resolve(process.env.DATA_DIR || './data'))
  process.on('exit', release)
  await run(afterCrash)
} catch (thrown) {
  say(both(await sentenceOf(thrown)))
  process.exit(1)
}

async function run(afterCrash: boolean): Promise<void> {
  let asked: (() => void) | undefined
  const signal = new Promise<null>((wake) => {
    asked = () => wake(null)
  })
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => asked?.())
  const { start } = await import('./parent/start.ts')
  const running = await start(process.env, { say, afterCrash })
  const { announce } = await import('./parent/announce.ts')
  for (const line of announce(running)) console.log(line)
  const problem = await Promise.race([running.gaveUp, signal])
  await running.stop()
  if (problem) throw problem
  process.exit(0)
}

async function sentenceOf(thrown: unknown): Promise<Sentence> {
  if (isTrouble(thrown)) return troubleWords(thrown.trouble, thrown.about)
  const { Problem } = await import('./problem.ts')
  if (thrown instanceof Problem) return thrown.sentence
  const { startWords } = await import('../views/words/start.ts')
  say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  return startWords.unexpected
}
