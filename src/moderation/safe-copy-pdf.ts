import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import { copyLimits, type Picture } from './safe-copy.ts'
import { pageCopy, Refused } from './safe-copy-picture.ts'

// A4 at this many pixels reads well on a screen and on paper.
const side = 1_800

/** The first pages of a PDF as pictures, and how many it has. Raises Refused. */
export async function pdfCopy(
  bytes: Uint8Array,
): Promise<{ pictures: Picture[]; pagesInAll: number }> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes).catch((error: unknown) => {
    const locked = error instanceof Error && /password|security/i.test(error.message)
    throw new Refused(locked ? 'encrypted' : 'broken')
  })
  const pagesInAll = document.getPageCount()
  if (pagesInAll < 1) throw new Refused('broken')
  const pictures: Picture[] = []
  for (let at = 0; at < Math.min(pagesInAll, copyLimits.pages); at++) {
    pictures.push(await pictured(document.getPage(at)))
    // Nine megabytes of pixels a page, which nobody would collect before the process is ended for them.
    globalThis.gc?.()
  }
  return { pictures, pagesInAll }
}

async function pictured(page: PDFiumPage): Promise<Picture> {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const longest = Math.max(originalWidth, originalHeight)
  if (!(longest > 0) || !(Math.min(originalWidth, originalHeight) > 0)) throw new Refused('broken')
  const scale = side / longest
  const width = Math.max(1, Math.round(originalWidth * scale))
  const height = Math.max(1, Math.round(originalHeight * scale))
  const { data, ...drawn } = await page
    .render({ width, height, render: async (picture) => picture.data })
    .catch(() => {
      throw new Refused('broken')
    })
  return pageCopy(data, drawn.width, drawn.height)
}
