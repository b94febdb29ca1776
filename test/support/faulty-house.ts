import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../db/connection.ts'
import { configOf } from '../../src/config.ts'
import { doorKeys } from '../../src/parent/keys.ts'
import { publicParts } from '../../src/seal/keys.ts'
import { caller } from './client.ts'
import { consoleProcess } from './console-process.ts'
import { letterboxProcess } from './door-process.ts'
import { ownDatabase } from './own-database.ts'
import { staffMember } from './staff.ts'
import { proxyTo } from './tcp-proxy.ts'
import type { Working } from './under-load.ts'
import { makeWard } from './ward.ts'

/**
 * Letterbox and console in processes that nobody starts again, each by a way of its own to a
 * PostgreSQL of the test's own. `databaseDir`: where its files lie, if not beside the rest.
 */
export async function faultyHouse(databaseDir?: string, more: Record<string, string> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'ydan-hỏng-'))
  const files = databaseDir ?? join(dir, 'database')
  mkdirSync(files, { recursive: true })
  const database = await ownDatabase(files)
  const { owner, ydan_console, ydan_letterbox } = database.urls
  const keysDir = join(dir, 'keys')
  const keys = await doorKeys(configOf({ DATA_DIR: dir, KEYS_DIR: keysDir }))
  const ward = await makeWard(owner)
  const people = await staffOf(owner, ward.front)
  const ways = { letterbox: await proxyTo(database.port), console: await proxyTo(database.port) }
  const letterbox = await letterboxProcess(ways.letterbox.via(ydan_letterbox), {
    ...keys.letterbox,
    ...more,
  })
  const console = await consoleProcess({
    CONSOLE_DATABASE_URL: ways.console.via(ydan_console),
    KEYS_DIR: keysDir,
    DATA_DIR: dir,
    LOG_LEVEL: 'info',
    ...keys.staff,
    ...more,
  })
  const [senders, staffCalls] = [caller(10), caller(4)]
  const working: Working = {
    ports: { letterbox: letterbox.port, console: Number(new URL(console.url).port) },
    ...{ senders, staffCalls, ward, people },
    ownerUrl: owner,
    pepper: (await publicParts(keysDir)).pepper,
  }
  return {
    ...{ dir, keysDir, database, ways, letterbox, console, working },
    async close() {
      senders.close()
      staffCalls.close()
      await letterbox.stop()
      await console.stop()
      await Promise.all([ways.letterbox.close(), ways.console.close()])
      await database.drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type FaultyHouse = Awaited<ReturnType<typeof faultyHouse>>

async function staffOf(ownerUrl: string, front: string) {
  const owner = connect(ownerUrl, { max: 1, name: 'test' })
  const moderator = await staffMember(owner.db, front, 'Mai Thị Xử Lý', 'moderator')
  const lead = await staffMember(owner.db, front, 'Đỗ Văn Duyệt', 'lead')
  await owner.close()
  return { moderator, lead }
}
