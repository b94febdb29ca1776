import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import pg from 'pg'
import { expect } from 'vitest'

type Row = Record<string, unknown>

/** What must hold after every step, whatever happened; asks the database as its owner. */
export async function checkInvariants(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const rows = async (text: string) => (await client.query<Row>(text)).rows
    for (const [promise, query] of Object.entries(nothing)) {
      expect(await rows(query), promise).toEqual([])
    }
    checkLog(await rows('select * from custody_entries order by organisation_id, seq'))
  } finally {
    await client.end()
  }
}

// Each finds what breaks the promise; the answer must be empty.
const nothing: Record<string, string> = {
  'the projection equals the rows': `
    select f.id, s.state, state_of(f.id) as folded from feedback f
    left join feedback_state s on s.feedback_id = f.id
    where s.state is distinct from state_of(f.id) or s.day is distinct from f.day`,
  'the counts of the queue equal its rows': `
    select organisation_id, state, sum(n) from (
      select organisation_id, state, count as n from feedback_counts
      union all select organisation_id, state, -1 from feedback_state) both_ways
    group by 1, 2 having sum(n) <> 0`,
  'every letter waits or was unpacked or was a test': `
    select l.id from letters l
    where (exists (select from waiting_letters w where w.letter_id = l.id))::int
      + (exists (select from unpacked u where u.letter_id = l.id))::int
      + (exists (select from trial_arrivals t where t.letter_id = l.id))::int <> 1`,
  'every letter has its custody entry': `
    select l.id from letters l left join custody_entries e
      on e.organisation_id = l.organisation_id and e.seq = l.entry_seq and e.item = l.id
    where e.kind is distinct from 'letter.received'`,
  'every act of the log has its row': `
    select e.kind, e.item from custody_entries e where not (
      case e.kind
        when 'letter.received' then exists (select from letters r where r.id = e.item and r.entry_seq = e.seq)
        when 'letter.released' then exists (select from letter_releases r where r.letter_id = e.item and r.entry_seq = e.seq)
        when 'feedback.numbered' then exists (select from targets r where r.feedback_id = e.item and r.subject = e.subject and r.entry_seq = e.seq)
        when 'summary.written' then exists (select from summaries r where r.id = e.item and r.entry_seq = e.seq)
        when 'reply.written' then exists (select from replies r where r.id = e.item and r.entry_seq = e.seq)
        when 'approval.asked' then exists (select from approvals r where r.id = e.item and r.entry_seq = e.seq)
        when 'safe-copy.made' then exists (select from safe_copies r where r.id = e.item and r.entry_seq = e.seq)
        when 'release.withdrawn' then exists (select from release_withdrawals r where r.release_id = e.item and r.entry_seq = e.seq)
        when 'evidence.attached' then exists (select from evidence r where r.id = e.item and r.entry_seq = e.seq)
        else case
          when e.kind ~ '^approval\\.(agreed|declined|returned)$' then
            exists (select from approval_answers r where r.approval_id = e.item and r.entry_seq = e.seq)
          when e.kind ~ '^feedback\\.(accept|not-accept|ask|reject|divert|forward|merge)$' then
            exists (select from decisions r where r.id = e.item and r.entry_seq = e.seq)
          when e.kind in ('words.released', 'attachment.released') then
            exists (select from releases r where r.id = e.item and r.entry_seq = e.seq)
          when e.kind ~ '^sender\\.' then
            exists (select from sender_acts r where r.thread_id = e.item and r.entry_seq = e.seq)
          else true end
      end)`,
  'every row of an act has its entry': Object.entries({
    targets: 'feedback_id',
    summaries: 'id',
    replies: 'id',
    approvals: 'id',
    approval_answers: 'approval_id',
    decisions: 'id',
    sender_acts: 'thread_id',
    letter_releases: 'letter_id',
    evidence: 'id',
    safe_copies: 'id',
    releases: 'id',
    release_withdrawals: 'release_id',
  })
    .map(
      ([table, item]) => `
    select '${table}' as of, r.${item} as item from ${table} r where not exists (
      select from custody_entries e where e.organisation_id = r.organisation_id
        and e.seq = r.entry_seq and e.item = r.${item})`,
    )
    .join(' union all '),
  'the head counts the entries, without a gap': `
    select h.organisation_id, h.size, count(e.seq), max(e.seq) from custody_heads h
    left join custody_entries e using (organisation_id) group by h.organisation_id
    having h.size <> count(e.seq) or coalesce(max(e.seq) + 1, 0) <> h.size`,
  'running numbers have no gap': `
    select t.subject from targets t group by t.subject
    having max(t.number) <> count(*) or min(t.number) <> 1
      or max(t.number) <> (select last from running_numbers n where n.subject = t.subject)`,
  'receipt numbers have no gap': `
    select organisation_id, year from threads group by organisation_id, year
    having max(number) <> count(*) or min(number) <> 1`,
  'every unpacked letter is a numbered feedback': `
    select f.id from feedback f where not exists (select from targets t where t.feedback_id = f.id)
      or not exists (select from unpacked u where u.feedback_id = f.id)`,
  'nobody agrees to what they asked for': `
    select a.id from approvals a join approval_answers r on r.approval_id = a.id
    where r.answered_by = a.asked_by`,
}

function checkLog(entries: Row[]): void {
  for (const { bytes, leaf_hash, kind, item, subject } of entries) {
    const text = String(bytes)
    const read = JSON.parse(text) as Row
    expect(canonicalize(read), 'an entry is canonical JSON').toBe(text)
    expect(read, 'an entry says what its columns say').toMatchObject({ kind, item, v: 1 })
    expect(read.subject ?? null).toBe(subject)
    expect('time' in read, 'a sender leaves no clock').toBe('actor' in read)
    const leaf = createHash('sha256').update(Buffer.of(0)).update(text).digest()
    expect(leaf.equals(leaf_hash as Buffer), 'the leaf hash is that of RFC 9162').toBe(true)
  }
}
