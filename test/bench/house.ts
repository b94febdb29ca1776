import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptPasswords, makeDatabase, urlsOf } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { startServer } from '../../db/server.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { makeWard } from '../support/ward.ts'

/**
 * A real PostgreSQL, migrated, with a fictional ward; `fresh` makes one more. In a temporary folder,
 * or in one that stays for the next run.
 */
export async function openHouse(stays?: string) {
  const dir = stays ?? mkdtempSync(join(tmpdir(), 'ydan-bench-'))
  const server = await startServer(dir, () => {})
  const passwords = keptPasswords(dir)
  let count = 0
  async function fresh() {
    const name = `bench_${count++}`
    await makeDatabase(server, name, passwords)
    const urls = urlsOf(server, name, passwords)
    await migrate(urls.owner)
    await prepareJobs(urls.owner)
    return { urls, ward: await makeWard(urls.owner) }
  }
  return {
    dir,
    server,
    fresh,
    async close() {
      await server.stop()
      if (stays === undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type House = Awaited<ReturnType<typeof openHouse>>

const unsealed = join(import.meta.dirname, 'unsealed.mjs')

/** Starts a program of this folder; resolves with its first message. */
export async function startChild(file: string, ...words: string[]) {
  const child: ChildProcess = fork(join(import.meta.dirname, file), words, {
    execArgv: ['--import', 'tsx', ...(words[0] === 'bare' ? ['--import', unsealed] : [])],
  })
  const [first] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code}`)
    }),
  ])) as [Record<string, number>]
  return {
    first,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
