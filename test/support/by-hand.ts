import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has what VERIFY.txt asks for. */
export const hasTools = ['openssl', 'sha256sum', 'bash', 'unzip'].every(
  (tool) => !spawnSync(tool, ['-v']).error,
)

/** What each command printed in VERIFY.txt answers; `damage` changes the unpacked files first. */
export function byHand(zip: Uint8Array, damage?: (at: (path: string) => string) => void): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ydan-by-hand-'))
  const at = (path: string) => join(folder, 'x', path)
  try {
    writeFileSync(join(folder, 'a.zip'), zip)
    const unzipped = spawnSync('unzip', ['-q', 'a.zip', '-d', 'x'], { cwd: folder })
    if (unzipped.status !== 0) return ['FAILED: unzip']
    const text = readFileSync(at('VERIFY.txt'), 'utf8')
    damage?.(at)
    const commands = text.split('\n').filter((line) => /^ {4}(?!ydan)\S/.test(line))
    return commands.map((command) => {
      const run = spawnSync('bash', ['-c', command], { cwd: at(''), encoding: 'utf8' })
      return `${run.stdout}${run.status === 0 ? '' : ' FAILED'}`.trim()
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether a person who follows VERIFY.txt with this fingerprint in hand would take the bundle. */
export function holdsByHand(zip: Uint8Array, fingerprint: string): boolean {
  const [key, signature, listed, sums = 'FAILED', strangers, checkpoint, frozen] = byHand(zip)
  const verified = 'Signature Verified Successfully'
  return (
    key === fingerprint.replaceAll('-', '') &&
    signature === verified &&
    listed === '1' &&
    !sums.includes('FAILED') &&
    strangers === 'OK' &&
    checkpoint === verified &&
    frozen === '1'
  )
}
