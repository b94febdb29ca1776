import { connect, type Tx, transaction } from '../../db/connection.ts'
import { compareContents, compareWords } from '../../src/custody/contents.ts'
import { faultList } from '../../src/custody/fault.ts'
import { compareRows } from '../../src/custody/rows.ts'

/**
 * Where rows of these tables, or their words, disagree with the log, in all organisations. Fixtures
 * write some other tables by hand and without entries, so only those named are looked at.
 */
export async function logFaults(ownerUrl: string, tables: readonly string[]): Promise<string[]> {
  const faults = faultList(1_000)
  const owner = connect(ownerUrl, { max: 1, name: 'test', limit: 60_000 })
  const read = <T>(work: (tx: Tx) => Promise<T>) => transaction(owner.db, work)
  const { rows } = await owner.pool.query<{ id: string }>('select id from organisations')
  for (const { id } of rows) {
    await compareRows(read, id, faults)
    await compareContents(read, id, faults)
    await compareWords(read, id, faults)
  }
  await owner.close()
  return faults
    .all()
    .filter(({ code }) => tables.includes(code.split(' ')[1] ?? ''))
    .map(({ what }) => what.en)
}
