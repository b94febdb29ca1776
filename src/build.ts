import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, type BuildResult, build, type Plugin, stop } from 'esbuild'
import { latestMigration } from '../db/latest.ts'
import { asset, assetNames } from '../views/assets.ts'
import { aheadFolder, writeStamp } from './parent/ahead.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const root = here('../')

/** Bundles the letterbox with all its packages into one file that needs nothing beside it. */
export async function buildLetterbox(
  outfile: string,
  entry: string = here('doors/letterbox.ts'),
): Promise<string[]> {
  return inputsOf(
    await build({ ...onNode, entryPoints: [entry], outfile, plugins: [builtins, contents] }),
  )
}

/**
 * Bundles a staff door or the parent into one file for this machine: what we wrote and the packages
 * it always needs; the others stay where they are. It starts in a fraction of the time and half the
 * memory that reading each file takes.
 */
export async function buildDoor(outfile: string, entry: string): Promise<string[]> {
  const plugins = [builtins, packagesHere, ownAddress]
  return inputsOf(await build({ ...onNode, entryPoints: [entry], outfile, plugins }))
}

/**
 * `npm run build`: makes the bundles of the doors and the parent ahead, so that a start need not.
 * What they were made of stands in their stamp (src/parent/ahead.js); an old stamp goes first.
 */
export async function buildAhead(folder: string = aheadFolder): Promise<void> {
  rmSync(join(folder, 'stamp.json'), { force: true })
  const to = (name: string) => join(folder, `${name}.mjs`)
  const inputs = await Promise.all([
    buildLetterbox(to('letterbox')),
    buildDoor(to('desk'), here('doors/desk.ts')),
    buildDoor(to('console'), here('doors/console.ts')),
    buildDoor(to('parent'), here('parent/serve.ts')),
    buildDoor(to('node'), here('node.ts')),
  ]).finally(builderEnds)
  writeStamp(folder, [...new Set([...inputs.flat(), ...besides()])].sort())
}

// How they are built, the files carried inside, and which packages.
function besides(): string[] {
  const carried = assetNames.map((name) =>
    join('views', name.endsWith('.js') ? 'browser' : '', name),
  )
  return ['src/build.ts', 'db/migrations', 'package-lock.json', ...carried]
}

// Packages change with the lock file alone.
function inputsOf({ metafile }: BuildResult<{ metafile: true }>): string[] {
  return Object.keys(metafile.inputs)
    .filter((path) => !/node_modules|^builtin:/.test(path))
    .map((path) => relative(root, resolve(root, path)))
}

/** Ends the builder's own process, which holds 80 MB; the next build starts another. */
export async function builderEnds(): Promise<void> {
  await stop()
}

// The bundle may lie in a data folder, from where no package would be found by its name. Of drizzle a
// door uses a tenth, and the whole holds 150 MB. What has files or machine code beside it stays
// outside, and the builder itself is no part of what it builds.
const packagesHere: Plugin = {
  name: 'packages here',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
      kind === 'entry-point' || importer.includes('node_modules') || inside.test(path)
        ? undefined
        : { path: import.meta.resolve(path), external: true },
    )
    onResolve({ filter: /\/build\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: import.meta.url, external: true } : undefined,
    )
  },
}
const inside =
  /^(node:|drizzle-orm|hono|@hono\/|zod|pg$|pg-boss$|@noble\/|@hpke\/|@opentelemetry\/api$|qrcode|fflate|otpauth|postal-mime|canonicalize|diff|altcha-lib|docx$|nodemailer|imapflow$|prom-client$|@simplewebauthn\/|yazl$|iconv-lite$)/

// An import of Node's own modules reads all they export, and so loads what only some of it needs: with
// node:http comes a whole HTTP client. Asked for like this, each comes with its first use.
const builtins: Plugin = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'builtin' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)})`,
    }))
  },
}

// Each module finds the files beside it where it was written, not beside the bundle.
const ownAddress: Plugin = {
  name: 'own address',
  setup({ onLoad }) {
    onLoad({ filter: /\.(tsx?|js)$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const address = JSON.stringify(pathToFileURL(path).href)
      const contents = (await readFile(path, 'utf8')).replaceAll('import.meta.url', address)
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/** Bundles the letterbox for Cloudflare Workers. */
export async function buildWorker(
  outfile: string,
  entry: string = here('worker.ts'),
): Promise<void> {
  await build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'browser',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    plugins: [contents, nodeNames],
  })
}

/** Packages in CommonJS `require` Node's modules by bare names; a Worker has them, for `import` alone. */
const nodeNames: Plugin = {
  name: 'node names',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(buffer|string_decoder)$/ }, ({ path }) => ({ path, namespace: 'node' }))
    onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({
      contents: `export * from 'node:${path}'`,
    }))
  },
}

/** Modules that read files beside them get the contents instead: a bundle has nothing beside it. */
const contents: Plugin = {
  name: 'contents',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]views[\\/]assets\.ts$/ }, () => {
      const all = Object.fromEntries(assetNames.map((name) => [name, asset(name)]))
      return { contents: assetsModule(JSON.stringify(all)), loader: 'ts' }
    })
    onLoad({ filter: /[\\/]db[\\/]latest\.ts$/ }, () => ({
      contents: `export const latestMigration = () => ${JSON.stringify(latestMigration())}`,
      loader: 'ts',
    }))
  },
}

function assetsModule(all: string): string {
  return `const all = ${all}
export const assetNames = Object.keys(all)
export const asset = (name) => (Object.hasOwn(all, name) ? all[name] : undefined)`
}

const common = {
  bundle: true,
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'error',
  plugins: [contents],
} as const satisfies BuildOptions

const onNode = {
  ...common,
  platform: 'node',
  target: 'node24',
  external: ['pg-native'],
  absWorkingDir: root,
  metafile: true,
  // One byte a character: half the memory of the source, and read faster.
  charset: 'ascii',
  // Packages in CommonJS ask for Node's own modules by `require`, which ES modules lack.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} as const satisfies BuildOptions
