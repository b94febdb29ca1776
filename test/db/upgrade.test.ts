// Every release that people may run is brought to the present, empty and filled. A fixture is that
// release's own demo, taken by its own commands: run `npm run demo` of that commit with a DATA_DIR,
// send the letterbox a few letters while the console stands still (SIGSTOP), then
//   DATA_DIR=… npm run ydan -- backup /tmp/bản-sao
//   node --import tsx test/support/release-fixture.ts /tmp/bản-sao \
//     test/fixtures/releases/NNNN.json.br RECEIPT…
// where NNNN is its last migration and each RECEIPT one of those letters.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/connection.ts'
import { migrate, readMigrations } from '../../db/migrate.ts'
import { migrated } from '../../db/migrated.ts'
import { load } from '../../src/cli/backup/load.ts'
import { readManifest } from '../../src/cli/backup/manifest.ts'
import { ownerClient } from '../../src/cli/backup.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { configOf } from '../../src/config.ts'
import { catalogOf } from '../support/catalog.ts'
import { faultsOf } from '../support/custody.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { checkInvariants } from '../support/invariants.ts'
import { layOut, type Released, releaseNames } from '../support/release-fixture.ts'
import { type OpenRelease, openRelease } from '../support/released.ts'
import { ask } from '../support/whole.ts'

const steps = readMigrations()
let present: FreshDatabase
let catalog: Awaited<ReturnType<typeof catalogOf>>
beforeAll(async () => {
  present = await freshDatabase()
  catalog = await catalogOf(present.ownerUrl)
})
afterAll(() => present.drop())

test('the releases are known, and the catalogue that is compared is not empty', () => {
  expect(releaseNames()).toEqual(expect.arrayContaining(['0060', '0091', '0115']))
  for (const [kind, lines] of Object.entries(catalog)) expect(lines, kind).not.toEqual([])
})

describe.for(releaseNames())('a database of release %s', (name) => {
  let dir: string
  let released: Released
  const databases: FreshDatabase[] = []

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'ydan-upgrade-'))
    released = layOut(name, dir)
  })
  afterAll(async () => {
    for (const database of databases) await database.drop()
    rmSync(dir, { recursive: true })
  })

  /** A database at the release's own last migration. */
  async function earlier(): Promise<FreshDatabase> {
    const database = await freshDatabase('template1')
    databases.push(database)
    const { migrations } = await readManifest(released.dir)
    await migrate(database.ownerUrl, steps.slice(0, migrations.length))
    return database
  }

  test('went through the first of our migrations, and none of them was edited since', async () => {
    const { migrations } = await readManifest(released.dir)
    const ours = steps.map(({ name: step, sha256 }) => ({ name: step, sha256 }))
    expect(migrations).toEqual(ours.slice(0, migrations.length))
    expect(migrations.at(-1)?.name).toMatch(new RegExp(`^${name}_`))
  })

  test('that is empty becomes one like a new one', async () => {
    const { ownerUrl } = await earlier()
    await migrate(ownerUrl)
    expect(await catalogOf(ownerUrl)).toEqual(catalog)
    await checkInvariants(ownerUrl)
  })

  describe('that is filled', () => {
    let database: FreshDatabase
    let before: Map<string, number>
    let house: OpenRelease
    let dataDir: string

    beforeAll(async () => {
      database = await earlier()
      dataDir = join(dir, 'data')
      cpSync(join(released.dir, 'checkpoints'), join(dataDir, 'checkpoints'), { recursive: true })
      const client = await ownerClient(database.ownerUrl)
      await client.query('begin')
      await load(client, released.dir, await readManifest(released.dir))
      await client.query('commit')
      await client.end()
      before = await rowsOf(database.ownerUrl)
      await migrate(database.ownerUrl)
      house = await openRelease(database, released)
    })
    afterAll(() => house.close())

    test('has the present schema, and every row it had', async () => {
      const client = await ownerClient(database.ownerUrl)
      expect(await migrated(client).finally(() => client.end())).toBe(true)
      expect(await catalogOf(database.ownerUrl)).toEqual(catalog)
      const after = await rowsOf(database.ownerUrl)
      const fewer = [...before].filter(([table, rows]) => (after.get(table) ?? 0) < rows)
      expect(fewer).toEqual([])
      expect(before.get('letters')).toBeGreaterThan(80)
      expect(before.get('bundle_items')).toBeGreaterThan(0)
    })

    test('keeps every promise of the rows', () => checkInvariants(database.ownerUrl))

    test('unpacks the letters that waited, which their senders still find by receipt', async () => {
      const waiting = 'select count(*)::int as n from waiting_letters where ready'
      expect(await ask(database.ownerUrl, waiting)).toEqual([{ n: released.receipts.length }])
      await house.unpack()
      expect(await ask(database.ownerUrl, waiting)).toEqual([{ n: 0 }])
      for (const receipt of released.receipts) {
        const answer = await house.letterbox('/api/v1/thread', { receipt })
        expect(answer.status).toBe(200)
        const { messages } = (await answer.json()) as { messages: { text: string }[] }
        expect(messages[0]?.text).toContain('Xin khu phố thêm một đèn đường')
      }
    })

    test('takes a letter, and lets it be read, summarised, accepted', async () => {
      const posted = await house.letterbox('/api/v1/feedback', {
        ...{ area: '99001-01', kind: 'praise', use: 'record' },
        ...{ about: [{ official: house.official }], text: 'Bác trưởng khu phố hay thăm hỏi.' },
      })
      expect(posted.status, await posted.clone().text()).toBe(201)
      const { number } = (await posted.json()) as { number: string }
      await house.unpack()
      const { id } = (await house.everyLetter()).find((one) => one.number === number) ?? {}
      const read = await house.console('moderator', `/feedback/${id}`)
      expect(read.text).toBe('Bác trưởng khu phố hay thăm hỏi.')
      await house.console('moderator', `/feedback/${id}/summaries`, {
        text: 'Bà con ghi nhận sự thăm hỏi.',
      })
      await house.console('moderator', `/feedback/${id}/decisions`, {
        ...{ verdict: 'accept', officials: [house.official], topic: 'near-people' },
        ...{ standing: 'said', polarity: 'positive' },
      })
    })

    test('opens every letter that is not destroyed, and every record', async () => {
      const letters = await house.everyLetter()
      expect(letters.length).toBeGreaterThan(75)
      const closed = letters.filter(({ preview, state }) => !preview && state !== 'diverted')
      expect(closed).toEqual([])
      const records = await house.records()
      expect(records.length).toBeGreaterThan(0)
      for (const { id } of records) {
        const page = await house.page('secretary', `/ho-so/${id}`)
        expect(page.status, page.html.slice(0, 300)).toBe(200)
      }
    })

    test('still keeps every promise after that, and its log verifies whole', async () => {
      await checkInvariants(database.ownerUrl)
      const faults = await house.readAsOwner((db) =>
        faultsOf((work) => transaction(db, work), dataDir, house.signing.publicKey),
      )
      expect(faults).toEqual([])
      expect(house.failures).toEqual([])
    })
  })

  test('comes back from its own backup by the present command', async () => {
    const into = await freshDatabase('template1')
    databases.push(into)
    const config = configOf({ DATABASE_URL: into.ownerUrl, DATA_DIR: join(dir, 'máy khác') })
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    expect(await restoreCommand(config, [released.dir], say, say), said.join('\n')).toBe(0)
    expect(await catalogOf(into.ownerUrl)).toEqual(catalog)
    await checkInvariants(into.ownerUrl)
  })
})

/** How many rows each table has. */
async function rowsOf(ownerUrl: string): Promise<Map<string, number>> {
  const counted = await ask<{ name: string; rows: string }>(
    ownerUrl,
    `select c.relname as name, (xpath('/row/n/text()', query_to_xml(
        format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text as rows
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  return new Map(counted.map(({ name, rows }) => [name, Number(rows)]))
}
