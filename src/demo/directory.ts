import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { readSecret, writeSecret } from '../../db/kept.ts'
import { demoWords } from '../../views/words/demo.ts'
import { Problem } from '../problem.ts'
import { type Member, member } from './cast.ts'

// Its presence says that all in this directory is fiction; the cast, that filling was finished.
const marker = (dir: string) => join(dir, 'demo.json')
const marked = z.object({ cast: z.array(member).nullable() })

/**
 * The cast of a demo that was filled here before, or null when nothing is here yet. Raises
 * Problem('conflict') for a directory with real content or with a demo that was cut off.
 */
export function castIn(dir: string): Member[] | null {
  const found = readSecret<unknown>(marker(dir))
  if (found !== undefined) {
    const { cast } = marked.parse(found)
    if (cast === null) throw new Problem('conflict', demoWords.unfinished)
    return cast
  }
  if (['database', 'keys'].some((name) => existsSync(join(dir, name)))) {
    throw new Problem('conflict', demoWords.real)
  }
  return null
}

/** Marks the directory as a demo's: begun without a cast, finished with it. No secrets are kept. */
export function mark(dir: string, cast: readonly Member[] | null): void {
  const named = cast?.map((one) => member.parse(one)) ?? null
  writeSecret(marker(dir), { cast: named })
}

/** Raises Problem('conflict') when an external database holds an organisation, or anything of ours. */
export async function mustBeEmpty(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the query under way reports it
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.organisations') is not null as there`,
    )
    if (rows[0]?.there) throw new Problem('conflict', demoWords.realDatabase)
  } finally {
    await client.end()
  }
}
