import type { Paper } from '../../views/papers/paper.ts'
import { pack } from './pack.ts'
import { type Files, officePath, unpack } from './zip.ts'

const documentPart = 'word/document.xml'

/** The .docx of a paper, the same bytes for the same paper. */
export async function bundleDocx(paper: Paper): Promise<Uint8Array> {
  // Loaded with the first such paper.
  const { Packer } = await import('docx')
  const { bundleDocument, withTables } = await import('../../views/papers/bundle-docx.ts')
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
