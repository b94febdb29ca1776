// Renders a bundle with pictures in a process of its own and writes its ZIP, as the console does; says
// how long the writing took and the peak of memory. Words: how many items, where the pictures are, where to write.
import { createWriteStream, readdirSync } from 'node:fs'
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

const { files } = await prepareBundle(contents, log, signer, {
  print: printPapersApart,
  openPicture,
})
const began = performance.now()
await pipeline(Readable.from(packed(files)), createWriteStream(out))
process.send?.({
  zip: (performance.now() - began) / 1000,
  peak: process.resourceUsage().maxRSS / 1024,
})
process.disconnect()
