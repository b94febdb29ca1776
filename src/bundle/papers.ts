import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Packer } from 'docx'
import { create } from 'qrcode'
import { bundleDocument, withTables } from '../../views/papers/bundle-docx.ts'
import type { Block, Paper } from '../../views/papers/paper.ts'
import { breakable, glyphsOf, printable } from './glyphs.ts'
import { pack } from './pack.ts'
import type { Files } from './zip.ts'
import { officePath, unpack } from './zip.ts'

const template = new URL('../../views/papers/bundle.typ', import.meta.url)
const documentPart = 'word/document.xml'
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

type Press = { compiler: NodeCompiler; glyphs: ReadonlySet<number>; source: string }
let press: Press | undefined

// Loaded at the first paper: doors that print nothing should not hold the fonts.
function openPress(): Press {
  if (press) return press
  const { resolve } = createRequire(import.meta.url)
  const fonts = faces.map((face) =>
    readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)),
  )
  const covered = fonts.map(glyphsOf)
  const [first = new Set<number>(), ...others] = covered
  const glyphs = new Set([...first].filter((code) => others.every((face) => face.has(code))))
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  press = { compiler, glyphs, source: readFileSync(template, 'utf8') }
  return press
}

/** The PDF of a paper: tagged, PDF/UA-1, the same bytes for the same paper. Throws when Typst refuses. */
export function bundlePdf(paper: Paper): Uint8Array {
  return typeset(paper).pdf
}

/** The PDF and on which page its summary ends (it must be 1). */
export function typeset(paper: Paper): { pdf: Uint8Array; pages: number; summaryEnds: number } {
  const { compiler, glyphs, source } = openPress()
  const words = JSON.stringify(withQrCodes(paper), (name, value: unknown) =>
    typeof value === 'string' && name !== 'svg' ? breakable(printable(value, glyphs)) : value,
  )
  const compiled = compiler.compile({ mainFileContent: source, inputs: { paper: words } })
  const laidOut = compiled.result
  if (!laidOut) {
    const [first] = compiler.fetchDiagnostics(compiled.takeError() ?? fail('no reason given'))
    return fail(JSON.stringify(first))
  }
  const [summaryEnds]: unknown[] = compiler.query(laidOut, {
    selector: '<summary-ends>',
    field: 'value',
  })
  const pdf = new Uint8Array(compiler.pdf(laidOut, { pdfStandard: 'ua-1' }))
  compiler.evictCache(0)
  return { pdf, pages: laidOut.numOfPages, summaryEnds: Number(summaryEnds) }
}

function withQrCodes(paper: Paper): object {
  const drawn = (block: Block) =>
    block.kind === 'qr' ? { ...block, svg: qrSvg(block.text) } : block
  return { ...paper, sections: paper.sections.map(drawn) }
}

function qrSvg(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data].flatMap((one, at) =>
    one ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : [],
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${dark.join('')}"/></svg>`
}

function fail(reason: string): never {
  throw new Error(`the paper could not be typeset: ${reason}`)
}

/** The .docx of a paper, the same bytes for the same paper. */
export async function bundleDocx(paper: Paper): Promise<Uint8Array> {
  const written = await Packer.toBuffer(bundleDocument(paper))
  const { files } = unpack(written, officePath)
  const text = new TextDecoder()
  const body = withTables(text.decode(files.get(documentPart)), paper)
  files.set(documentPart, new TextEncoder().encode(body))
  return pack(withFixedDates(files, paper.date))
}

// The docx library writes the moment of printing; the paper's date is when it was frozen.
function withFixedDates(files: Files, { year, month, day }: Paper['date']): Files {
  const stamp = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 19)
  const core = new TextDecoder().decode(files.get('docProps/core.xml'))
  const fixed = core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}Z`)
  return new Map(files).set('docProps/core.xml', new TextEncoder().encode(fixed))
}
