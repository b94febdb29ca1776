import pg from 'pg'
import { connect } from '../../db/connection.ts'
import { keptPasswords, makeDatabase, urlsOf } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import type { Actor } from '../../src/staff/actor.ts'
import type { House } from './house.ts'

/** A province of the measurements: its database as the console sees it, and somebody of its largest Front. */
export type Province = Awaited<ReturnType<typeof makeProvince>>

/** Fronts of a province; the feedback is spread over them by Zipf's law. */
const fronts = 300

/** Makes each size once and gives the same one to whoever asks again. */
export function provinces(house: House) {
  const made = new Map<number, Promise<Province>>()
  return (million: number): Promise<Province> => {
    const province = made.get(million) ?? makeProvince(house, million)
    made.set(million, province)
    return province
  }
}

/**
 * A database of its own with so many million feedback, filled table by table without triggers: decided,
 * summarised and attached as in life, no letter behind them. Says how long it took.
 */
async function makeProvince(house: House, million: number) {
  const name = `province_${String(million).replace('.', '_')}`
  const passwords = keptPasswords(house.dir)
  await makeDatabase(house.server, name, passwords)
  const urls = urlsOf(house.server, name, passwords)
  await migrate(urls.owner)
  const organisation = await filledOnce(house.server.superuserUrl, name, million)
  // Its connections end with the server.
  const { db } = connect(urls.ydan_console, { max: 2, name: 'bench', limit: 600_000 })
  return { urls, db, actor: actorOf(organisation), organisation }
}

// A database that stayed from the run before is taken as it is, once it was filled to the end.
async function filledOnce(superuserUrl: string, name: string, million: number): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(superuserUrl, name) })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      `select id from organisations where code = 'T1' and exists
        (select from pg_shdescription where description = 'filled' and objoid = (select oid from pg_database where datname = $1))`,
      [name],
    )
    if (rows[0]) return rows[0].id
    const began = performance.now()
    const organisation = await fill(urlOf(superuserUrl, name), Math.round(million * 1e6))
    await client.query(`comment on database ${pg.escapeIdentifier(name)} is 'filled'`)
    console.error(`${million} million feedback made in ${since(began)} s`)
    return organisation
  } finally {
    await client.end()
  }
}

function since(began: number): number {
  return Math.round((performance.now() - began) / 1000)
}

/** The superuser's address of one database. */
export function urlOf(superuserUrl: string, name: string): string {
  const url = new URL(superuserUrl)
  url.pathname = name
  return url.href
}

function actorOf(organisation: string): Actor {
  return {
    person: '00000000-0000-7000-8000-000000000001',
    name: 'Lê Thị Thư',
    organisation,
    organisationCode: 'T1',
    roles: ['moderator', 'secretary'],
    official: null,
    areas: [],
    bundles: [],
    via: 'token',
  }
}

/** Fills a migrated database with so many feedback of a province; the id of its largest Front. */
export async function fill(superuserUrl: string, count: number): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'; set work_mem = '256MB'`)
    const later = await withoutIndexes(client)
    for (const statement of statements(count)) {
      await client.query(statement)
    }
    for (const index of later) await client.query(index)
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
    const { rows } = await client.query(`select id from organisations where code = 'T1'`)
    return String(rows[0]?.id)
  } finally {
    await client.end()
  }
}

const filled = ['threads', 'feedback', 'feedback_state', 'targets', 'summaries', 'texts']
const filledToo = ['decisions', 'evidence', 'syllables']

// Indexes that keep no rule are built at the end, in a tenth of the time.
async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index i
      where indrelid = any ($1::text[]::regclass[]) and not indisunique`,
    [[...filled, ...filledToo]],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ text }) => text)
}

// Words by how often they stand in a summary: every second one, one of 300, one of 20,000 (search.ts).
const summary = `'Có ý kiến ' || case when n % 2 = 0 then 'ở khu phố' else 'ở thôn' end ||
  ' mong đồng chí giữ lời hẹn về hàng rào ' || (h % 300) || ', giếng khơi số ' || ((h / 300) % 20000) || '.'`

function statements(count: number): string[] {
  return [
    `insert into organisations (code, kind, name, level, area_code)
      select 'T' || k, 'front', 'Ủy ban MTTQ Việt Nam phường thử ' || k, 'commune', 'T' || k from generate_series(1, ${fronts}) k`,
    `insert into areas (code, kind, name, organisation_id)
      select code, 'phường', 'Thử ' || substr(code, 2), id from organisations`,
    `insert into officials (organisation_id, name)
      select id, 'Trần Văn Thử ' || k from organisations, generate_series(1, 20) k`,
    `insert into cycles (organisation_id, name, year, kind, framework, starts_on, ends_on, cut_off)
      select id, 'Năm 2026', 2026, 'year', '366/2025', '2026-01-01', '2026-12-31', '2026-12-05' from organisations`,
    `insert into review_records (organisation_id, cycle_id, official_id, opened_by, entry_seq)
      select o.organisation_id, c.id, o.id, gen_random_uuid(), 0 from officials o join cycles c using (organisation_id)`,
    `create temporary table share as
      select o.id as organisation, o.code, ceil(${count} / k / (select sum(1.0 / i) from generate_series(1, ${fronts}) i))::int as size,
        array(select id from officials where organisation_id = o.id order by id) as officials
      from organisations o, lateral (select substr(o.code, 2)::int as k) rank`,
    `create temporary table made as
      select gen_random_uuid() as id, gen_random_uuid() as thread, gen_random_uuid() as summary, gen_random_uuid() as decision,
        organisation, code, n, ('x' || substr(md5(code || n), 1, 7))::bit(28)::int as h,
        date '2025-01-01' + (n::bigint * 690 / size)::int as day,
        case when n % 10 < 6 then 'accepted' when n % 10 = 6 then 'received' when n % 10 = 7 then 'not_accepted'
          when n % 10 = 8 then 'bundled' else 'screening' end as state,
        officials[1 + (n / 10) % 20] as official
      from share, generate_series(1, size) n order by day`,
    `insert into threads select thread, organisation, n, 2026, day, day + 12, sha256(uuid_send(thread)), '\\x00' from made`,
    `insert into feedback (id, organisation_id, thread_id, area_code, channel, kind, use, day, proof, held)
      select id, organisation, thread, code, 'web', 'comment', 'record', day, true, false from made`,
    `insert into feedback_state (feedback_id, organisation_id, state, day) select id, organisation, state, day from made`,
    'insert into feedback_counts select organisation, state, count(*) from made group by 1, 2',
    `insert into targets select id, official, 'official', organisation, n, n from made`,
    `insert into summaries (id, organisation_id, feedback_id, version, written_by, entry_seq)
      select summary, organisation, id, 1, organisation, n from made`,
    `insert into texts (record, field, organisation_id, body) select summary, 'summary', organisation, ${summary} from made`,
    `insert into decisions (id, organisation_id, feedback_id, verdict, standing, polarity, topic, officials, summary_id, asked_by, entry_seq)
      select decision, organisation, id, 'accept', 'said', 'negative', 'attitude', array[official], summary, organisation, n
      from made where state in ('accepted', 'bundled')`,
    // Of two million accepted, one in sixty lies on this year's record: some dozens an official, as in
    // life, and not more where more years lie behind it.
    `insert into evidence (organisation_id, record_id, feedback_id, decision_id, summary_id, attached_by, entry_seq)
      select m.organisation, r.id, m.id, m.decision, m.summary, m.organisation, m.n
      from made m join review_records r on r.official_id = m.official where m.state = 'bundled' and m.h % ${Math.max(6, Math.round((6 * count) / 2e6))} = 0`,
    `insert into syllables select m.summary, 'summary', m.organisation, m.id, m.day, syllable_hashes(m.organisation, t.body)
      from made m join texts t on t.record = m.summary and t.field = 'summary' order by m.day`,
  ]
}
