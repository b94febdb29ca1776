import type { Block, Paper } from '../../views/papers/paper.ts'
import { qrSvg } from './qr.ts'
import * as typst from './typst.ts'

/** The PDF of a paper: tagged, PDF/UA-1, the same bytes for the same paper. Throws when Typst refuses. */
export function bundlePdf(paper: Paper, last = false): Uint8Array<ArrayBuffer> {
  return typeset(paper, last).pdf
}

/** The PDF and on which page its summary ends (it must be 1); `last` as in typst.ts. */
export function typeset(
  paper: Paper,
  last = false,
): { pdf: Uint8Array<ArrayBuffer>; pages: number; summaryEnds: number } {
  const asked = { label: 'summary-ends', last }
  const { pdf, pages, marked } = typst.typeset('bundle', withQrCodes(paper), asked)
  return { pdf, pages, summaryEnds: Number(marked[0]) }
}

function withQrCodes(paper: Paper): object {
  const drawn = (block: Block) =>
    block.kind === 'qr' ? { ...block, svg: qrSvg(block.text, 0) } : block
  return { ...paper, sections: paper.sections.map(drawn) }
}
