// Invisible code points that change how a text reads or cannot be stored in XML: control characters
// except the line feed, bidi controls, zero-width space and mark, non-characters.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/gu

/**
 * The form in which a text is frozen: NFC, line feeds only, no invisible controls, no lone
 * surrogates, trimmed. Cleaning twice gives the same text, so a frozen text is its own clean form.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .trim()
}

/** The same for what is printed on one line: line feeds become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ')
}
