import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Sentence } from '../../views/lang.ts'
import { both } from '../../views/lang.ts'
import { progressWords } from '../../views/words/progress.ts'
import { verifyCommandWords as words } from '../../views/words/verify.ts'
import type { Finding } from '../bundle/finding.ts'
import { outsideFindings } from '../bundle/outside.ts'
import { vietNamDay } from '../bundle/shown.ts'
import { verifyBundle } from '../bundle/verify.ts'
import { counted, withFile } from './file-source.ts'
import { withProgress } from './progress.ts'

/** Where a command writes: one line a call, without its line feed. */
export type Print = (line: string) => void

/**
 * `ydan verify BUNDLE.zip [--key FINGERPRINT] [--checkpoint FILE]`. Prints what holds and what does not, Vietnamese
 * first. Returns the exit code: 0 holds, 1 does not or cannot be read, 2 wrong usage.
 */
export async function verifyCommand(
  argv: readonly string[],
  out: Print,
  err: Print,
): Promise<number> {
  const asked = parse(argv)
  if (asked === 'help') {
    for (const sentence of [words.usage, words.help]) tell(out, sentence)
    return 0
  }
  if ('vi' in asked) {
    tell(err, asked)
    return 2
  }
  const { checkpoint } = asked
  const today = vietNamDay(new Date().toISOString())
  const verdict = await withProgress(progressWords.verify, (step) =>
    withFile(asked.path, (zip) => verifyBundle(counted(zip, step), { key: asked.key, today })),
  )
  const kept = checkpoint === undefined ? '' : await readFile(checkpoint, 'utf8').catch(() => null)
  if (!verdict || kept === null) {
    err(both(words.cannotRead(verdict ? (checkpoint ?? '') : asked.path)))
    return 1
  }
  const outside =
    asked.checkpoint === undefined
      ? []
      : await outsideFindings(verdict.head, basename(asked.checkpoint), kept)
  for (const finding of [...verdict.findings, ...outside]) out(lineOf(finding))
  if (verdict.check) tell(out, words.check(verdict.check))
  const ok = verdict.ok && outside.every(({ holds }) => holds)
  if (ok) tell(out, words.holds)
  else err(both(words.fails))
  return ok ? 0 : 1
}

type Asked = { path: string; key?: string; checkpoint?: string }

function parse(argv: readonly string[]): Asked | 'help' | Sentence {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        key: { type: 'string' },
        checkpoint: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) return words.usage
    const { help: _, ...wanted } = values
    const digits = (values.key ?? '').replace(/[\s:-]/g, '')
    const isKey = values.key === undefined || /^[0-9a-f]{16}$/i.test(digits)
    return isKey ? { path, ...wanted } : words.wrongKey
  } catch {
    return words.usage
  }
}

function lineOf({ holds, what, path }: Finding): string {
  const name = path === undefined ? '' : `${path}: `
  return `${holds ? '✓' : '✗'} ${name}${both(what)}`
}

function tell(print: Print, sentence: Sentence) {
  print(sentence.vi)
  print(sentence.en)
}
