import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { sniff } from '../intake/files.ts'
import type { Box, CopyOrder, MadeCopy } from './safe-copy.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const script = here('safe-copy-process.ts')

/** What one file may take: milliseconds, and MiB of memory in all. */
export const bounds = { patience: 20_000, memory: 300 }
type Bounds = typeof bounds

/**
 * Makes the safe copy of a file, by its bytes and never by its name, in a process that may read our
 * programs and nothing else, and is ended when it takes too much. Whatever the bytes are, the answer
 * is pictures or a reason why there are none. Raises Error when the process cannot work at all.
 */
export async function copyApart(bytes: Uint8Array, within: Bounds = bounds): Promise<MadeCopy> {
  const type = sniff(bytes)
  if (type === undefined) return { tool: 'ydan', refusal: 'unknown' }
  if (/^(audio|video)\//.test(type)) return { tool: 'ydan', refusal: 'sound' }
  return made({ what: 'copy', type, bytes }, within)
}

/** Blackens boxes of one picture of ours, likewise. */
export function boxedApart(
  bytes: Uint8Array,
  boxes: readonly Box[],
  within: Bounds = bounds,
): Promise<MadeCopy> {
  return made({ what: 'boxes', bytes, boxes }, within)
}

function made(order: CopyOrder, { patience, memory }: Bounds): Promise<MadeCopy> {
  const { promise, resolve, reject } = Promise.withResolvers<MadeCopy>()
  const child = fork(script, {
    // No environment: it holds the addresses of databases. And no key file can be read: the folder
    // of the keys may lie beside us, so only what holds programs is named.
    env: {},
    execArgv: [
      '--permission',
      '--allow-addons',
      ...readable().map((folder) => `--allow-fs-read=${folder}`),
      '--disable-warning=SecurityWarning',
      '--expose-gc',
      `--max-old-space-size=${memory >> 1}`,
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  yieldTo(child)
  let started = false
  const tooHeavy = () => {
    resolve({ tool: 'ydan', refusal: 'too_heavy' })
    child.kill('SIGKILL')
  }
  const late = setTimeout(tooHeavy, patience)
  const watch = setInterval(() => memoryOf(child) > memory && tooHeavy(), 20)
  child.on('message', (said) => {
    if (said !== 'ready') return resolve(said as MadeCopy)
    started = true
    child.send(order, (error) => error && reject(error))
  })
  child.once('error', reject)
  child.once('exit', (code, signal) => {
    // A decoder that falls over a file has said all there is to say about it.
    if (started) resolve({ tool: 'ydan', refusal: 'broken' })
    else reject(new Error(`the process for safe copies ended with ${code ?? signal}`))
  })
  return promise.finally(() => {
    clearTimeout(late)
    clearInterval(watch)
    child.kill('SIGKILL')
  })
}

function readable(): string[] {
  const root = here('../../')
  const modules = `${root}node_modules`
  return [`${root}src/moderation`, `${root}package.json`, modules, realpathSync(modules)]
}

// Whoever waits for an answer of the console goes first.
function yieldTo({ pid }: ChildProcess): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It ended already, which its exit tells.
  }
}

// Where the system does not tell (Windows), the bounds on pixels, pages and time hold alone.
function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
