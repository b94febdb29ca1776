import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { counted, figure } from '../support/figures.ts'
import { bombs, kept } from './fixtures/hostile-mail.ts'

const script = fileURLToPath(new URL('../support/mail-cost.ts', import.meta.url))
const names = [...bombs.map(([, name]) => name), ...kept.map(([name]) => name)]

async function costOf(place: number): Promise<{ cpu: number; memory: number }> {
  const args = ['--import', 'tsx', script, String(place)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 20 })
  return JSON.parse(stdout)
}

it('a hostile mail costs little memory, and its processor time is counted (P14)', async () => {
  // The dearest of them with `npm test`, all of them in the long run.
  const dear = ['a text of 400,000 lines', 'a million entities', 'one line of 20 MB']
  const all = figure('mails', 0) > 0
  let [cpu, memory, costliest] = [0, 0, '']
  for (const [place, name] of names.entries()) {
    if (!all && !dear.includes(name)) continue
    const cost = await costOf(place)
    expect(cost.memory, name).toBeLessThan(300)
    if (cost.cpu > cpu) costliest = name
    cpu = Math.max(cpu, cost.cpu)
    memory = Math.max(memory, cost.memory)
  }
  counted('P14 mail', {
    kinds: all ? names.length : dear.length,
    'most CPU ms': Math.round(cpu),
    of: costliest,
    'most MB': Math.round(memory),
  })
}, 300_000)
