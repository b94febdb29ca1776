import { execFile } from 'node:child_process'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../src/cli.ts')

/** `npm run ydan -- WORDS` in a process of its own, with no environment but this: what it says, and its exit code. */
export function command(words: string[], environment: Record<string, string>) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>()
  const env = { PATH: process.env.PATH, ...environment }
  execFile(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), entry, ...words],
    { env },
    (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
  )
  return promise
}
