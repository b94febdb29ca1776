import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { both } from '../../views/lang.ts'
import { backupWords as words } from '../../views/words/backup.ts'
import { cliWords } from '../../views/words/cli.ts'
import { progressWords } from '../../views/words/progress.ts'
import type { Config } from '../config.ts'
import { logOwners } from '../custody/entries.ts'
import { allErasures, type Erasure, erasureFile, keyOf, readErasures } from '../custody/erasures.ts'
import { outsideRoot } from '../custody/outside.ts'
import { Problem } from '../problem.ts'
import { keysPresent } from '../seal/keydir.ts'
import { dump } from './backup/dump.ts'
import { writeManifest } from './backup/manifest.ts'
import { ownerUrl } from './owner.ts'
import { withProgress } from './progress.ts'
import type { Print } from './verify.ts'

/**
 * `ydan backup DIR [--without-keys]`: database, checkpoints and erasure list into DIR, the keys into a
 * folder beside it. Exit code 0 done, 2 wrong usage. Raises Problem('conflict') for a folder that is
 * not empty, 'unavailable' when the database does not answer.
 */
export async function backupCommand(
  config: Config,
  argv: readonly string[],
  out: Print,
  err: Print,
): Promise<number> {
  const asked = parse(argv)
  if (asked === 'help' || asked === 'wrong') {
    ;(asked === 'help' ? out : err)(both(words.backupUsage))
    return asked === 'help' ? 0 : 2
  }
  const dir = resolve(asked.dir)
  await emptyFolder(dir)
  // Before the snapshot: a checkpoint newer than the rows would make this very backup look too old.
  await copyFolder(outsideRoot(config.DATA_DIR), join(dir, 'checkpoints'))
  const client = await ownerClient(await ownerUrl(config))
  try {
    const manifest = await withProgress(progressWords.backup, (step) => dump(client, dir, step))
    await writeErasures(client, config.DATA_DIR, dir)
    const sha256 = await writeManifest(dir, manifest)
    await client.query(noted)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0)
    out(both(words.backedUp(dir, rows, Math.ceil(bytes / 1e6))))
    out(both(words.fingerprint(sha256)))
  } finally {
    await client.end().catch(() => {})
  }
  await keysApart(config.KEYS_DIR, `${dir}-keys`, asked.keys, out)
  return 0
}

// When the last backup was made: shown to the person on call, itself left out of backups.
const noted = `insert into conditions (name, reading, at) values ('backup', '{}', now())
  on conflict (name) do update set reading = excluded.reading, at = excluded.at`

/** A connection as the database's owner that no limit cuts off. Raises Problem('unavailable'). */
export async function ownerClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'ydan backup' })
  client.on('error', () => {}) // the query under way reports it
  try {
    await client.connect()
    return client
  } catch {
    throw new Problem('unavailable', cliWords.notRunning)
  }
}

function parse(argv: readonly string[]): { dir: string; keys: boolean } | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        'without-keys': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const [dir, ...rest] = positionals
    if (!dir || rest.length > 0) return 'wrong'
    return { dir, keys: !values['without-keys'] }
  } catch {
    return 'wrong'
  }
}

async function emptyFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if ((await readdir(dir)).length > 0) throw new Problem('conflict', words.notEmptyFolder(dir))
}

async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

// What the log says, and what only the list outside remembers from before an older restore.
async function writeErasures(client: pg.Client, dataDir: string, dir: string): Promise<void> {
  const all: Erasure[] = await readErasures(erasureFile(dataDir))
  const known = new Set(all.map(keyOf))
  await drizzle(client).transaction(async (tx) => {
    for (const { id } of await logOwners(tx)) {
      all.push(...(await allErasures(tx, id)).filter((one) => !known.has(keyOf(one))))
    }
  })
  const text = all.map((one) => `${JSON.stringify(one)}\n`).join('')
  await writeFile(join(dir, 'erasures.jsonl'), text, { mode: 0o600, flush: true })
}

async function keysApart(from: string, to: string, wanted: boolean, out: Print): Promise<void> {
  if (!wanted || !(await keysPresent(from))) {
    out(both(words.noKeys(from)))
    return
  }
  await emptyFolder(to)
  await copyFolder(from, to)
  out(both(words.keysApart(to)))
}
