import type { Paper } from '../../views/papers/paper.ts'
import { bundleDocx } from '../bundle/papers-docx.ts'
import { typeset } from '../bundle/typst.ts'

/** The papers of the clerk's table: views/papers/<name>.typ. */
export type PaperName =
  | 'poster'
  | 'poster-back'
  | 'paper-form'
  | 'slips'
  | 'receipt'
  | 'register'
  | 'checkpoint'
  | 'residence-comment'
  | 'residence-grid'
  | 'residence-list'

/**
 * Prints a paper from its words: tagged PDF/UA-1, the same bytes for the same words. Words reach the
 * template as data, so markup in them stays text. Fields named `qr` are drawings and stay as they
 * are. Throws when Typst refuses.
 */
export function print(name: PaperName, paper: object): Uint8Array<ArrayBuffer> {
  return typeset(name, paper).pdf
}

/** Like `print`, but a little smaller (field `scale`) until everything stands on one page. */
export function printOnePage(name: PaperName, paper: object): Uint8Array<ArrayBuffer> {
  const scales = [1, 0.95, 0.9, 0.85, 0.8, 0.7]
  for (const scale of scales) {
    const { pdf, pages } = typeset(name, { ...paper, scale })
    if (pages === 1) return pdf
  }
  return print(name, { ...paper, scale: 0.6 })
}

/** A paper as a .docx to number and sign; `name` without ending, plain letters. */
export async function docxAnswer(paper: Paper, name: string): Promise<Response> {
  return new Response(new Uint8Array(await bundleDocx(paper)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="${name}.docx"`,
      'cache-control': 'no-store',
    },
  })
}

/** A spreadsheet as the browser saves it; `name` without ending, plain letters. */
export function xlsxAnswer(sheet: Uint8Array<ArrayBuffer>, name: string): Response {
  return new Response(sheet, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}

/** A PDF as the browser shows or saves it; `name` without ending, plain letters. */
export function pdfAnswer(pdf: Uint8Array<ArrayBuffer>, name: string): Response {
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
    },
  })
}
