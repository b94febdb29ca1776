import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// MECHANISMS.md is read by people who cannot run the tests: what it names must be there.
const at = (path: string) => new URL(`../${path}`, import.meta.url)
const rows = readFileSync(at('MECHANISMS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| 00\d /.test(line))
  .map((line) => {
    const [, , practice = '', support = '', where = '', shown = ''] = line.split('|')
    const tests = [...shown.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)]
    return {
      ...{ practice: practice.trim(), support: support.trim(), shown: shown.trim() },
      pages: [...where.matchAll(/`(\/[^`]+)`/g)].map(([, path = '']) => path),
      files: [...`${where} ${shown}`.matchAll(/`(src\/[^`]+)`/g)].map(([, path = '']) => path),
      tests: tests.map(([, path = '', sentence = '']) => ({ path, sentence })),
    }
  })

/** Whether the file has a test, not a skipped one, with the sentence in its title. */
function isThere({ path, sentence }: { path: string; sentence: string }): boolean {
  if (!existsSync(at(path))) return false
  const lines = readFileSync(at(path), 'utf8').split('\n')
  return lines.some((line) => /^\s*(it|test)(\.each)?\(/.test(line) && line.includes(sentence))
}

it('every mechanism that works or is prepared names a test that is there', () => {
  expect(rows.length).toBeGreaterThan(30)
  const named = rows.filter(({ support }) => ['Y', 'P'].includes(support))
  expect(named.filter(({ tests }) => tests.length === 0)).toEqual([])
  expect(named.flatMap(({ tests }) => tests.filter((one) => !isThere(one)))).toEqual([])
})

it('what is left out says why, and no page or file is named that is gone', () => {
  const rest = rows.filter(({ support }) => !['Y', 'P'].includes(support))
  expect(rest.filter(({ support, shown }) => support !== 'N' || shown === '')).toEqual([])
  const gone = rows.flatMap(({ files }) => files.filter((path) => !existsSync(at(path))))
  expect(gone).toEqual([])
  const sources = readdirSync(at('src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => readFileSync(at(`src/${path}`), 'utf8'))
  // As a route of its own, or the beginning of several.
  const isServed = (page: string) =>
    sources.some((source) => [`'${page}'`, `\`${page}$`].some((route) => source.includes(route)))
  expect(rows.flatMap(({ pages }) => pages.filter((page) => !isServed(page)))).toEqual([])
})
