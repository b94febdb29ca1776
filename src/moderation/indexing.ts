import { sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import type { LetterSeal } from '../intake/letter.ts'
import { found, lockClusters } from './clusters.ts'
import { openStates } from './feedback.ts'
import { firstReadings } from './newest-readings.ts'
import type { WorkingCopy } from './unpack.ts'
import { openMany, type Vault } from './vault.ts'

/** Most feedback in the index, the newest: about 1 GB of memory with long letters. */
const mostKept = 200_000
const perBatch = 100

/** A feedback whose words belong in the index; `version` grows with each letter and each reading. */
type Wanted = { id: string; organisation: string; version: number; seq: number; letters: string[] }

/**
 * Brings the console's index in step with the database: words of open feedback and of cycles that are
 * not closed come in, what was shredded, diverted or is over goes out. What is new is compared with
 * the rest, and near-copies about the same people are written down as voices of one claim. Answers
 * what changed; a locked vault does nothing. Errors of single letters go to `failed`.
 */
export async function refreshSearch(
  db: Db,
  vault: Vault,
  failed: (feedback: string, error: unknown) => void = () => {},
  stopped: () => boolean = () => false,
): Promise<{ added: number; dropped: number; found: number }> {
  if (vault.locked) return { added: 0, dropped: 0, found: 0 }
  const { search } = vault
  const wanted = await as(db, { role: 'ydan_jobs' }, wantedRows)
  const ids = new Set(wanted.map(({ id }) => id))
  const gone = [...search.known().keys()].filter((id) => !ids.has(id))
  search.drop(gone)
  const missing = wanted.filter(({ id, version }) => search.known().get(id)?.version !== version)
  search.progress = { done: wanted.length - missing.length, all: wanted.length }
  let foundInAll = 0
  for (let from = 0; from < missing.length && !stopped(); from += perBatch) {
    const batch = missing.slice(from, from + perBatch)
    await as(db, { role: 'ydan_jobs' }, (tx) => remember(tx, vault, batch, failed))
    foundInAll += await compare(db, vault, batch)
    search.progress.done += batch.length
  }
  return { added: missing.length, dropped: gone.length, found: foundInAll }
}

// In the order of the log, so that the first letter of a claim is the oldest.
async function wantedRows(tx: Tx): Promise<Wanted[]> {
  const { rows } = await tx.execute<Wanted>(sql`
    with wanted as (
      select f.id, f.organisation_id, f.thread_id, f.day from feedback f
        join feedback_state s on s.feedback_id = f.id
      where s.state not in ('diverted', 'erased')
        and (s.state = any (${sql.param([...openStates, 'awaiting_explanation'])}::text[])
          or exists (select from cycles c where c.organisation_id = f.organisation_id
            and f.day between c.starts_on and c.ends_on
            and not exists (select from cycle_closings e where e.cycle_id = c.id)))
        and exists (select from data_keys k where k.record = f.id and k.recipient = 'letter')
      order by f.day desc, f.id limit ${mostKept}),
    written as (select l.thread_id, array_agg(l.id order by l.entry_seq) filter (where not l.first) as letters,
        min(l.entry_seq) as seq, count(*) as count
      from letters l join unpacked u on u.letter_id = l.id where l.thread_id in (select thread_id from wanted) group by 1),
    read as (select feedback_id, count(*) as count from rereadings group by 1)
    select w.id, w.organisation_id as organisation, (t.count + coalesce(r.count, 0))::int as version,
      t.seq::float8 as seq, coalesce(t.letters, '{}') as letters
    from wanted w join written t using (thread_id) left join read r on r.feedback_id = w.id
    order by w.organisation_id, t.seq`)
  return rows
}

async function remember(
  tx: Tx,
  vault: Vault,
  batch: readonly Wanted[],
  failed: (feedback: string, error: unknown) => void,
): Promise<void> {
  const copies = await openEach(tx, vault, batch, failed)
  const again = await firstReadings(tx, vault, [...copies.keys()])
  const later = batch.flatMap(({ letters }) => letters)
  const letters = await openMany(tx, vault, later, 'text').catch(() => new Map())
  for (const { id, organisation, version, seq, letters: own } of batch) {
    const bytes = copies.get(id)
    if (!bytes) continue
    const copy = JSON.parse(new TextDecoder().decode(bytes)) as WorkingCopy
    const first = again.get(id)?.text ?? copy.text
    const more = own.flatMap((letter) => {
      const opened = letters.get(letter)
      return opened
        ? [(JSON.parse(new TextDecoder().decode(opened)) as LetterSeal).letter.text]
        : []
    })
    const named = copy.about.flatMap(({ text }) => text ?? [])
    vault.search.put({ id, organisation, version, seq, first }, [...more, ...named].join('\n'))
  }
}

// One damaged seal must not keep the others of its batch out of the index.
async function openEach(
  tx: Tx,
  vault: Vault,
  batch: readonly Wanted[],
  failed: (feedback: string, error: unknown) => void,
): Promise<Map<string, Uint8Array>> {
  const ids = batch.map(({ id }) => id)
  try {
    return await openMany(tx, vault, ids, 'text')
  } catch {
    const opened = new Map<string, Uint8Array>()
    for (const id of ids) {
      try {
        const bytes = (await openMany(tx, vault, [id], 'text')).get(id)
        if (bytes) opened.set(id, bytes)
      } catch (error) {
        failed(id, error)
      }
    }
    return opened
  }
}

/** Writes which of these are nearly copies of others about the same people; answers how many. */
async function compare(db: Db, vault: Vault, batch: readonly Wanted[]): Promise<number> {
  const known = vault.search.known()
  const fresh = new Map(batch.map(({ id, seq }) => [id, seq]))
  const pairs = batch.flatMap(({ id, organisation, seq }) => {
    // Of two that come at once the later one joins; one that was held may join what came before it.
    const near = vault.search
      .near(id)
      .filter((one) => known.has(one.id) && (fresh.get(one.id) ?? -1) < seq)
    return near.length > 0 ? [{ id, organisation, near }] : []
  })
  let count = 0
  for (const { id, organisation, near } of pairs) {
    count += await as(db, { role: 'ydan_jobs' }, async (tx) => {
      const beside = await besideSame(
        tx,
        id,
        near.map((one) => one.id),
      )
      const [best] = beside
      const likeness = near.find((one) => one.id === best?.id)?.likeness
      if (!best || likeness === undefined) return 0
      await lockClusters(tx, organisation)
      if (await wasCompared(tx, id)) return 0
      await found(tx, organisation, { id, other: best.id, likeness })
      await bridge(tx, vault, organisation, best.claim, new Set(beside.map(({ claim }) => claim)))
      return 1
    })
  }
  return count
}

// A letter that is like voices of two claims shows that they are one, if their first letters are
// related themselves: else a chain of letters, each a little changed, could tie anything together.
async function bridge(
  tx: Tx,
  vault: Vault,
  organisation: string,
  claim: string,
  claims: ReadonlySet<string>,
): Promise<void> {
  for (const other of claims) {
    const likeness = vault.search.likeness(other, claim)
    if (other === claim || likeness < relatedFrom || (await wasMoved(tx, other))) continue
    await found(tx, organisation, { id: other, other: claim, likeness })
  }
}
const relatedFrom = 0.4

// The same words about somebody else are another claim. Whom nothing names is the Front's own.
async function besideSame(tx: Tx, id: string, near: readonly string[]) {
  const { rows } = await tx.execute<{ id: string; claim: string }>(sql`
    select n.id, claim_of(n.id) as claim from unnest(${sql.param([...near])}::uuid[]) with ordinality as n(id, place)
    where not exists (select from clusters c where c.feedback_id = ${id}::uuid)
      and not exists (select from clusters c where c.into_feedback = ${id}::uuid)
      and exists (select from targets a join targets b on b.subject = a.subject
        where a.feedback_id = ${id}::uuid and b.feedback_id = n.id)
    order by n.place`)
  return rows
}

async function wasMoved(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from clusters where feedback_id = ${id}::uuid limit 1`,
  )
  return rows.length > 0
}

async function wasCompared(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from clusters where feedback_id = ${id}::uuid or into_feedback = ${id}::uuid limit 1`,
  )
  return rows.length > 0
}
