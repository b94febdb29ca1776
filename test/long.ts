// `npm run test:long [-- name=count …]`: the promises' long figures. The short tests run again with
// the counts given here, and what they counted is printed at the end, a line a promise.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How often, unless said otherwise (a thousand kills take about three hours); patience in ms. */
const usual = {
  kills: 1_000,
  acks: 100_000,
  backends: 20_000,
  starts: 100,
  planted: 200,
  numbers: 1_000_000,
  zalo: 100,
  p4_deliveries: 100_000,
  p5_webhooks: 100_000,
  outbox: 40,
  mails: 50_000,
  p17: 100_000,
  patience: 5_000,
  bundle: 200,
  bundleitems: 1_000,
  batch: 40,
  tamper: 20,
  flips: 10_000,
  databasefaults: 10,
  campaign: 10_000,
  distinct: 10_000,
  import: 5_000,
  residence: 6_200,
  drips: 10_000,
  senders: 64,
  receipts: 20_000,
  restores: 20,
}

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split('=')))
const unknown = Object.keys(given).filter((name) => !(name in usual) && name !== 'only')
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; known: ${Object.keys(usual).join(', ')}, only`)
  process.exit(2)
}

const dir = mkdtempSync(join(tmpdir(), 'ydan-long-'))
const figures = join(dir, 'figures')
const counts = Object.entries(usual).map(([name, count]) => [
  `LONG_${name.toUpperCase()}`,
  String(given[name] ?? count),
])
const began = Date.now()
// Most are among the faults; the others stand beside what they try.
const everywhere = [
  'test/faults',
  'test/channels/zalo-token.test.ts',
  'test/intake/webhooks.test.ts',
  'test/jobs/killed.test.ts',
  'test/channels/email.test.ts',
  'test/channels/email-cost.test.ts',
  'test/custody/tamper.test.ts',
  'test/bundle/verify.test.ts',
  'test/bundle/size.test.ts',
  'test/review/size.test.ts',
  'test/review/residence-size.test.ts',
  'test/staff/two-persons.test.ts',
]
const only = given.only ? [`/${given.only}.test.ts`] : everywhere
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const ran = spawnSync(process.execPath, [vitest, 'run', ...only, '--no-file-parallelism'], {
  env: { ...process.env, ...Object.fromEntries(counts), LONG_FIGURES: figures },
  stdio: 'inherit',
})
for (const line of read(figures).split('\n').filter(Boolean)) {
  const { promise, ...counted } = JSON.parse(line) as Record<string, unknown>
  const parts = Object.entries(counted).map(([name, count]) => `${name} ${count}`)
  console.log(`${promise}: ${parts.join(' · ')}`)
}
console.log(`${Math.round((Date.now() - began) / 60_000)} minutes, exit ${ran.status}`)
rmSync(dir, { recursive: true })
process.exit(ran.status ?? 1)

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
