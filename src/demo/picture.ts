import { crc32, deflateSync } from 'node:zlib'

const width = 96
const height = 64

/** A small true PNG picture, base64: a board with lines of writing, as a phone would catch it. */
export function picture(): string {
  const rows = Array.from({ length: height }, (_, y) =>
    // Each row begins with its filter, 0: none (PNG 1.2 §6).
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => colour(x, y)).flat()]),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8) // eight bits a channel, red green blue
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64')
}

function colour(x: number, y: number): number[] {
  const onBoard = x > 8 && x < width - 8 && y > 8 && y < height - 12
  if (!onBoard) return [120 + y, 150, 110]
  const written = y % 7 === 0 && (x * 7 + y) % 23 > 4
  return written ? [60, 60, 80] : [240, 236, 220]
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
