import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BundleContents } from './contents.ts'
import type { CopyRange } from './copies.ts'
import type { PaperSeal } from './paper.ts'
import {
  type Copies,
  inVolumes,
  itemsToStay,
  type Order,
  type Papers,
  type Printed,
} from './press.ts'

// With this glibc gives large pieces back at once: a full volume takes 20 to 80 MB less, a shorter one
// only longer.
const thrifty = { MALLOC_MMAP_THRESHOLD_: '131072' }
const itemsToSpare = 1_200
const script = fileURLToPath(new URL('press-process.ts', import.meta.url))
const patience = 5 * 60_000
// Starting one costs more than a short paper: in a batch the next order comes within seconds.
const staying = 5_000

/**
 * Prints in processes that end: setting a thousand items takes 270 MB that would not come back, and
 * a second in which the console would answer nobody. They get the words and no key. PDF and office
 * papers are made side by side, the volumes of a long PDF one after the other; `most` as in
 * volumes.ts. Throws Error when one does not end well.
 */
export async function printPapersApart(
  contents: BundleContents,
  seal: PaperSeal,
  most?: number,
): Promise<Papers> {
  const words = { contents, seal }
  const [volumes, office] = await Promise.all([
    inVolumes(contents, most, (volume) => printApart({ ...words, what: 'pdf', volume, most })),
    printApart({ ...words, what: 'office' }),
  ])
  const [pdf = new Uint8Array(), ...further] = volumes.map((one) => one.pdf)
  return { pdf, further, ...office }
}

/** The same for numbered copies. */
export async function printCopiesApart(
  contents: BundleContents,
  seal: PaperSeal,
  range: CopyRange,
  most?: number,
): Promise<Copies> {
  const order = { what: 'copies', contents, seal, range, most } as const
  const volumes = await inVolumes(contents, most, (volume) => printApart({ ...order, volume }))
  const [list = new Uint8Array()] = volumes.map((one) => one.list)
  return { copies: volumes.map((one) => one.copies), list }
}

async function printApart<Kind extends Order['what']>(
  order: Order & { what: Kind },
): Promise<Printed[Kind]> {
  const isLong = order.contents.items.length > itemsToSpare
  const waiting = isLong ? undefined : idle.get(order.what)?.take()
  const press = waiting ?? started(order.what, isLong ? thrifty : {})
  const printed = await answered<Printed[Kind]>(press, order)
  if (order.contents.items.length > itemsToStay) press.disconnect()
  else stay(order.what, press)
  return printed
}

// None of our environment: it holds the addresses of databases.
function started(what: Order['what'], env: Record<string, string>): ChildProcess {
  const press = fork(script, [what], {
    env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // While it waits nobody listens, and an error nobody hears would end the console.
  return press.on('error', () => {})
}

function answered<Answer>(press: ChildProcess, order: Order): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const answer = (printed: unknown) => resolve(printed as Answer)
  const ended = (code: number | null, signal: string | null) =>
    reject(new Error(`printing ended with ${code ?? signal}`))
  const late = setTimeout(() => press.kill('SIGKILL'), patience)
  press.once('message', answer).once('error', reject).once('exit', ended)
  press.send(order, (error) => error && reject(error))
  return promise.finally(() => {
    clearTimeout(late)
    press.off('message', answer).off('error', reject).off('exit', ended)
  })
}

type Idle = { take(): ChildProcess | undefined }
const idle = new Map<Order['what'], Idle>()

// One of a kind may wait for the next order; it holds back neither the end of ours nor memory for long.
function stay(what: Order['what'], press: ChildProcess) {
  if (!press.connected) return
  if (idle.has(what)) {
    press.disconnect()
    return
  }
  const hungUp = setTimeout(() => take()?.disconnect(), staying).unref()
  const take = () => {
    clearTimeout(hungUp)
    idle.delete(what)
    press.off('exit', take)
    press.ref()
    press.channel?.ref()
    return press.connected ? press : undefined
  }
  press.once('exit', take)
  press.unref()
  press.channel?.unref()
  idle.set(what, { take })
}
