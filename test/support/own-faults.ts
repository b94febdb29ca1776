import { connect, transaction } from '../../db/connection.ts'
import { compareWords } from '../../src/custody/contents.ts'
import { faultList } from '../../src/custody/fault.ts'
import { compareRows } from '../../src/custody/rows.ts'
import { inTheFrame } from '../../src/custody/rules-frame.ts'
import type { MeetingHouse } from './meeting-house.ts'

/** What the log says of the rules, plans and frames of evidence that the rows do not. */
export async function ownFaults(house: MeetingHouse): Promise<string[]> {
  const faults = faultList(1_000)
  const owner = connect(house.database.ownerUrl, { max: 1, name: 'test', limit: 60_000 })
  const { rows } = await house.owner.query<{ id: string }>('select id from organisations')
  for (const { id } of rows) {
    await compareRows((work) => transaction(owner.db, work), id, faults)
    await compareWords((work) => transaction(owner.db, work), id, faults)
  }
  await owner.close()
  const tables: string[] = inTheFrame.map(({ table }) => table)
  const mine = ({ code }: { code: string }) => tables.includes(code.split(' ')[1] ?? '')
  return faults
    .all()
    .filter(mine)
    .map(({ what }) => what.en)
}
