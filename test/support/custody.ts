import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connect, type Db, type Tx, transaction } from '../../db/connection.ts'
import { type Checkpointing, checkpoint } from '../../src/custody/checkpoint.ts'
import type { LogOwner, Read } from '../../src/custody/entries.ts'
import { signingPublicKeys } from '../../src/custody/keys.ts'
import { outsideFolder } from '../../src/custody/outside.ts'
import { type GivenCheckpoint, verifyCustody } from '../../src/custody/verify.ts'
import { signerFrom } from './bundle-signer.ts'
import { freshDatabase } from './database.ts'
import { makeWard, type Ward } from './ward.ts'

/** A database with a fictional ward, a folder for what is kept outside, and a key that signs. */
export async function custodyHouse() {
  const database = await freshDatabase()
  const ward = await makeWard(database.ownerUrl)
  const console = connect(database.consoleUrl, { max: 4, name: 'test' })
  const house = custodyOver(database.ownerUrl, console.db, ward)
  return {
    ...house,
    database,
    async close() {
      await Promise.all([house.close(), console.close()])
      await database.drop()
    },
  }
}
export type CustodyHouse = Awaited<ReturnType<typeof custodyHouse>>

/** Watches over the logs of a database that somebody else fills. */
export function custodyOver(ownerUrl: string, console: Db, ward: Ward, signing = signerFrom(3)) {
  const dataDir = mkdtempSync(join(tmpdir(), 'ydan-custody-'))
  const owner = connect(ownerUrl, { max: 2, name: 'test', limit: 60_000 })
  const log: string[] = []
  const setting: Checkpointing = {
    db: console,
    signing,
    dataDir,
    log: (line) => void log.push(line),
  }
  const front: LogOwner = { id: ward.front, code: 'ML' }
  const neighbour: LogOwner = { id: ward.neighbour, code: 'GN' }
  return {
    ward,
    front,
    neighbour,
    dataDir,
    setting,
    log,
    owner: owner.db,
    console,
    folder: (of = front) => outsideFolder(dataDir, of),
    checkpoint: (of = front, how = {}) => checkpoint(setting, of, how),
    /** Adds entries that announce no row; staff's, or a sender's without a clock. */
    append: (count: number, of = front, bySender = false) =>
      owner.db.execute(sql`
        select set_config('ydan.person', ${crypto.randomUUID()}, true),
          custody_append(${of.id}::uuid, 'cycle.opened', gen_random_uuid(), p_by_sender => ${bySender})
          from generate_series(1, ${count})`),
    /** What does not hold, verified as the owner. */
    faults: (given?: GivenCheckpoint) =>
      faultsOf(
        (work) => transaction(owner.db, work),
        dataDir,
        signing.publicKey,
        given && { log: front, given },
      ),
    /** What does not hold after a change that is then undone again. */
    faultsAfter: (change: (tx: Tx) => Promise<unknown>, given?: GivenCheckpoint) =>
      undone(owner.db, async (tx) => {
        await change(tx)
        return faultsOf(
          (work) => work(tx),
          dataDir,
          signing.publicKey,
          given && { log: front, given },
        )
      }),
    async close() {
      await owner.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** Reads a database as its owner, with a minute for each read. */
export async function reading<T>(ownerUrl: string, work: (read: Read) => Promise<T>): Promise<T> {
  const { db, close } = connect(ownerUrl, { max: 1, name: 'test', limit: 60_000 })
  return work((one) => transaction(db, one)).finally(close)
}

/** `faultsOf` a database by its address, with the keys of a deployment. */
export function faultsAt(
  ownerUrl: string,
  { keysDir, dataDir }: { keysDir: string; dataDir: string },
): Promise<string[]> {
  return reading(ownerUrl, async (read) => {
    const [key = new Uint8Array()] = await signingPublicKeys(keysDir)
    return faultsOf(read, dataDir, key)
  })
}

/** The English sentences of all that does not hold. */
export async function faultsOf(
  read: Read,
  dataDir: string,
  publicKey: Uint8Array,
  only?: Parameters<typeof verifyCustody>[1],
): Promise<string[]> {
  const findings = await verifyCustody({ read, publicKeys: [publicKey], dataDir }, only)
  return findings.filter(({ holds }) => !holds).map(({ what }) => what.en)
}

/** Runs work in a transaction that is rolled back, and answers what it found. */
export async function undone<T>(
  db: Parameters<typeof transaction>[0],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const back = new Error('undone')
  let answer: { found: T } | undefined
  await transaction(db, async (tx) => {
    answer = { found: await work(tx) }
    throw back
  }).catch((thrown) => {
    if (thrown !== back) throw thrown
  })
  if (!answer) throw new Error('nothing was found')
  return answer.found
}

/** Lets the owner change tables that refuse it, and puts the guards back. */
export async function unguarded(tx: Tx, tables: readonly string[], work: () => Promise<unknown>) {
  for (const name of tables)
    await tx.execute(sql`alter table ${sql.identifier(name)} disable trigger user`)
  await work()
  for (const name of tables)
    await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger user`)
}
