import type { Asks } from './fitness.ts'
import { latestMigration } from './latest.ts'

// The name stands in the table's comment, because comments are the one thing every login may read:
// the letterbox may select from no table.
const question = `
  select d.description as latest
    from pg_description d
    join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relname = 'migrations'`

/** Has this database every migration this build knows? For `/readyz`; any login may ask. */
export async function migrated(client: Asks): Promise<boolean> {
  return (await newestStep(client)) === latestMigration()
}

/** The name of the newest migration of this database; null when it has none. */
export async function newestStep(client: Asks): Promise<string | null> {
  const { rows } = await client.query(question)
  const latest = rows[0]?.latest
  return typeof latest === 'string' ? latest : null
}
