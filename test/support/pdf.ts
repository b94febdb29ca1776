import { inflateSync } from 'node:zlib'

/** Whether a PDF holds a text string (an alternative text, a title), in any of its streams. */
export function pdfHolds(pdf: Uint8Array, text: string): boolean {
  const hex = Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
  return pdfStreams(pdf).some((part) => part.includes(hex) || part.includes(text))
}

/** How many pages it has. */
export function pdfPages(pdf: Uint8Array): number {
  const counts = pdfStreams(pdf).flatMap((part) =>
    [
      ...part
        .toString('latin1')
        .matchAll(/\/Type\s*\/Pages[^>]*?\/Count (\d+)|\/Count (\d+)[^>]*?\/Type\s*\/Pages/g),
    ].map(([, one, other]) => Number(one ?? other)),
  )
  return Math.max(0, ...counts)
}

/** Its bytes as they stand, and each of its streams unpacked. */
export function pdfStreams(bytes: Uint8Array): Buffer[] {
  const pdf = Buffer.from(bytes)
  const found = [pdf]
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7
    const end = pdf.indexOf('endstream', start)
    if (end < 0) continue
    try {
      found.push(inflateSync(pdf.subarray(start, end)))
    } catch {
      // Not deflated: an image, or the word itself.
    }
  }
  return found
}
