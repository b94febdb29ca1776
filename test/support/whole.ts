import pg from 'pg'
import { expect } from 'vitest'
import { receiptNumber } from '../../src/intake/drop.ts'
import { parseReceipt, receiptHash } from '../../src/seal/receipt.ts'
import type { Acknowledged } from './load.ts'

type Stored = { hash: string; number: number; year: number; letters: number; digest: string }

/** Every acknowledged letter is stored exactly once, under the receipt, number and digest given out. */
export async function checkStored(
  ownerUrl: string,
  pepper: Uint8Array,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const hashed = new Map(acknowledged.map((one) => [hashOf(pepper, one.receipt), one]))
  expect(hashed.size, 'no receipt was given twice').toBe(acknowledged.length)
  const stored = await ask<Stored>(
    ownerUrl,
    `select encode(t.receipt_hash, 'hex') as hash, t.number, t.year, count(l.id)::int as letters,
       min(l.commitment) as digest
     from threads t left join letters l on l.thread_id = t.id
     where t.receipt_hash = any($1) group by t.id`,
    [[...hashed.keys()].map((hash) => Buffer.from(hash, 'hex'))],
  )
  const found = new Map(stored.map((one) => [one.hash, one]))
  for (const [hash, { key, number, digest }] of hashed) {
    const { letters, ...row } = found.get(hash) ?? { letters: 0, number: 0, year: 0, digest: '' }
    expect(
      { letters, number: receiptNumber(row.number, row.year), digest: row.digest },
      `the letter ${key}`,
    ).toEqual({ letters: 1, number, digest })
  }
}

/** No letter, file, working copy or key exists by halves, but for records that were erased. */
export async function checkHalves(
  ownerUrl: string,
  erased: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const [promise, query] of Object.entries(halves)) {
    const found = await ask<Record<string, string>>(ownerUrl, query)
    const ours = found.filter((row) => !Object.values(row).some((id) => erased.has(id)))
    expect(ours, promise).toEqual([])
  }
}

const keyFor = (record: string, recipient: string) =>
  `exists (select from data_keys k where k.record = ${record} and k.recipient = '${recipient}')`
const sealOf = (record: string, field: string) =>
  `exists (select from seals s where s.record = ${record} and s.field = '${field}')`

const halves = {
  'every letter has its words, and a key for staff and sender': `
    select l.id from letters l where not (${sealOf('l.id', 'text')}
      and ${keyFor('l.id', 'letter')} and ${keyFor('l.id', 'receipt')})`,
  'every attachment has its bytes and its key': `
    select a.id from attachments a where not (${sealOf('a.id', 'bytes')} and ${keyFor('a.id', 'letter')})`,
  'every working copy has its words and its key': `
    select f.id from feedback f where not (${sealOf('f.id', 'text')} and ${keyFor('f.id', 'letter')})`,
  'every key for staff has its key-encryption key': `
    select k.record from data_keys k where k.recipient = 'letter'
      and not exists (select from key_encryption_keys e where e.id = k.kek_id)`,
  'every seal belongs to a row': `
    select s.record from seals s where s.field in ('text', 'bytes') and not exists (select from letters where id = s.record)
      and not exists (select from attachments where id = s.record) and not exists (select from feedback where id = s.record)
      and not exists (select from replies where id = s.record) and not exists (select from decisions where id = s.record)`,
  'every thread has its first letter and its consent': `
    select t.id from threads t where not exists (select from letters l where l.thread_id = t.id and l.first)
      or not exists (select from consents c where c.thread_id = t.id)`,
  'every approval that was agreed to has its act': `
    select a.id, a.act from approvals a join approval_answers r on r.approval_id = a.id and r.outcome = 'agreed'
    where a.act in ('accept', 'not_accept', 'reject', 'merge') and not exists (
      select from decisions d where d.approval_id = a.id)`,
}

/** Rows as the database's owner sees them. */
export async function ask<Row>(ownerUrl: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {}) // a server that falls between two messages; the query reports it
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

function hashOf(pepper: Uint8Array, receipt: string): string {
  return Buffer.from(receiptHash(pepper, parseReceipt(receipt) ?? '')).toString('hex')
}
