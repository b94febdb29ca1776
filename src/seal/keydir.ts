import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import {
  keysAlreadyThere,
  keysIncomplete,
  keysMissing,
  keysNotWritable,
  keyUnreadable,
} from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import {
  type KeyFile,
  type KeyKind,
  readKeyFile,
  refuseOpenToOthers,
  writeKeyFile,
} from './keyfile.ts'

/** One key file of the directory, read but not opened. */
export type StoredKey = { readonly path: string; readonly file: KeyFile }

const kinds = ['letter', 'relay', 'signing', 'pepper'] as const

/** `letter-1.key`; the pepper has one version for life, since every receipt hash hangs on it. */
export function keyFileName(kind: KeyKind, version: number): string {
  return kind === 'pepper' ? 'receipt-pepper.key' : `${kind}-${version}.key`
}

/** Whether the directory holds any key, so that new ones must not be made. */
export async function keysPresent(dir: string): Promise<boolean> {
  return (await namesIn(dir)).some((name) => namedKey(name) !== undefined)
}

/**
 * Reads every key file of the directory, oldest version first. Raises Problem('unavailable') when
 * one is missing, damaged, unreadable, or readable by others on the machine.
 */
export async function readKeyDirectory(dir: string): Promise<StoredKey[]> {
  const named = (await namesIn(dir)).map(namedKey).filter((key) => key !== undefined)
  if (named.length === 0) throw new Problem('unavailable', keysMissing(dir))
  refuseOpenToOthers(dir, (await stat(dir)).mode, true)
  for (const kind of kinds) {
    if (named.some((key) => key.kind === kind)) continue
    throw new Problem('unavailable', keysIncomplete(dir, keyFileName(kind, 1)))
  }
  named.sort((a, b) => a.version - b.version)
  return Promise.all(
    named.map(async ({ kind, version }) => {
      const path = join(dir, keyFileName(kind, version))
      return { path, file: await readKeyFile(path, kind, version) }
    }),
  )
}

/**
 * Makes the directory with all its files, or nothing: they are written and synced beside it and
 * appear by one rename. Raises Problem('conflict') when the directory holds anything already,
 * 'unavailable' when it cannot be written.
 */
export async function makeKeyDirectory(path: string, files: readonly KeyFile[]): Promise<void> {
  const dir = resolve(path)
  const parent = dirname(dir)
  const draft = await mkdir(parent, { recursive: true, mode: 0o700 })
    .then(() => mkdtemp(`${dir}.new-`))
    .catch((error) => refuse(dir, error))
  try {
    for (const file of files) {
      await writeKeyFile(join(draft, keyFileName(file.kind, file.version)), file)
    }
    await syncDirectory(draft)
    await rmdir(dir).catch((error) => error.code === 'ENOENT' || refuse(dir, error))
    await rename(draft, dir).catch((error) => refuse(dir, error))
    await syncDirectory(parent)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Adds one more version to a directory of keys; it must not be there yet. */
export async function addKeyFile(dir: string, file: KeyFile): Promise<void> {
  await writeKeyFile(join(dir, keyFileName(file.kind, file.version)), file).catch((error) =>
    refuse(dir, error),
  )
  await syncDirectory(dir)
}

function refuse(dir: string, error: NodeJS.ErrnoException): never {
  const occupied = error.code === 'ENOTEMPTY' || error.code === 'EEXIST' || error.code === 'ENOTDIR'
  if (occupied) throw new Problem('conflict', keysAlreadyThere(dir))
  throw new Problem('unavailable', keysNotWritable(dir))
}

async function syncDirectory(dir: string): Promise<void> {
  // Windows cannot open a directory, and keeps renames in its own journal.
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function namesIn(dir: string): Promise<string[]> {
  return readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new Problem('unavailable', keyUnreadable(dir))
  })
}

function namedKey(name: string): { kind: KeyKind; version: number } | undefined {
  const version = Number(/^[a-z]+-([1-9][0-9]{0,5})\.key$/.exec(name)?.[1] ?? 1)
  const kind = kinds.find((one) => keyFileName(one, version) === name)
  return kind && { kind, version }
}
