import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { CopyOrder, MadeCopy, Picture } from './safe-copy.ts'
import { pdfCopy } from './safe-copy-pdf.ts'
import { boxedCopy, heicCopy, photoCopy, Refused } from './safe-copy-picture.ts'

// A process of its own, which ends with its one order (safe-copy-apart.ts): what decodes files from
// strangers holds no key, no address, and no more memory and time than it is given.
process.once('message', async (order: CopyOrder) => {
  const made = await carriedOut(order)
  process.send?.(made, () => process.disconnect())
})
process.send?.('ready')

async function carriedOut(order: CopyOrder): Promise<MadeCopy> {
  const tool = toolOf(order)
  try {
    return { tool, ...(await madeOf(order)) }
  } catch (thrown) {
    return { tool, refusal: thrown instanceof Refused ? thrown.refusal : 'broken' }
  }
}

async function madeOf(order: CopyOrder): Promise<{ pictures: Picture[]; pagesInAll: number }> {
  const { bytes } = order
  if (order.what === 'boxes') return one(await boxedCopy(bytes, order.boxes))
  if (order.type === 'application/pdf') return pdfCopy(bytes)
  return one(order.type === 'image/heic' ? await heicCopy(bytes) : await photoCopy(bytes))
}

function one(picture: Picture): { pictures: Picture[]; pagesInAll: number } {
  return { pictures: [picture], pagesInAll: 1 }
}

function toolOf(order: CopyOrder): string {
  const pictures = `sharp ${sharp.versions.sharp} libvips ${sharp.versions.vips}`
  if (order.what === 'boxes') return pictures
  const reader = { 'application/pdf': '@hyzyla/pdfium', 'image/heic': 'heic-decode' }[order.type]
  return reader ? `${reader} ${versionOf(reader)}, ${pictures}` : pictures
}

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
