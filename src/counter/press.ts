import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { create } from 'qrcode'
import type { Paper } from '../../views/papers/paper.ts'
import { breakable, glyphsOf, printable } from '../bundle/glyphs.ts'
import { bundleDocx } from '../bundle/papers.ts'

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

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

type Press = { compiler: NodeCompiler; glyphs: ReadonlySet<number> }
let press: Press | undefined

// Loaded at the first paper: a console that prints nothing should not hold the fonts.
function openPress(): Press {
  if (press) return press
  const { resolve } = createRequire(import.meta.url)
  const fonts = faces.map((face) =>
    readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)),
  )
  const [first = new Set<number>(), ...others] = fonts.map(glyphsOf)
  const glyphs = new Set([...first].filter((code) => others.every((face) => face.has(code))))
  press = { compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] }), glyphs }
  return press
}

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

function typeset(name: PaperName, paper: object): { pdf: Uint8Array<ArrayBuffer>; pages: number } {
  const { compiler, glyphs } = openPress()
  const words = JSON.stringify(paper, (key, value: unknown) =>
    typeof value === 'string' && key !== 'qr' ? breakable(printable(value, glyphs)) : value,
  )
  const template = new URL(`../../views/papers/${name}.typ`, import.meta.url)
  const source = readFileSync(template, 'utf8')
  const compiled = compiler.compile({ mainFileContent: source, inputs: { paper: words } })
  const laidOut = compiled.result
  if (!laidOut) {
    const [first] = compiler.fetchDiagnostics(compiled.takeError() ?? refused('no reason given'))
    return refused(JSON.stringify(first))
  }
  const pdf = new Uint8Array(compiler.pdf(laidOut, { pdfStandard: 'ua-1' }))
  const pages = laidOut.numOfPages
  compiler.evictCache(0)
  return { pdf, pages }
}

function refused(reason: string): never {
  throw new Error(`the paper could not be typeset: ${reason}`)
}

/** A QR code as SVG text, with the quiet zone older cameras need. */
export function qrSvg(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const side = size + 8
  const dark = Array.from(data).flatMap((on, at) =>
    on ? [`M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`] : [],
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`
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
