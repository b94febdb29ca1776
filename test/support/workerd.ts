import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWorker } from '../../src/build.ts'

const wranglerToml = new URL('../../wrangler.toml', import.meta.url)

/** Why workerd does not run on this machine; null where it does. */
export function withoutWorkerd(): string | null {
  try {
    const { default: binary } = createRequire(import.meta.url)('workerd') as { default: string }
    execFileSync(binary, ['--version'], { stdio: 'pipe' })
    return null
  } catch (error) {
    return `no workerd for ${process.platform}-${process.arch}: ${String(error).split('\n')[0]}`
  }
}

/**
 * The Worker as wrangler.toml describes it, bundled and run by workerd on a port of its own at
 * 127.0.0.1, with `secrets` as its bindings. Nothing is written outside a temporary folder, nothing
 * asked of a network.
 */
export async function openWorker(secrets: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'ydan-worker-'))
  const outfile = join(dir, 'worker.mjs')
  await buildWorker(outfile)
  Object.assign(process.env, {
    CI: '1',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    WRANGLER_LOG: 'none',
    WRANGLER_WRITE_LOGS: 'false',
    XDG_CONFIG_HOME: dir,
    XDG_CACHE_HOME: dir,
  })
  const { createTestHarness } = await import('wrangler')
  const server = createTestHarness({
    root: dir,
    workers: [{ configPath: wranglerToml, prebuiltWorkerDir: dir, secrets }],
  })
  const { url } = await server.listen()
  return {
    /** Bytes to be uploaded, as the platform counts them. */
    compressed: gzipSync(readFileSync(outfile)).length,
    /** All that the Worker printed. */
    printed: () => server.getLogs().map(({ message }) => message),
    request: (path: string, init?: RequestInit) => fetch(new URL(path, url), init),
    json: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(new URL(path, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    /** Hands a mail to `email()`; 'exception' is what the sender's server is told to try again. */
    email: (to: string, bytes: Uint8Array) =>
      server.getWorker().email({
        from: 'nguoi@vidu.example',
        to,
        raw: new Blob([new Uint8Array(bytes)]).stream() as never,
      }),
    async close() {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type OpenWorker = Awaited<ReturnType<typeof openWorker>>
