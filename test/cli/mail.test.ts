import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailCommand } from '../../src/cli/mail.ts'
import { configOf } from '../../src/config.ts'
import { createKeys } from '../../src/seal/keys.ts'
import { mail } from '../channels/fixtures/mail.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { ours } from '../support/post.ts'
import { makeWard } from '../support/ward.ts'

let database: FreshDatabase
let dir: string
beforeAll(async () => {
  database = await freshDatabase()
  await makeWard(database.ownerUrl)
  dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await database.drop()
})

async function* bytes(raw: Uint8Array) {
  for (let at = 0; at < raw.length; at += 60_000) yield raw.subarray(at, at + 60_000)
}

async function run(words: string[], raw: Uint8Array, more: Record<string, string> = {}) {
  const said: string[] = []
  const config = configOf({
    KEYS_DIR: join(dir, 'keys'),
    LETTERBOX_DATABASE_URL: database.letterboxUrl,
    MAIL_FROM: ours,
    ...more,
  })
  const code = await mailCommand(
    config,
    words,
    bytes(raw),
    (line) => said.push(line),
    (line) => said.push(line),
  )
  return { code, said: said.join('\n') }
}

describe('ydan mail ingest', () => {
  const raw = Buffer.from(mail({}, 'Góp ý.'))

  it('stores a mail with nothing but the letterbox’s login, and takes a repeat', async () => {
    expect(await run(['ingest'], raw)).toEqual({ code: 0, said: '' })
    expect(await run(['ingest'], raw)).toEqual({ code: 0, said: '' })
  })

  it('has the mail server keep a mail that could not be stored', async () => {
    const away = { LETTERBOX_DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }
    expect((await run(['ingest'], raw, away)).code).toBe(75)
    expect((await run(['ingest'], raw, { MAIL_FROM: '' })).code).toBe(75)
    expect((await run(['ingest'], raw, { KEYS_DIR: join(dir, 'none') })).code).toBe(75)
  })

  it('refuses what is no mail or too large, and says how it is used', async () => {
    expect((await run(['ingest'], Buffer.alloc(0))).code).toBe(1)
    expect((await run(['ingest'], Buffer.alloc(30 * 2 ** 20 + 1))).code).toBe(1)
    expect((await run([], raw)).code).toBe(2)
    expect((await run(['ingest', 'x'], raw)).code).toBe(2)
    expect((await run(['--help'], raw)).code).toBe(0)
  })
})
