// One release's own data as a fixture of test/db/upgrade.test.ts; how one is made stands there.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { tablePath } from '../../src/cli/backup/manifest.ts'

type TableSaid = { name: string; columns: string[]; bytes: number; sha256: string }

/** A release as it is kept: its backup file by file (path to text), and receipts of letters in it. */
type Packed = { files: Record<string, string>; keys: Record<string, string>; receipts: string[] }

/** A release laid out again: a backup and its keys as `ydan backup` leaves them. */
export type Released = { dir: string; keysDir: string; receipts: string[] }

const folder = join(import.meta.dirname, '../fixtures/releases')

/** The releases there are, by the number of their last migration. */
export function releaseNames(): string[] {
  return readdirSync(folder).map((file) => file.replace('.json.br', ''))
}

/** Lays a release's backup out in `into`, which is made. */
export function layOut(name: string, into: string): Released {
  const packed = brotliDecompressSync(readFileSync(join(folder, `${name}.json.br`))).toString(
    'utf8',
  )
  const { files, keys, receipts } = JSON.parse(packed) as Packed
  const released = { dir: join(into, 'backup'), keysDir: join(into, 'backup-keys'), receipts }
  write(released.dir, files)
  write(released.keysDir, keys)
  return released
}

function write(into: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(into, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, text, { mode: 0o600 })
  }
}

/** Packs a backup and the keys beside it; answers the fixture's size in bytes. */
function pack(backup: string, file: string, receipts: string[]): number {
  const files = withoutBulk(read(backup))
  const text = JSON.stringify({ files, keys: read(`${backup}-keys`), receipts } satisfies Packed)
  writeFileSync(file, brotliCompressSync(text))
  return statSync(file).size
}

function read(from: string): Record<string, string> {
  const found = readdirSync(from, { recursive: true, withFileTypes: true })
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  return Object.fromEntries(
    paths.sort().map((path) => [relative(from, path), readFileSync(path, 'utf8')]),
  )
}

// The papers of bundles are more than half of a backup, and nothing that comes later reads their bytes.
const bulky = ['bundle_files', 'bundle_parts']

function withoutBulk(files: Record<string, string>): Record<string, string> {
  const manifest = JSON.parse(files['manifest.json'] ?? '') as { tables: TableSaid[] }
  const emptied = manifest.tables
    .filter(({ name }) => bulky.includes(name))
    .map((table) => {
      const path = tablePath('', table.name)
      const text = withoutBytes(files[path] ?? '', table.columns.indexOf('bytes'))
      table.bytes = Buffer.byteLength(text)
      table.sha256 = createHash('sha256').update(text).digest('hex')
      return [path, text]
    })
  const said = { 'manifest.json': JSON.stringify(manifest) }
  return { ...files, ...Object.fromEntries(emptied), ...said }
}

function withoutBytes(rows: string, place: number): string {
  const emptied = (row: string) => row.split('\t').with(place, '\\\\x').join('\t')
  return rows.replaceAll(/^.+$/gm, emptied)
}

if (process.argv[1] === import.meta.filename) {
  const [backup, file, ...receipts] = process.argv.slice(2)
  if (!backup || !file) throw new Error('release-fixture.ts BACKUP FILE [RECEIPT …]')
  console.log(`${file}: ${pack(backup, file, receipts)} bytes`)
}
