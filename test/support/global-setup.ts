import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { keptPasswords, makeDatabase, type OwnPasswords, urlsOf } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { startServer } from '../../db/server.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'

/** The database every test's own copy is made from: roles in place, migrations applied. */
export const template = 'ydan_template'

declare module 'vitest' {
  export interface ProvidedContext {
    server: { superuserUrl: string; port: number; passwords: OwnPasswords }
  }
}

/** Starts one real PostgreSQL for the whole run and prepares the template; stops it afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'ydan-test-'))
  const server = await startServer(dir, () => {})
  const teardown = async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    const passwords = keptPasswords(dir)
    await makeDatabase(server, template, passwords)
    await migrate(urlsOf(server, template, passwords).owner)
    await prepareJobs(urlsOf(server, template, passwords).owner)
    const { superuserUrl, port } = server
    project.provide('server', { superuserUrl, port, passwords })
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
