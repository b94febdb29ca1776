/** A text as the content of an XML element. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

// What a cell of Excel holds at most.
const longest = 32_767

/**
 * A text in a cell or an attribute of a spreadsheet. XML 1.0 has no control characters at all, not even
 * escaped; `_x0041_` would be read as a letter.
 */
export function sheetText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .slice(0, longest)
  return xmlText(clean).replaceAll('"', '&quot;')
}
