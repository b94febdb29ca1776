const most = { brackets: 500, commas: 2000, parts: 100 }

/**
 * Whether JSON is as flat and short as anything a sender needs, before it is parsed: a body of
 * 30 MiB made of brackets takes a gigabyte and eight seconds (measured). Strings are skipped.
 */
export function isModestJson(bytes: Uint8Array): boolean {
  let brackets = 0
  let commas = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === 0x22) {
      at = endOfString(bytes, at)
      if (at < 0) return false
    } else if (byte === 0x5b || byte === 0x7b) {
      brackets += 1
    } else if (byte === 0x2c) commas += 1
    if (brackets > most.brackets || commas > most.commas) return false
  }
  return true
}

// The quote that ends a string is the first one with an even number of backslashes before it.
function endOfString(bytes: Uint8Array, start: number): number {
  let end = bytes.indexOf(0x22, start + 1)
  while (end > 0) {
    let slashes = 0
    while (bytes[end - 1 - slashes] === 0x5c) slashes += 1
    if (slashes % 2 === 0) return end
    end = bytes.indexOf(0x22, end + 1)
  }
  return -1
}

/** Whether a multipart body has more parts than any form of ours (some dozens), before it is parsed. */
export function hasManyParts(bytes: Uint8Array, contentType: string): boolean {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]?.trim()
  if (!boundary) return false
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = `--${boundary}`
  let parts = 0
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    parts += 1
    if (parts > most.parts) return true
  }
  return false
}
