// `npm start` with the test's own doors: the same lock and the same parent, other entries.
import { fileURLToPath } from 'node:url'
import { lock } from '../../db/lock.ts'
import { isTrouble } from '../../db/trouble.ts'
import { announce } from '../../src/parent/announce.ts'
import { start } from '../../src/parent/start.ts'

const here = (name: string) => fileURLToPath(new URL(`doors/${name}.ts`, import.meta.url))
const [consoleEntry = 'desk'] = process.argv.slice(2)

try {
  const { afterCrash, release } = lock(process.env.DATA_DIR ?? '')
  process.on('exit', release)
  const running = await start(process.env, {
    say: (line) => console.error(line),
    afterCrash,
    entry: {
      letterbox: here('letterbox'),
      desk: here('desk'),
      console: here(consoleEntry),
    },
  })
  const signal = new Promise((wake) => process.on('SIGTERM', () => wake(undefined)))
  console.log(announce(running).join('\n'))
  console.log('ready')
  const problem = await Promise.race([running.gaveUp, signal])
  await running.stop()
  process.exit(problem ? 1 : 0)
} catch (thrown) {
  console.error(isTrouble(thrown) ? thrown.message : thrown)
  process.exit(1)
}
