import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { latestMigration } from '../db/latest.ts'
import { asset, assetNames } from '../views/assets.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Bundles the letterbox with all its packages into one file that needs nothing beside it. */
export async function buildLetterbox(
  outfile: string,
  entry: string = here('doors/letterbox.ts'),
): Promise<void> {
  await build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'node',
    target: 'node24',
    external: ['pg-native'],
    // Packages in CommonJS ask for Node's own modules by `require`, which ES modules lack.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
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
