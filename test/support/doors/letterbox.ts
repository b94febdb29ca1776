// A letterbox taken over by a broken dependency: it answers with whatever it managed to get hold of.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { Worker } from 'node:worker_threads'
import { latestMigration } from '../../../db/latest.ts'
import { live } from '../../../src/doors/life.ts'

import { assetNames } from '../../../views/assets.ts'

const attempt = (work: () => unknown) => {
  try {
    work()
    return 'got it'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}

const server = createServer((request, response) => {
  const stolen = decodeURIComponent((request.url ?? '').slice(1))
  response.end(
    JSON.stringify({
      file: attempt(() => readFileSync(stolen)),
      folder: attempt(() => readdirSync('/')),
      write: attempt(() => writeFileSync(`${stolen}.x`, '')),
      process: attempt(() => execFileSync('id')),
      thread: attempt(() => new Worker('1', { eval: true })),
      parent: attempt(() => readFileSync(`/proc/${process.ppid}/environ`)),
      environment: process.env,
      migration: latestMigration(),
      assets: assetNames,
    }),
  )
})
server.listen(Number(process.env.PORT), process.env.HOST, () => live(server, async () => {}))
