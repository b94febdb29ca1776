import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withProgress } from '../../src/cli/progress.ts'
import { builtBundle } from '../support/bundle-log.ts'
import { freshDatabase } from '../support/database.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'ydan-progress-'))
const bundle = join(folder, 'bundle.zip')

beforeAll(async () => writeFileSync(bundle, (await builtBundle()).zip))
afterAll(() => rmSync(folder, { recursive: true }))

/** A command as typed at a terminal: what the terminal got. */
async function atTerminal(words: string, environment: Record<string, string> = {}) {
  const command = `"${process.execPath}" --import tsx src/cli.ts ${words}`
  const log = join(folder, 'typed')
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, ...environment }
  const done = run('script', ['-qec', command, log], { cwd: root, env })
  // What went wrong was said to the terminal.
  await done.catch(({ stdout }) => expect(stdout).toBe(''))
  return readFileSync(log, 'utf8')
}

describe('long work at a terminal', () => {
  test('shows how far it has come in one line, and takes the line away', async () => {
    const shown = await atTerminal(`verify "${bundle}"`)
    expect(shown).toContain('đang kiểm tra tập tư liệu / checking the bundle')
    expect(shown).toMatch(/\[#*-*\] +\d+ % đang kiểm tra/)
    expect(shown).toContain('checking the bundle\r\u001b[K✓')
    expect(shown).toContain('TẬP NÀY NGUYÊN VẸN.')
  })

  test('shows it while a backup is made', async () => {
    const database = await freshDatabase()
    try {
      const own = { DATABASE_URL: database.ownerUrl, DATA_DIR: join(folder, 'own') }
      const shown = await atTerminal(`backup "${join(folder, 'copy')}" --without-keys`, own)
      expect(shown).toContain('đang sao lưu / backing up')
      expect(shown).toMatch(/\[#*-*\] +\d+ % đang sao lưu/)
    } finally {
      await database.drop()
    }
  })

  test('leaves pipes and files alone', async () => {
    const words = ['--import', 'tsx', 'src/cli.ts', 'verify', bundle]
    const { stdout, stderr } = await run(process.execPath, words, { cwd: root })
    expect(stdout).toContain('TẬP NÀY NGUYÊN VẸN.')
    expect(stderr).not.toContain('đang kiểm tra')
    expect(stdout + stderr).not.toContain('\r')
  })

  test('never says more than all of it, and ends its line when the work fails', async () => {
    const written: string[] = []
    const terminal = { isTTY: true, write: (text: string) => written.push(text) }
    const words = { vi: 'đang làm', en: 'working' }
    const work = withProgress(
      words,
      async (step) => {
        step(7, 5)
        throw new Error('broken')
      },
      terminal,
    )
    await expect(work).rejects.toThrow('broken')
    expect(written.join('')).toBe(
      `đang làm / working\r\u001b[K[${'#'.repeat(20)}] 100 % đang làm / working\r\u001b[K`,
    )
  })
})
