import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { breakable, type Glyphs, glyphsOfAll, printable } from './glyphs.ts'

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
// Fields with drawings (SVG); all others are words.
const drawings = new Set(['qr', 'svg'])

type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler')
type Press = { compiler: NodeCompiler; glyphs: Glyphs }
let press: Press | undefined

// Loaded at the first paper: doors that print nothing should not hold Typst and the fonts.
function openPress(): Press {
  if (press) return press
  const require = createRequire(import.meta.url)
  const { NodeCompiler }: Typst = require('@myriaddreamin/typst-ts-node-compiler')
  const fonts = faces.map((face) =>
    readFileSync(require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)),
  )
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  press = { compiler, glyphs: glyphsOfAll(fonts) }
  return press
}

/** A paper as set: `marked` are the values of the metadata under the label that was asked for. */
export type Typeset = { pdf: Uint8Array<ArrayBuffer>; pages: number; marked: unknown[] }

/**
 * Sets a paper by views/papers/<template>.typ: tagged PDF/UA-1, the same bytes for the same words.
 * Words reach the template as data, so markup in them stays text; fields named `qr` and `svg` are
 * drawings and stay as they are. `last`: the process ends with this paper, and what Typst remembers of
 * it with the process. Throws Error when Typst refuses.
 */
export function typeset(
  template: string,
  paper: object,
  { label, last = false }: { label?: string; last?: boolean } = {},
): Typeset {
  const { compiler, glyphs } = openPress()
  const words = JSON.stringify(paper, (key, value: unknown) =>
    typeof value === 'string' && !drawings.has(key) ? breakable(printable(value, glyphs)) : value,
  )
  const address = new URL(`../../views/papers/${template}.typ`, import.meta.url)
  const mainFileContent = readFileSync(address, 'utf8')
  const compiled = compiler.compile({ mainFileContent, inputs: { paper: words } })
  const laidOut = compiled.result
  if (!laidOut) {
    const [first] = compiler.fetchDiagnostics(compiled.takeError() ?? refused('no reason given'))
    return refused(JSON.stringify(first))
  }
  const marked: unknown[] = label
    ? compiler.query(laidOut, { selector: `<${label}>`, field: 'value' })
    : []
  const pdf = new Uint8Array(compiler.pdf(laidOut, { pdfStandard: 'ua-1' }))
  const pages = laidOut.numOfPages
  if (!last) compiler.evictCache(0)
  return { pdf, pages, marked }
}

function refused(reason: string): never {
  throw new Error(`the paper could not be typeset: ${reason}`)
}
