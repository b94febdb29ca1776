import type { BundleContents } from './contents.ts'
import type { CopyRange } from './copies.ts'
import type { PaperSeal } from './paper.ts'
import type { WhichVolume } from './paper-volumes.ts'
import { volumesOf } from './volumes.ts'

/** What an office works on: the paper to number and sign, and the items to sort and filter. */
export type OfficePapers = { docx: Uint8Array; xlsx: Uint8Array }
/** The papers of a bundle; `further` are the second and later volumes of a long one. */
export type Papers = { pdf: Uint8Array; further: Uint8Array[] } & OfficePapers
/** Numbered copies of a bundle, one file a volume, and the list of who took and returned them. */
export type Copies = { copies: Uint8Array[]; list: Uint8Array }

type Words = { contents: BundleContents; seal: PaperSeal }
/** One thing to print, with all that is needed for it. */
export type Order = Words &
  (
    | ({ what: 'pdf' } & WhichVolume)
    | { what: 'office' }
    | ({ what: 'copies'; range: CopyRange } & WhichVolume)
  )
export type Printed = {
  pdf: { pdf: Uint8Array }
  office: OfficePapers
  copies: { copies: Uint8Array; list: Uint8Array }
}

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
  if (order.what === 'office') {
    const { bundlePaper } = await import('./paper.ts')
    const [{ bundleDocx }, { annex }] = await officePress()
    return { docx: await bundleDocx(bundlePaper(contents, seal)), xlsx: await annex(contents) }
  }
  const { bundlePdf } = await import('./papers.ts')
  const { volume, most } = order
  if (order.what === 'pdf') {
    const { volumePaper } = await import('./paper-volumes.ts')
    const paper = volumePaper(contents, seal, { volume, most })
    return { pdf: bundlePdf(paper, contents.items.length > itemsToStay) }
  }
  const { copiesList, copiesPaper } = await import('./copies.ts')
  return {
    copies: bundlePdf(copiesPaper(contents, seal, order.range, { volume, most })),
    list: bundlePdf(copiesList(contents, seal, order.range, most)),
  }
}

/** Reads the programs for orders of this kind while the order is still on its way. */
export async function warm(what: Order['what']): Promise<void> {
  const press = what === 'office' ? officePress() : import('./papers.ts')
  await Promise.all([press, import('./paper-volumes.ts')])
}

function officePress() {
  return Promise.all([import('./papers-docx.ts'), import('./annex.ts')])
}

/** Prints the papers of a bundle, here; `most` as in volumes.ts. */
export async function printPapers(
  contents: BundleContents,
  seal: PaperSeal,
  most?: number,
): Promise<Papers> {
  const words = { contents, seal }
  const printed = await inVolumes(contents, most, (volume) =>
    print({ ...words, what: 'pdf', volume, most }),
  )
  const [pdf = new Uint8Array(), ...further] = printed.map((one) => one.pdf)
  return { pdf, further, ...(await print({ ...words, what: 'office' })) }
}

/** Prints the volumes of a bundle one after the other: memory is needed for one. */
export async function inVolumes<One>(
  contents: BundleContents,
  most: number | undefined,
  printOne: (volume: number) => Promise<One>,
): Promise<One[]> {
  const printed: One[] = []
  for (const at of volumesOf(contents, most).keys()) printed.push(await printOne(at + 1))
  return printed
}
