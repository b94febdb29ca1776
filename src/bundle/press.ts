import type { BundleContents } from './contents.ts'
import type { CopyRange } from './copies.ts'
import type { PaperSeal } from './paper.ts'

/** What an office works on: the paper to number and sign, and the items to sort and filter. */
export type OfficePapers = { docx: Uint8Array; xlsx: Uint8Array }
/** The papers of a bundle. */
export type Papers = { pdf: Uint8Array } & OfficePapers
/** Numbered copies of a bundle in one file, and the list of who took and returned them. */
export type Copies = { copies: Uint8Array; list: Uint8Array }

type Words = { contents: BundleContents; seal: PaperSeal }
/** One thing to print, with all that is needed for it. */
export type Order = Words &
  ({ what: 'pdf' } | { what: 'office' } | { what: 'copies'; range: CopyRange })
export type Printed = { pdf: { pdf: Uint8Array }; office: OfficePapers; copies: Copies }

/** Beyond so many items a process ends with its order: the memory would not come back. */
export const itemsToStay = 200

/**
 * Carries out one order; the same order gives the same bytes. Each loads only what it needs: for a
 * short paper, reading programs is most of the work.
 */
export async function print<Kind extends Order['what']>(
  order: Order & { what: Kind },
): Promise<Printed[Kind]>
export async function print(order: Order): Promise<Printed[Order['what']]> {
  const { contents, seal } = order
  const { bundlePaper } = await import('./paper.ts')
  if (order.what === 'office') {
    const [{ bundleDocx }, { annex }] = await officePress()
    return { docx: await bundleDocx(bundlePaper(contents, seal)), xlsx: await annex(contents) }
  }
  const { bundlePdf } = await import('./papers.ts')
  if (order.what === 'pdf') {
    return { pdf: bundlePdf(bundlePaper(contents, seal), contents.items.length > itemsToStay) }
  }
  const { copiesList, copiesPaper } = await import('./copies.ts')
  return {
    copies: bundlePdf(copiesPaper(contents, seal, order.range)),
    list: bundlePdf(copiesList(contents, seal, order.range)),
  }
}

/** Reads the programs for orders of this kind while the order is still on its way. */
export async function warm(what: Order['what']): Promise<void> {
  const press = what === 'office' ? officePress() : import('./papers.ts')
  await Promise.all([press, import('./paper.ts')])
}

function officePress() {
  return Promise.all([import('./papers-docx.ts'), import('./annex.ts')])
}

/** Prints the papers of a bundle, here. */
export async function printPapers(contents: BundleContents, seal: PaperSeal): Promise<Papers> {
  const words = { contents, seal }
  return {
    ...(await print({ ...words, what: 'pdf' })),
    ...(await print({ ...words, what: 'office' })),
  }
}
