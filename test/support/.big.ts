import { bundleContents } from './bundle-contents.ts'
import { loggedContents, logOf } from './bundle-log.ts'
import { signerFrom } from './bundle-signer.ts'
import { buildBundle } from '../../src/bundle/build.ts'
import { printPapersApart } from '../../src/bundle/press-apart.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { letterEntry } from './bundle-entries.ts'
import { leafHash } from '../../src/custody/tree.ts'
import { writeFileSync } from 'node:fs'
const n = Number(process.argv[2])
const base = bundleContents().items
const items = Array.from({length:n}, (_, i) => ({...base[i % base.length]!, number: i+1, letter: Buffer.from(leafHash(letterEntry(i+1))).toString('hex')}))
const numbers = items.map(i => i.number)
const zero = { not_accepted: 0, rejected: 0, merged: 0, diverted: 0, forwarded: 0, withdrawn: 0, erased: 0, pending: 0 }
const contents = loggedContents({ items, numbers, numbersBefore: 0, excluded: [], balance: { received: n, accepted: n, ...zero } })
const log = await logOf(contents, signerFrom(7))
const rss = () => Math.round(process.memoryUsage().rss/1e6)
console.log(n, 'start', rss())
let t = performance.now()
const built = await buildBundle(contents, log, signerFrom(7), printPapersApart)
console.log('built', Math.round(performance.now()-t), 'ms zip', (built.zip.length/1e6).toFixed(1), 'MB; rss', rss(), 'max', process.resourceUsage().maxRSS/1000)
writeFileSync(`/tmp/big-${n}.zip`, built.zip)
t = performance.now()
const v = await verifyBundle(built.zip)
console.log('verified', v.ok, Math.round(performance.now()-t), 'ms; rss', rss(), v.findings.filter(f=>!f.holds).slice(0,3))
