import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** What must be nowhere in a safe copy: maker, place, description, each in another kind of metadata. */
export const canaries = ['CANARY-MAKE', 'CANARY-DESC', 'CANARY-XMP', 'CANARY-TEXT', 'CANARY-THUMB']

const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="CANARY-XMP"/></rdf:RDF></x:xmpmeta>'

/** Red above, blue below when seen as its orientation (6: turned to the right) says; with all metadata. */
export function photo(format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const [width, height] = [48, 32]
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    pixels.set(at % width < width / 2 ? [230, 20, 20] : [20, 30, 200], at * 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'CANARY-MAKE', ImageDescription: 'CANARY-DESC' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 46/1 0/1', GPSLongitude: '106/1 42/1 0/1' },
    })
    .withXmp(xmp)
    .withMetadata({ orientation: 6 })
    .toFormat(format, { quality: 95, lossless: true })
    .toBuffer()
}

/** A JPEG in whose APP1 lies a thumbnail, as cameras put it: the picture as it was before any box. */
export async function withThumbnail(): Promise<Buffer> {
  const jpeg = await photo('jpeg')
  const thumbnail = Buffer.from(`Exif\0\0II*\0\x08\0\0\0\0\0CANARY-THUMB`, 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(thumbnail.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2)])
}

/** A PNG with a tEXt chunk behind its header. */
export async function withText(): Promise<Buffer> {
  const png = await photo('png')
  const headEnd = 8 + 25
  const chunk = pngChunk('tEXt', Buffer.from('Comment\0CANARY-TEXT', 'latin1'))
  return Buffer.concat([png.subarray(0, headEnd), chunk, png.subarray(headEnd)])
}

/** A PNG that says it has these many pixels, and holds hardly any. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const body = pngChunk('IDAT', deflateSync(Buffer.alloc(1_000)))
  return Buffer.concat([start, pngChunk('IHDR', head), body, pngChunk('IEND', Buffer.alloc(0))])
}

function pngChunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(content.length, 0)
  chunk.set(body, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

/** A PDF of these many pages, each with a red box; encrypted when a password is wanted. */
export function pdfOf(pages: number, given: { locked?: boolean; content?: string } = {}): Buffer {
  const drawn = given.content ?? '1 0 0 rg 50 700 200 60 re f'
  const kids = Array.from({ length: pages }, (_, at) => `${3 + at * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`,
    ...Array.from({ length: pages }, (_, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${4 + at * 2} 0 R>>`,
      `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
    ]).flat(),
  ]
  if (given.locked) {
    const [owner, user] = ['ab', 'cd'].map((byte) => byte.repeat(32))
    objects.push(`<</Filter/Standard/V 1/R 2/P -44/O<${owner}>/U<${user}>>>`)
  }
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const lock = given.locked ? `/Encrypt ${objects.length} 0 R/ID[<aa><aa>]` : ''
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R${lock}>>\nstartxref\n${text.length}\n%%EOF`
  return Buffer.from(text + table + end, 'latin1')
}

/**
 * A HEIC of 48 × 32 pixels, red left and blue right in Display P3, with EXIF (place, maker) and XMP.
 * Made once with libheif's heif-enc: nothing from npm writes HEIC.
 */
export const heic = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAABBptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA',
    'AAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAADAAIAAAAGBpbG9jAQAAAERAAAQAAQAAAAAAAAQ+AAEAAAAAAAAA',
    'UQACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAAEjwABAAAAAAAAARIABAAAAAAAAAWhAAEAAAAAAAAApAAAAHdpaW5m',
    'AAAAAAAEAAAAFWluZmUCAAABAAEAAGh2YzEAAAAAFWluZmUCAAAAAAIAAGdyaWQAAAAAFWluZmUCAAABAAMAAEV4aWYA',
    'AAAAKmluZmUCAAABAAQAAG1pbWUAYXBwbGljYXRpb24vcmRmK3htbAAAAAACwmlwcnAAAAKfaXBjbwAAAHNodmNDAQNw',
    'AAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAnQgEBA3AAAAMAkAAAAwAA',
    'AwAeoCCBBZbq5Ka5sCAAAAMAIAAAAwAhIgABAAZEAcFzwIkAAAAUaXNwZQAAAAAAAABAAAAAQAAAABRpc3BlAAAAAAAA',
    'ADAAAAAgAAAB7GNvbHJwcm9mAAAB4GxjbXMEIAAAbW50clJHQiBYWVogB+IAAwAUAAkADgAdYWNzcE1TRlQAAAAAc2F3',
    'c2N0cmwAAAAAAAAAAAAAAAAAAPbWAAEAAAAA0y1oYW5keem/Vlo+AbaDI4VVRvdPqgAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAKZGVzYwAAAPwAAAAkY3BydAAAASAAAAAid3RwdAAAAUQAAAAUY2hhZAAAAVgAAAAsclhZWgAAAYQA',
    'AAAUZ1hZWgAAAZgAAAAUYlhZWgAAAawAAAAUclRSQwAAAcAAAAAgZ1RSQwAAAcAAAAAgYlRSQwAAAcAAAAAgbWx1YwAA',
    'AAAAAAABAAAADGVuVVMAAAAIAAAAHABzAFIARwBCbWx1YwAAAAAAAAABAAAADGVuVVMAAAAGAAAAHABDAEMAMAAAWFla',
    'IAAAAAAAAPbWAAEAAAAA0y1zZjMyAAAAAAABDD8AAAXd///zJgAAB5AAAP2S///7of///aIAAAPcAADAcVhZWiAAAAAA',
    'AABvoAAAOPIAAAOPWFlaIAAAAAAAAGKWAAC3iQAAGNpYWVogAAAAAAAAJKAAAA+FAAC2xHBhcmEAAAAAAAMAAAACZmkA',
    'APKnAAANWQAAE9AAAApbAAAAEHBpeGkAAAAAAwgICAAAABtpcG1hAAAAAAAAAAIAAQKBAgACAwOEhQAAADZpcmVmAAAA',
    'AAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAAAOY2RzYwAEAAEAAgAAAg9tZGF0AAAATSgBrwng44OcVP/5cR//',
    'lg7L3y1ubkYqf9yVIPVtFlE8/r20kvDert6FjG545kGQW5V9aP/rMvcKZTILLschQpIT7jj9tmHEeZCyioP4AAAAAElJ',
    'KgAIAAAACAAPAQIADAAAAH4AAAASAQMAAQAAAAYAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAAT',
    'AgMAAQAAAAEAAABphwQAAQAAAIoAAAAliAQAAQAAANgAAAAAAAAAOGMAAOgDAAA4YwAA6AMAAENBTkFSWS1NQUtFAAYA',
    'AJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAwAAAAA6AEAAEAAAAg',
    'AAAAAAAAAAIAAQACAAIAAABOAAAAAgAFAAMAAAD2AAAAAAAAAAoAAAABAAAALgAAAAEAAAAAAAAAAQAAADx4OnhtcG1l',
    'dGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPjxyZGY6UkRGIHhtbG5zOnJkZj0iaHR0cDovL3d3dy53My5vcmcvMTk5',
    'OS8wMi8yMi1yZGYtc3ludGF4LW5zIyI+PHJkZjpEZXNjcmlwdGlvbiByZGY6YWJvdXQ9IkNBTkFSWS1YTVAiLz48L3Jk',
    'ZjpSREY+PC94OnhtcG1ldGE+',
  ].join(''),
  'base64',
)
