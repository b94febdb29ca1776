import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Sentence } from '../../views/lang.ts'
import { both } from '../../views/lang.ts'
import { verifyCommandWords as words } from '../../views/words/verify.ts'
import type { Finding } from '../bundle/finding.ts'
import { vietNamDay } from '../bundle/shown.ts'
import { verifyBundle } from '../bundle/verify.ts'

/** Where a command writes: one line a call, without its line feed. */
export type Print = (line: string) => void

/**
 * `ydan verify BUNDLE.zip [--key FINGERPRINT]`. Prints what holds and what does not, Vietnamese
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
  const zip = await readFile(asked.path).catch(() => null)
  if (!zip) {
    err(both(words.cannotRead(asked.path)))
    return 1
  }
  const verdict = await verifyBundle(zip, {
    key: asked.key,
    today: vietNamDay(new Date().toISOString()),
  })
  for (const finding of verdict.findings) out(lineOf(finding))
  if (verdict.check) tell(out, words.check(verdict.check))
  if (verdict.ok) tell(out, words.holds)
  else err(both(words.fails))
  return verdict.ok ? 0 : 1
}

function parse(argv: readonly string[]): { path: string; key?: string } | 'help' | Sentence {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) return words.usage
    if (values.key === undefined) return { path }
    const digits = values.key.replace(/[\s:-]/g, '')
    return /^[0-9a-f]{16}$/i.test(digits) ? { path, key: values.key } : words.wrongKey
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
