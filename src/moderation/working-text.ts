// Characters that are not seen but change what is read: controls, bidi marks and isolates, zero-width
// ones, tags, interlinear marks, variation selectors that nothing visible precedes are left alone.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * The working copy's text: NFC, one kind of line end, and every invisible or direction-changing
 * character replaced by a visible mark such as `⟦U+202E⟧`. The original stays sealed as it came.
 */
export function workingText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (character) => {
      const code = character.codePointAt(0) ?? 0
      return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`
    })
}
