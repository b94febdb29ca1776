import { sql } from 'drizzle-orm'
import { as, type Tx } from '../../db/connection.ts'
import { queue, stateCounts } from '../../src/moderation/queue.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { evidenceOf } from '../../src/review/evidence.ts'
import { type RecordCover, readableRecord } from '../../src/review/records.ts'
import { type Comparison, median } from './measure.ts'
import type { Province } from './province.ts'

type Of = (million: number) => Promise<Province>
const perPage = 50
const far = 500

/** S4: pages, an official's evidence and counts among so many million feedback; `big` beside them if asked. */
export function listComparisons(of: Of, size: number, big?: number): Comparison[] {
  const at = <T extends unknown[]>(
    look: (p: Province, ...more: T) => Promise<number>,
    ...more: T
  ) => {
    return (million: number) => async () => look(await of(million), ...more)
  }
  const first = at(pageTime, 1)
  const five = at(pageTime, far)
  const items = at(evidenceTime)
  const counts = at(countsTime)
  const line = (
    what: string,
    ours: Comparison['ours'],
    limit: Comparison['limit'],
    most: number,
  ) => ({
    name: 'S4',
    what: `${what}, ${size} million`,
    unit: 'ms',
    ours,
    limit,
    goal: { atMost: most },
  })
  return [
    line(`queue, page ${far} ÷ page 1`, five(size), first(size), 1.5),
    line(`queue, page ${far} ÷ the same by OFFSET`, five(size), at(offsetTime)(size), 1 / 50),
    line(
      `an official’s evidence ÷ found in the raw rows`,
      items(size),
      at(rawEvidence)(size),
      0.01,
    ),
    line('counts by state ÷ counted in the raw rows', counts(size), at(rawCounts)(size), 0.01),
    ...(big === undefined
      ? []
      : [
          line(`queue, page ${far} of ${big} million ÷ the same`, five(big), five(size), 1.5),
          line(`an official’s evidence of ${big} million ÷ the same`, items(big), items(size), 1.5),
          line(`counts of ${big} million ÷ the same`, counts(big), counts(size), 1.5),
        ]),
  ]
}

const asStaff = <T>({ db, actor }: Province, work: (tx: Tx) => Promise<T>) =>
  as(db, { role: 'ydan_staff', ...actor }, work)

/** Median milliseconds of a turn, the transaction around it left out. */
export async function timed(times: number, turn: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  await turn()
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await turn()
    took.push(performance.now() - began)
  }
  return median(took)
}

function pageTime(province: Province, page: number): Promise<number> {
  const { actor } = province
  const vault = vaultOf('locked')
  return asStaff(province, async (tx) => {
    const cursor = page === 1 ? undefined : await endOf(tx, page - 1)
    return timed(20, async () => {
      const { items } = await queue(tx, vault, actor, { limit: perPage, cursor })
      if (items.length !== perPage) throw new Error(`page ${page} is not full`)
    })
  })
}

async function endOf(tx: Tx, page: number): Promise<string> {
  const { rows } = await tx.execute<{ place: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') || '_' || feedback_id as place from feedback_state
    order by day desc, feedback_id desc offset ${page * perPage - 1} limit 1`)
  if (!rows[0]) throw new Error(`there is no page ${page}: take a larger size`)
  return rows[0].place
}

// What a list without places would ask: the same rows, counted off from the top.
function offsetTime(province: Province): Promise<number> {
  return asStaff(province, (tx) =>
    timed(2, async () => {
      const { rows } = await tx.execute(sql`
        select f.*, s.state, t.number, t.year, t.come_back, a.name from feedback_state s
          join feedback f on f.id = s.feedback_id join threads t on t.id = f.thread_id join areas a on a.code = f.area_code
        order by s.day desc, s.feedback_id desc offset ${(far - 1) * perPage} limit ${perPage + 1}`)
      if (rows.length <= perPage) throw new Error('OFFSET found no full page')
    }),
  )
}

function evidenceTime(province: Province): Promise<number> {
  return asStaff(province, async (tx) => {
    const cover = await coverOf(tx, province)
    return timed(20, async () => {
      if ((await evidenceOf(tx, cover)).length === 0) throw new Error('no evidence')
    })
  })
}

async function coverOf(tx: Tx, { actor, organisation }: Province): Promise<RecordCover> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from review_records where organisation_id = ${organisation}::uuid order by id limit 1`,
  )
  return readableRecord(tx, actor, rows[0]?.id ?? '')
}

// Indexes and roll-ups aside, the answer lies in all that was ever decided about the official.
function rawEvidence(province: Province): Promise<number> {
  return asStaff(province, async (tx) => {
    const { id, subject } = await coverOf(tx, province)
    await tx.execute(
      sql`set local enable_indexscan = off; set local enable_bitmapscan = off; set local enable_indexonlyscan = off`,
    )
    return timed(1, async () => {
      const { rows } = await tx.execute(sql`
        select e.id, t.number, d.standing, x.body from evidence e join targets t using (feedback_id)
          join decisions d on d.id = e.decision_id join texts x on x.record = e.summary_id and x.field = 'summary'
        where e.record_id = ${id}::uuid and t.subject = ${subject.id}::uuid order by t.number`)
      if (rows.length === 0) throw new Error('no raw evidence')
    })
  })
}

function countsTime(province: Province): Promise<number> {
  return asStaff(province, (tx) => timed(20, () => stateCounts(tx)))
}

async function rawCounts(province: Province): Promise<number> {
  return asStaff(province, (tx) =>
    timed(3, async () => {
      const { rows } = await tx.execute(sql`
        select s.state, count(*)::int from feedback f join feedback_state s on s.feedback_id = f.id group by s.state`)
      if (rows.length < 3) throw new Error('no raw counts')
    }),
  )
}
