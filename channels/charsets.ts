import iconv from 'iconv-lite'

/** The charsets a mail may be read again in, as staff choose them. */
export const rereadings = ['utf-8', 'windows-1258', 'viscii', 'tcvn', 'tcvn3'] as const
export type Rereading = (typeof rereadings)[number]

/**
 * Decodes the bytes of a text under the name its mail gives, and NFC. Names nobody knows, and UTF-8
 * that is none, are read as UTF-8 if they can be and as windows-1258 otherwise: what old Vietnamese
 * programs send without saying so.
 */
export function decodeText(bytes: Uint8Array, name: string | undefined): string {
  return decoded(bytes, normal(name ?? ''))
    .replaceAll('\0', '')
    .normalize('NFC')
}

/** Decodes a text as a person says it was written, whatever its mail says. */
export function decodeAs(bytes: Uint8Array, charset: Rereading): string {
  // ABC fonts show Latin-1 letters as Vietnamese ones; programs then sent those letters as UTF-8.
  if (charset === 'tcvn3') return fromAbc(utf8(bytes) ?? latin1(bytes)).normalize('NFC')
  return decodeText(bytes, charset)
}

function decoded(bytes: Uint8Array, name: string): string {
  const vietnamese = vietnameseNames.get(name)
  if (vietnamese) return iconv.decode(Buffer.from(bytes), vietnamese)
  if (name === 'tcvn3' || name === 'abc') return fromAbc(latin1(bytes))
  if (name !== '' && name !== 'utf8' && name !== 'usascii') {
    try {
      return new TextDecoder(name).decode(bytes)
    } catch {
      // A name nobody knows tells nothing.
    }
  }
  return utf8(bytes) ?? iconv.decode(Buffer.from(bytes), 'windows1258')
}

// TextDecoder takes 'windows-1258' and the like; only the names it knows otherwise are shortened.
function normal(name: string): string {
  const lower = name.trim().toLowerCase()
  const short = lower.replace(/^(x-)?(viet-)?/, '').replace(/[^a-z0-9]/g, '')
  return vietnameseNames.has(short) || ['utf8', 'usascii', 'tcvn3', 'abc'].includes(short)
    ? short
    : lower
}

const vietnameseNames: ReadonlyMap<string, string> = new Map([
  ...['viscii', 'csviscii', 'viscii111'].map((name) => [name, 'viscii'] as const),
  ...['tcvn', 'tcvn5712', 'tcvn57121', 'tcvn57122', 'vscii'].map((name) => [name, 'tcvn'] as const),
  ...['windows1258', 'cp1258', 'ms1258'].map((name) => [name, 'windows1258'] as const),
])

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

// TCVN3 (ABC) from U+00A1 on; capitals with marks share these places in fonts of their own and
// cannot be told apart. A gap is '·'.
const abc =
  'ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ'

function fromAbc(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/g, (letter) => {
    const meant = [...abc][letter.charCodeAt(0) - 0xa1]
    return meant === undefined || meant === '·' ? letter : meant
  })
}
