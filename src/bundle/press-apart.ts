import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BundleContents } from './contents.ts'
import type { CopyRange } from './copies.ts'
import type { PaperSeal } from './paper.ts'
import type { Copies, Order, Papers } from './press.ts'

const script = fileURLToPath(new URL('press-process.ts', import.meta.url))
const patience = 5 * 60_000

/**
 * Prints in a process that ends: setting a thousand items takes 270 MB that would not come back, and
 * a second in which the console would answer nobody. The process gets the words and no key. Throws
 * Error when it does not end well.
 */
export function printPapersApart(contents: BundleContents, seal: PaperSeal): Promise<Papers> {
  return printApart({ what: 'papers', contents, seal })
}

/** The same for numbered copies. */
export function printCopiesApart(
  contents: BundleContents,
  seal: PaperSeal,
  range: CopyRange,
): Promise<Copies> {
  return printApart({ what: 'copies', contents, seal, range })
}

function printApart<Printed>(order: Order): Promise<Printed> {
  return new Promise((resolve, reject) => {
    // No environment: it holds the addresses of databases.
    const child = fork(script, {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: patience,
    })
    child.once('message', (printed) => resolve(printed as Printed))
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`printing ended with ${code ?? signal}`)))
    child.send(order, (error) => error && reject(error))
  })
}
