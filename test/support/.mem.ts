import { bundleContents } from './bundle-contents.ts'
import { loggedContents, logOf } from './bundle-log.ts'
import { signerFrom } from './bundle-signer.ts'
import { parseContents } from '../../src/bundle/contents.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { bundleDocx, bundlePdf } from '../../src/bundle/papers.ts'
const n = Number(process.argv[2]), what = process.argv[3]
const base = bundleContents().items
const items = Array.from({length:n}, (_, i) => ({...base[i % base.length]!, number: i+1, letter: 'ab'.repeat(32)}))
const numbers = items.map(i => i.number)
const contents = parseContents(bundleContents({ items, numbers }))
const paper = bundlePaper(contents, { check: 'AAAA-BBBB-CCCC', key: 'k', head: { origin: 'x', size: 3, root: new Uint8Array(32), day: '2026-11-21' } })
const rss = () => Math.round(process.memoryUsage().rss/1e6)
console.log('start', rss(), 'maxrss', process.resourceUsage().maxRSS/1000)
let t = performance.now()
if (what !== 'docx') { const b = bundlePdf(paper); console.log('pdf', b.length, Math.round(performance.now()-t),'ms', rss(), 'max', process.resourceUsage().maxRSS/1000) }
t = performance.now()
if (what !== 'pdf') { const b = await bundleDocx(paper); console.log('docx', b.length, Math.round(performance.now()-t),'ms', rss(), 'max', process.resourceUsage().maxRSS/1000) }
globalThis.gc?.(); console.log('after', rss())
