import { connect, transaction } from '../../db/connection.ts'
import type { Read } from '../../src/custody/entries.ts'
import { signingPublicKeys } from '../../src/custody/keys.ts'
import { type CustodyFinding, verifyCustody } from '../../src/custody/verify.ts'

/** Reads a database as its owner, with a minute for each read. */
export async function reading<T>(ownerUrl: string, work: (read: Read) => Promise<T>): Promise<T> {
  const { db, close } = connect(ownerUrl, { max: 1, name: 'test', limit: 60_000 })
  return work((one) => transaction(db, one)).finally(close)
}

/** What `ydan custody verify` finds wrong in a database, with the checkpoints and keys of a deployment. */
export function faultsInLog(
  ownerUrl: string,
  { keysDir, dataDir }: { keysDir: string; dataDir: string },
): Promise<CustodyFinding[]> {
  return reading(ownerUrl, async (read) => {
    const publicKeys = await signingPublicKeys(keysDir)
    const found = await verifyCustody({ read, publicKeys, dataDir })
    return found.filter(({ holds }) => !holds)
  })
}
