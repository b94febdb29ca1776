// Renders a bundle with pictures in a process of its own and writes its ZIP, as the console does; says
// how long the writing took and the peaks of memory, its own and that of the larger press. Words: how many items, where the pictures are, where to write.
import { createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { prepareBundle } from '../../src/bundle/build.ts'
import { packed } from '../../src/bundle/pack.ts'
import { printPapersApart } from '../../src/bundle/press-apart.ts'
import { loggedContents, logOf } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { draftOf } from './drafts.ts'

const [items = '', folder = '', out = ''] = process.argv.slice(2)
const signer = signerFrom(7)
const pictures = folder === '' ? [] : readdirSync(folder).sort()
const { draft, paths } = await draftOf(
  Number(items),
  pictures.map((name) => join(folder, name)),
)
const contents = loggedContents(draft)
const log = await logOf(contents, signer)
const openPicture = async (path: string) => readFile(paths.get(path) ?? path)

// The most each child of ours has held so far, in MB, as Linux counts it.
const presses = new Map<string, number>()
function look(): void {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ')
  for (const child of children.filter(Boolean)) {
    try {
      const held = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]
      if (held) presses.set(child, Number(held) / 1024)
    } catch {
      // It ended meanwhile.
    }
  }
}
const looking = setInterval(look, 50)

const { files } = await prepareBundle(contents, log, signer, {
  print: printPapersApart,
  openPicture,
})
clearInterval(looking)
const began = performance.now()
await pipeline(Readable.from(packed(files)), createWriteStream(out))
process.send?.({
  zip: (performance.now() - began) / 1000,
  peak: process.resourceUsage().maxRSS / 1024,
  press: Math.max(0, ...presses.values()),
})
process.disconnect()
