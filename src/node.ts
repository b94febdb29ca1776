// `npm start`. Only the lock is imported before it is taken: a second start must end within a second.
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { lock } from '../db/lock.ts'
import { isTrouble } from '../db/trouble.ts'
import { both } from '../views/lang.ts'
import { troubleWords } from '../views/words/database.ts'
import { madeAhead } from './parent/ahead.js'

const say = (line: string) => console.error(line)
const print = (line: string) => console.log(line)

try {
  // The one variable read outside src/config.ts, by the same rule: empty counts as absent.
  const dir = resolve(process.env.DATA_DIR || './data')
  const { afterCrash, release } = lock(dir)
  process.on('exit', release)
  const { promise: signal, resolve: asked } = Promise.withResolvers<null>()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => asked(null))
  enableCompileCache(join(dir, 'cache'))
  const bundle = madeAhead('parent')
  const whole = bundle ? pathToFileURL(bundle) : new URL('./parent/serve.ts', import.meta.url)
  const { serve }: typeof import('./parent/serve.ts') = await import(whole.href)
  const failed = await serve(process.env, { say, print, signal, afterCrash })
  if (failed) say(both(failed))
  process.exit(failed ? 1 : 0)
} catch (thrown) {
  if (!isTrouble(thrown)) throw thrown
  say(both(troubleWords(thrown.trouble, thrown.about)))
  process.exit(1)
}
