import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { verifyPage } from '../../views/browser/verify/html.ts'

let built: Promise<Uint8Array> | undefined

/** `verify.html`, the same bytes in every bundle; made once in a process (a third of a second). */
export function verifyHtml(): Promise<Uint8Array> {
  built ??= make()
  return built
}

async function make(): Promise<Uint8Array> {
  // Loaded here: only who prints bundles needs it.
  const { build } = await import('esbuild')
  const made = await build({
    entryPoints: [fileURLToPath(new URL('verify-page.ts', import.meta.url))],
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    // Chrome 80 and Firefox 78: what an office laptop may still have.
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
    plugins: [lean],
  })
  const script = made.outputFiles[0]?.text.trim() ?? ''
  const style = readFileSync(
    new URL('../../views/browser/verify/style.css', import.meta.url),
    'utf8',
  ).replaceAll('\r\n', '\n')
  const hashes = { script: sourceHash(script), style: sourceHash(style) }
  return new TextEncoder().encode(verifyPage({ script, style, hashes }))
}

function sourceHash(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`
}

// `import { z }` brings all of zod along, its forty languages too (+360 KB); the namespace does not.
const lean: Plugin = {
  name: 'lean',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/](bundle|custody)[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace("import { z } from 'zod'", "import * as z from 'zod'")
      return { contents, loader: 'ts' }
    })
  },
}
