import { both, type Sentence } from '../../views/lang.ts'

/** Tells how far long work has come: `done` of `of`, in any unit. */
export type Step = (done: number, of: number) => void

/** Where progress is shown: standard error. */
export type Terminal = { isTTY?: boolean; write(text: string): unknown }

const often = 100
const parts = 20
// To the start of the line, and nothing behind it.
const afresh = '\r\u001b[K'

/**
 * Shows how far `work` has come, in one line of the terminal that is written over again and taken away
 * at the end; silent where standard error is no terminal. Work that never steps shows the words alone.
 * Answers and raises what `work` does.
 */
export async function withProgress<T>(
  what: Sentence,
  work: (step: Step) => Promise<T>,
  terminal: Terminal = process.stderr,
): Promise<T> {
  if (!terminal.isTTY) return work(() => {})
  terminal.write(both(what))
  let last = Number.NEGATIVE_INFINITY
  const step: Step = (done, of) => {
    const now = performance.now()
    if (of <= 0 || now - last < often) return
    last = now
    terminal.write(`${afresh}${bar(done / of)} ${both(what)}`)
  }
  try {
    return await work(step)
  } finally {
    terminal.write(afresh)
  }
}

function bar(share: number): string {
  const most = Math.min(1, share)
  const full = Math.floor(most * parts)
  const percent = String(Math.floor(most * 100)).padStart(3)
  return `[${'#'.repeat(full)}${'-'.repeat(parts - full)}] ${percent} %`
}
