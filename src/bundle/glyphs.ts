/**
 * The code points a TrueType font can draw, read from its `cmap` (OpenType formats 4 and 12).
 * Throws RangeError on a file that is no such font.
 */
export function glyphsOf(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableOffset(view, 'cmap')
  const found = new Set<number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    const format = view.getUint16(subtable)
    if (format === 4) readFormat4(view, subtable, found)
    if (format === 12) readFormat12(view, subtable, found)
  }
  return found
}

function tableOffset(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const row = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(row + byte)))
    if (name === tag) return view.getUint32(row + 8)
  }
  throw new RangeError(`the font has no ${tag} table`)
}

function readFormat4(view: DataView, at: number, found: Set<number>) {
  const segments = view.getUint16(at + 6) / 2
  const [ends, starts] = [at + 14, at + 16 + segments * 2]
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4]
  for (let i = 0; i < segments; i++) {
    const [start, end] = [view.getUint16(starts + i * 2), view.getUint16(ends + i * 2)]
    const delta = view.getUint16(deltas + i * 2)
    const offset = view.getUint16(offsets + i * 2)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw =
        offset === 0 ? code : view.getUint16(offsets + i * 2 + offset + (code - start) * 2)
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) found.add(code)
    }
  }
}

function readFormat12(view: DataView, at: number, found: Set<number>) {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + i * 12
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code++)
      found.add(code)
  }
}

/** Which code points can be drawn. */
export type Glyphs = { has(code: number): boolean }

/** The code points that each of these fonts can draw. Throws as `glyphsOf`. */
export function glyphsOfAll(fonts: readonly Uint8Array[]): Glyphs {
  const [first = new Set<number>(), ...others] = fonts.map(glyphsOf)
  return new Set([...first].filter((code) => others.every((face) => face.has(code))))
}

/** Puts `[U+1F44D]` where none of our fonts has a glyph: an empty box tells the reader nothing. */
export function printable(text: string, glyphs: Glyphs): string {
  if (isDrawn(text, glyphs)) return text
  return text.replace(/[^\n]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return glyphs.has(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

// Nearly every text is, and looking costs a tenth of replacing. A surrogate is no glyph.
function isDrawn(text: string, glyphs: Glyphs): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== lineFeed && !glyphs.has(code)) return false
  }
  return true
}
const lineFeed = 10

/** Lets a line break inside a word too long for any line, with a zero-width space. */
export function breakable(text: string): string {
  return text.replace(/\S{24,}/gu, (word) => word.replace(/(.{12})(?=.)/gu, '$1\u200b'))
}
