import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { commitFields } from '../../src/custody/fields.ts'

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/**
 * Sends an official all that waits on the record of one item, as the office would have: batch, letter,
 * its number, the receipt. Written as the owner; answers the hearing's id.
 */
export async function heard(
  ownerUrl: string | pg.Client,
  evidence: string,
  { receivedOn = today(), dueOn = '2099-01-05' } = {},
): Promise<string> {
  if (typeof ownerUrl !== 'string') return sent(ownerUrl, evidence, receivedOn, dueOn)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await sent(owner, evidence, receivedOn, dueOn)
  } finally {
    await owner.end()
  }
}

async function sent(
  owner: pg.Client,
  evidence: string,
  receivedOn: string,
  dueOn: string,
): Promise<string> {
  const { rows } = await owner.query<{ org: string; record: string; by: string; cycle: string }>(
    `select e.organisation_id as org, e.record_id as record, e.attached_by as by, r.cycle_id as cycle
      from evidence e join review_records r on r.id = e.record_id where e.id = $1`,
    [evidence],
  )
  const [{ org, record, by, cycle } = { org: '', record: '', by: '', cycle: '' }] = rows
  const [batch, hearing, line] = [randomUUID(), randomUUID(), randomUUID()]
  const waiting = await owner.query<{ id: string }>(
    `select id from evidence e where record_id = $1 and not exists (select from hearing_items i where i.evidence_id = e.id)
      and not exists (select from evidence_withdrawals w where w.evidence_id = e.id) order by id`,
    [record],
  )
  const items = waiting.rows.map(({ id }) => id)
  await owner.query('begin')
  await owner.query(`select set_config('ydan.person', $1, true)`, [by])
  const entry = async (kind: string, item: string, more: (string | number | null)[] = []) => {
    const [subject = null, reason = null, commitment = null] = more
    const { rows: made } = await owner.query(
      'select custody_append($1, $2, $3, $4, p_reason => $5, p_commitment => $6) as seq',
      [org, kind, item, subject, reason, commitment],
    )
    return made[0].seq
  }
  const day = today()
  await owner.query('insert into hearing_batches values ($1, $2, $3, $4, $5, $6, now(), $7)', [
    ...[batch, org, day, cycle, 'kiểm thử', by],
    await entry('hearings.drafted', batch, [cycle, null, commitFields(day, 'kiểm thử')]),
  ])
  await owner.query('insert into hearings values ($1, $2, $3, $4, $5)', [
    ...[hearing, org, batch, record, await entry('hearing.drafted', hearing, [record])],
  ])
  await owner.query(
    `insert into register (id, organisation_id, direction, year, number, day, correspondent, abstract, entered_by, entry_seq)
      select $1::uuid, $2::uuid, 'out', $3::int, coalesce(max(number), 0) + 1, $4::date, 'x', 'x', $5::uuid, $6::bigint
      from register where organisation_id = $2 and direction = 'out' and year = $3`,
    [
      line,
      org,
      Number(day.slice(0, 4)),
      day,
      by,
      await entry('register.entered', line, [null, 'out']),
    ],
  )
  const list = createHash('sha256').update(items.join(' ')).digest('hex')
  await owner.query('insert into hearing_issues values ($1, $2, $3, 5, $4, now(), $5)', [
    ...[hearing, org, line, by, await entry('hearing.issued', hearing, [record, null, list])],
  ])
  for (const [place, id] of items.entries()) {
    await owner.query('insert into hearing_items values ($1, $2, $3, $4)', [
      ...[hearing, id, org, place + 1],
    ])
  }
  const commitment = commitFields(receivedOn, 'Người nhận', dueOn)
  await owner.query('insert into hearing_receipts values ($1, $2, $3, $4, $5, $6, now(), $7)', [
    ...[hearing, org, receivedOn, 'Người nhận', dueOn, by],
    await entry('hearing.received', hearing, [record, null, commitment]),
  ])
  await owner.query('commit')
  return hearing
}

/** Makes an answer ready for print as a moderator would have, without folding anything. */
export async function readForPrint(owner: pg.Client, explanation: string): Promise<void> {
  const edition = randomUUID()
  await owner.query('begin')
  const { rows } = await owner.query<{ org: string; by: string }>(
    'select organisation_id as org, entered_by as by from explanations where id = $1',
    [explanation],
  )
  const [{ org, by } = { org: '', by: '' }] = rows
  await owner.query(`select set_config('ydan.person', $1, true)`, [by])
  await owner.query(
    `insert into texts (record, field, organisation_id, body, salt)
      select $1, 'explanation', organisation_id, body, salt from texts where record = $2 and field = 'explanation'`,
    [edition, explanation],
  )
  await owner.query(
    `insert into explanation_editions (id, organisation_id, explanation_id, version, folds, edited_by, entry_seq)
      select $1::uuid, $2::uuid, $3::uuid, 1, 0, $4::uuid, custody_append($2::uuid, 'explanation.edited', $1::uuid, $3::uuid, 1)`,
    [edition, org, explanation, by],
  )
  await owner.query('commit')
}
