/** Bytes a printed secret has: 128 bits. */
export const printedBytes = 16

const groupsOf = printedBytes / 2

/**
 * A printed secret: 16 bytes as eight groups of six digits. Each group is a 16-bit number times 11,
 * as on BitLocker's recovery keys, so that one digit read wrong or two swapped are noticed. Digits
 * alone, because a Vietnamese keyboard turns letters into others.
 */
export function toGroups(secret: Uint8Array): string[] {
  return Array.from({ length: secret.length / 2 }, (_, place) => {
    const number = ((secret[2 * place] ?? 0) << 8) | (secret[2 * place + 1] ?? 0)
    return String(number * 11).padStart(6, '0')
  })
}

/** A typed secret, or the places (from 1) of the groups that cannot be right. */
export type Typed = { bytes: Uint8Array<ArrayBuffer> } | { wrong: number[] }

/**
 * Reads `count` printed secrets typed one after the other; anything but digits only separates. What
 * is too short or too long names the first group that is missing or too many.
 */
export function fromGroups(text: string, count = 1): Typed {
  const digits = text.normalize('NFKC').replace(/[^0-9]/g, '')
  const wanted = count * groupsOf
  const groups = digits.match(/.{1,6}/g) ?? []
  const numbers = groups.map(numberOf)
  const wrong = numbers.flatMap((number, place) => (number === null ? [place + 1] : []))
  if (groups.length !== wanted) wrong.push(Math.min(groups.length, wanted) + 1)
  if (wrong.length > 0) return { wrong }
  const bytes = new Uint8Array(count * printedBytes)
  for (const [place, number] of numbers.entries()) {
    bytes[2 * place] = (number ?? 0) >> 8
    bytes[2 * place + 1] = (number ?? 0) & 255
  }
  return { bytes }
}

function numberOf(group: string): number | null {
  const number = Number(group) / 11
  return group.length === 6 && Number.isInteger(number) && number < 65_536 ? number : null
}
