import { writeFileSync } from 'node:fs'
import { loggedContents, logOf } from './bundle-log.ts'
import { signerFrom } from './bundle-signer.ts'
import { paperSeal } from '../../src/bundle/build.ts'
import { printCopiesApart, printPapersApart } from '../../src/bundle/press-apart.ts'
const c = loggedContents(), s = signerFrom(7)
const seal = paperSeal(c, (await logOf(c, s)).checkpoint, s.publicKey)
let t = performance.now()
const { copies, list } = await printCopiesApart(c, seal, { from: 7, to: 9, of: 15 })
console.log(copies.length, list.length, performance.now() - t)
t = performance.now()
const p = await printPapersApart(c, seal)
console.log(p.pdf.length, performance.now() - t, process.memoryUsage().rss / 1e6)
writeFileSync('/tmp/one/copies.pdf', copies); writeFileSync('/tmp/one/list.pdf', list)
