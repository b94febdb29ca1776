// Where the parts of a bundle lie in its archive.

/** Where the JSON of one item lies, by its running number. */
export function itemPath(number: number): string {
  return `items/${padded(number)}.json`
}

/** Where the proofs of one item lie: of its running number, and of the letter it comes from. */
export function proofPaths(number: number): { number: string; letter: string } {
  const path = `proofs/${padded(number)}`
  return { number: `${path}-number.tlog-proof`, letter: `${path}-letter.tlog-proof` }
}

/** Where one picture lies: a page of one of the files an item came with, both counted from 1. */
export function attachmentPath(number: number, file: number, page: number): string {
  return `attachments/${padded(number)}-${file}-${String(page).padStart(2, '0')}.jpg`
}

/** Where the second and later volumes of the PDF lie; the first, or the only one, is `tong-hop.pdf`. */
export function volumePath(volume: number): string {
  return `tong-hop-tap-${volume}.pdf`
}

function padded(number: number): string {
  return String(number).padStart(4, '0')
}
