import { annex } from './annex.ts'
import type { BundleContents } from './contents.ts'
import { type CopyRange, copiesList, copiesPaper } from './copies.ts'
import { bundlePaper, type PaperSeal } from './paper.ts'
import { bundleDocx, bundlePdf } from './papers.ts'

/** The papers of a bundle. */
export type Papers = { pdf: Uint8Array; docx: Uint8Array; xlsx: Uint8Array }
/** Numbered copies of a bundle in one file, and the list of who took and returned them. */
export type Copies = { copies: Uint8Array; list: Uint8Array }

/** One thing to print, with all that is needed for it. */
export type Order = { contents: BundleContents; seal: PaperSeal } & (
  | { what: 'papers' }
  | { what: 'copies'; range: CopyRange }
)

/** Prints the papers of a bundle; the same contents give the same bytes. */
export async function printPapers(contents: BundleContents, seal: PaperSeal): Promise<Papers> {
  const paper = bundlePaper(contents, seal)
  return { pdf: bundlePdf(paper), docx: await bundleDocx(paper), xlsx: await annex(contents) }
}

/** Prints numbered copies and their list. */
export function printCopies(contents: BundleContents, seal: PaperSeal, range: CopyRange): Copies {
  return {
    copies: bundlePdf(copiesPaper(contents, seal, range)),
    list: bundlePdf(copiesList(contents, seal, range)),
  }
}
