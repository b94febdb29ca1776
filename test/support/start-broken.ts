// `npm start` whose letterbox has a broken dependency inside (doors/broken-letterbox.ts).
import { fileURLToPath } from 'node:url'
import { announce } from '../../src/parent/announce.ts'
import { entries } from '../../src/parent/doors.ts'
import { start } from '../../src/parent/start.ts'

const letterbox = fileURLToPath(new URL('doors/broken-letterbox.ts', import.meta.url))
const running = await start(process.env, {
  say: (line) => console.error(line),
  afterCrash: false,
  entry: { ...entries, letterbox },
})
console.log(announce(running).join('\n'))
await new Promise((wake) => process.on('SIGTERM', wake))
await running.stop()
process.exit(0)
