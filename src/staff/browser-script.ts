import { fileURLToPath } from 'node:url'

const built = new Map<string, Promise<string>>()

/**
 * A script for the browser, put together from one of our own modules; made once in a process. Chrome
 * 80 and Firefox 78 are what an office laptop may still have.
 */
export function browserScript(entry: URL): Promise<string> {
  const path = fileURLToPath(entry)
  const known = built.get(path) ?? make(path)
  built.set(path, known)
  return known
}

async function make(path: string): Promise<string> {
  // Loaded here: only who opens these pages needs it.
  const { build } = await import('esbuild')
  const made = await build({
    entryPoints: [path],
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  })
  return made.outputFiles[0]?.text ?? ''
}
