import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** What the embedded server keeps between starts. */
export type Kept = { password: string; port: number }

/** Reads the server's port and superuser password from `dir`, or chooses and keeps them. */
export async function kept(dir: string): Promise<Kept> {
  const read = readSecret<Kept>(join(dir, 'server.json'))
  return read ?? keep(dir, { password: newPassword(), port: await freePort() })
}

/** Keeps port and password in `dir`, and returns them. */
export function keep(dir: string, chosen: Kept): Kept {
  writeSecret(join(dir, 'server.json'), chosen)
  return chosen
}

/** 192 random bits that need no quoting in a URL. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

/** Reads a JSON file that only we wrote; undefined when it is not there. */
export function readSecret<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a JSON file for the owner's eyes only, whole or not at all. */
export function writeSecret(path: string, content: object): void {
  const file = openSync(`${path}.new`, 'w', 0o600)
  writeSync(file, JSON.stringify(content))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
}

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer().on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
