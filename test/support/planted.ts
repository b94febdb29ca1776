import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/**
 * The forms in which some words might lie somewhere: as they are, in lower case, in base64 at any
 * offset, in hexadecimal, percent-encoded, as a plain fingerprint.
 */
export function formsOf(words: string): string[] {
  const bytes = Buffer.from(words)
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    // The first and last characters mix with what stands beside.
    return text.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1)
  })
  const plain = [words, words.toLowerCase(), words.normalize('NFD'), encodeURIComponent(words)]
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const prints = ['md5', 'sha1', 'sha256'].map((name) =>
    createHash(name).update(words).digest('hex'),
  )
  return [...new Set([...plain, ...base64, ...url, bytes.toString('hex'), ...prints])]
}

/** Every row of every table but the catalogue's, as a dump would write it: text, with bytea in hex. */
export async function dumpOf(url: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const dump = new Map<string, string[]>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      dump.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return dump
  } finally {
    await client.end()
  }
}

/** The places where some words are found in a dump, in any form, also inside binary columns. */
export function foundIn(dump: ReadonlyMap<string, string[]>, words: string): string[] {
  const forms = formsOf(words).flatMap((form) => [form, Buffer.from(form).toString('hex')])
  return [...dump].flatMap(([table, rows]) =>
    rows.some((row) => forms.some((form) => row.includes(form))) ? [`${table}: ${words}`] : [],
  )
}

/** The files under a directory that hold some of the words, in any form. */
export function filesWith(dir: string, words: readonly string[]): string[] {
  const forms = words.flatMap(formsOf).map((form) => Buffer.from(form))
  return walk(dir).filter((path) => {
    const bytes = readFileSync(path)
    return forms.some((form) => bytes.includes(form))
  })
}

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isDirectory()) return walk(path)
    return found?.isFile() ? [path] : []
  })
}
