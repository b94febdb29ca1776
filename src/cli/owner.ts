import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Db } from '../../db/connection.ts'
import { databaseName, keptPasswords, urlsOf } from '../../db/embedded.ts'
import { kept } from '../../db/kept.ts'
import { cliWords } from '../../views/words/cli.ts'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'

/** Address of the database's owner: DATABASE_URL, or the embedded server of a running `npm start`. */
export async function ownerUrl(config: Config): Promise<string> {
  if (config.DATABASE_URL) return config.DATABASE_URL
  const dir = join(config.DATA_DIR, 'database')
  if (!existsSync(join(dir, 'server.json'))) throw new Problem('unavailable', cliWords.notRunning)
  return urlsOf(await kept(dir), databaseName, keptPasswords(dir)).owner
}

/**
 * Opens the database as its owner; a statement may take `limit` milliseconds (4.5 s unless told
 * otherwise). Raises Problem('unavailable') when nothing answers there.
 */
export async function openOwner(
  config: Config,
  limit?: number,
): Promise<{ db: Db; close(): Promise<void> }> {
  const opened = connect(await ownerUrl(config), {
    max: 2,
    name: 'command',
    ...(limit && { limit }),
  })
  try {
    await opened.pool.query('select 1')
    return opened
  } catch {
    await opened.close()
    throw new Problem('unavailable', cliWords.notRunning)
  }
}
