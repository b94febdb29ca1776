import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { backupWords as words } from '../../../views/words/backup.ts'
import { Problem } from '../../problem.ts'
import type { Step } from '../progress.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

const manifest = z.strictObject({
  format: z.literal('ydan-backup-1'),
  /** When the snapshot was taken (UTC). */
  made: z.iso.datetime(),
  /** The steps the database had gone through, in order, with the SHA-256 of each. */
  migrations: z.array(z.strictObject({ name: z.string().max(200), sha256 })).min(1),
  tables: z.array(
    z.strictObject({
      name,
      columns: z.array(name).min(1),
      rows: z.int().min(0),
      bytes: z.int().min(0),
      sha256,
    }),
  ),
  logs: z.array(z.strictObject({ code: z.string().max(40), id: z.uuid(), size: z.int().min(0) })),
  /** Jobs that were left for later and not done yet. */
  jobs: z.array(z.strictObject({ name: z.string().max(60), told: z.record(z.string(), z.json()) })),
})

/** What a backup says of itself; it is written last, so a backup without it is not whole. */
export type Manifest = z.infer<typeof manifest>
export type TableFile = Manifest['tables'][number]

/** Where the rows of a table lie. */
export function tablePath(dir: string, table: string): string {
  return join(dir, 'database', `${table}.copy`)
}

/** Writes the manifest and answers the SHA-256 of its bytes. */
export async function writeManifest(dir: string, made: Manifest): Promise<string> {
  const text = `${JSON.stringify(made, null, 1)}\n`
  const handle = await open(join(dir, 'manifest.json'), 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return createHash('sha256').update(text).digest('hex')
}

/** Reads a manifest. Raises Problem('invalid') when there is none, or it is not ours. */
export async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, 'manifest.json'), 'utf8').catch(() => '')
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    throw new Problem('invalid', words.notABackup(dir))
  }
}

/**
 * Computes the SHA-256 of every table's file; `step` hears of bytes. Raises Problem('conflict') naming one
 * that differs.
 */
export async function checkFiles(
  dir: string,
  { tables }: Manifest,
  step: Step = () => {},
): Promise<void> {
  const of = tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { name: table, sha256: expected } of tables) {
    const hash = createHash('sha256')
    try {
      for await (const chunk of createReadStream(tablePath(dir, table))) {
        hash.update(chunk)
        done += chunk.length
        step(done, of)
      }
    } catch {
      throw new Problem('conflict', words.damaged(`${table}.copy`))
    }
    if (hash.digest('hex') !== expected) {
      throw new Problem('conflict', words.damaged(`${table}.copy`))
    }
  }
}
