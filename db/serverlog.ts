import { fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** The server's own log, one file that starts again when it has grown to 8 MiB. */
export type ServerLog = { path: string; file: number; said(): string }

const largest = 8 * 1024 * 1024

/** Opens `postgres.log` in `dir` for appending; `said` gives what was written since then. */
export function openLog(dir: string): ServerLog {
  const path = join(dir, 'postgres.log')
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > largest) truncateSync(path)
  const file = openSync(path, 'a', 0o600)
  const from = fstatSync(file).size
  return { path, file, said: () => readFileSync(path).subarray(from).toString('utf8') }
}
