import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../db/kept.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { doorWords } from './door-words.ts'

const entry = fileURLToPath(new URL('../../src/doors/letterbox.ts', import.meta.url))
/** The pepper of letterboxes opened here. */
export const pepper = new Uint8Array(32).fill(9)

/**
 * The letterbox's own process, alone, on a database of the test's choice; with `descriptors` it may
 * have no more files and connections open than that.
 */
export async function letterboxProcess(
  databaseUrl: string,
  more: Record<string, string> = {},
  descriptors?: number,
) {
  const port = await freePort()
  const publicKey = async (fill: number) =>
    base64((await pairOf('X25519', new Uint8Array(32).fill(fill))).publicBytes)
  const limited = ['-c', `ulimit -n ${descriptors}; exec "$0" "$@"`, process.execPath]
  const [command, before] = descriptors ? ['sh', limited] : [process.execPath, []]
  const child = spawn(command, [...before, ...doorWords(entry)], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      LETTERBOX_DATABASE_URL: databaseUrl,
      LETTER_PUBLIC_KEY: await publicKey(1),
      RELAY_PUBLIC_KEY: await publicKey(2),
      RECEIPT_PEPPER: base64(pepper),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended])
  if (child.exitCode !== null) throw new Error(`the letterbox does not open: ${said}`)
  return {
    port,
    pid: child.pid ?? 0,
    said: () => said,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
export type LetterboxProcess = Awaited<ReturnType<typeof letterboxProcess>>

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
