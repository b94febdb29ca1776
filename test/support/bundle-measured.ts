import { connect } from '../../db/connection.ts'
import { render } from '../../src/bundle/render.ts'
import { verifyCommand } from '../../src/cli/verify.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { openKeys } from '../../src/seal/keys.ts'
import { signerFrom } from './bundle-signer.ts'

// A process of its own, so that its peak of memory is its own: renders bundles, or verifies a file.
const [what, ...given] = process.argv.slice(2)
const began = performance.now()
// What stays held from one look to the next, garbage not counted: what lies about for a moment
// depends on the collector's mood and the disk's, not on us.
let held = 0
let before = 0
function look(): void {
  // Twice: buffers that the first found free are counted until the second.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  const now = (heapUsed + external) / 2 ** 20
  held = Math.max(held, Math.min(before, now))
  before = now
}
// A check is over in a fifth of a second.
const looking = setInterval(look, what === 'render' ? 100 : 10)
if (what === 'render') {
  const [url = '', keysDir = '', ...bundles] = given
  const { db, close } = connect(url, { max: 2, name: 'measured' })
  const vault = vaultOf(await openKeys(keysDir))
  for (const bundle of bundles) await render(db, signerFrom(7), vault, bundle)
  await close()
} else {
  const said: string[] = []
  const exit = await verifyCommand(
    given,
    (line) => said.push(line),
    (line) => said.push(line),
  )
  if (exit !== 0) throw new Error(said.join('\n'))
}
const seconds = (performance.now() - began) / 1000
// In KiB, whatever the platform calls it.
const peak = process.resourceUsage().maxRSS / 1024
clearInterval(looking)
const { user, system } = process.cpuUsage()
process.stdout.write(JSON.stringify({ seconds, peak, held, cpu: (user + system) / 1e6 }))
