import decodeHeic from 'heic-decode'
import sharp, { type JpegOptions, type Sharp } from 'sharp'
import { type Box, copyLimits, type Picture, type Refusal } from './safe-copy.ts'

// One picture in one thread and nothing kept: the process ends with it anyway. Of all that libvips
// can read, only the three kinds we take: a file that is two kinds at once is read as what it showed.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'],
})

const strict = { failOn: 'error', limitInputPixels: copyLimits.pixels } as const

/** Raised instead of a picture, with the reason a row can keep. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/** A JPEG, PNG or WebP as plain pixels: turned upright, sRGB, no metadata. Raises Refused. */
export async function photoCopy(bytes: Uint8Array): Promise<Picture> {
  const {
    width = 0,
    height = 0,
    format,
  } = await sharp(bytes, strict)
    .metadata()
    .catch(async () => ({ ...(await tooManyPixels(bytes)), format: undefined }))
  if (width * height > copyLimits.pixels) throw new Refused('too_large')
  if (format === undefined) throw new Refused('broken')
  const quality = format === 'jpeg' ? photo : drawn
  return encoded(sharp(bytes, strict).autoOrient(), quality)
}

// Without the limit a picture still tells its size; nothing is decoded for that.
async function tooManyPixels(bytes: Uint8Array): Promise<{ width?: number; height?: number }> {
  return sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => ({}))
}

/** A HEIC, which libvips cannot read for its patents; its decoder turns it upright by itself. */
export async function heicCopy(bytes: Uint8Array): Promise<Picture> {
  const images = await decodeHeic.all({ buffer: bytes }).catch(() => {
    throw new Refused('broken')
  })
  const [first] = images
  if (!first) throw new Refused('broken')
  if (first.width * first.height > copyLimits.pixels) throw new Refused('too_large')
  const { width, height, data } = await first.decode().catch(() => {
    throw new Refused('broken')
  })
  const whole = raw(data, width, height)
  const profile = colourProfile(bytes)
  if (!profile) return encoded(whole, photo)
  const profiled = withProfile(await whole.removeAlpha().jpeg(nearlyLossless).toBuffer(), profile)
  return encoded(sharp(profiled, strict), photo)
}

/** RGBA pixels of a page as a picture. */
export function pageCopy(data: Uint8Array, width: number, height: number): Promise<Picture> {
  return encoded(raw(data, width, height), drawn)
}

/** A picture with boxes gone to black: the pixels under them are replaced, then all is encoded anew. */
export async function boxedCopy(bytes: Uint8Array, boxes: readonly Box[]): Promise<Picture> {
  const { width = 0, height = 0 } = await sharp(bytes, strict).metadata()
  const black = boxes.flatMap((box) => {
    // Outwards to whole pixels: half a pixel of a face is still of the face.
    const left = Math.max(0, Math.floor((box.x / 100) * width))
    const top = Math.max(0, Math.floor((box.y / 100) * height))
    const right = Math.min(width, Math.ceil(((box.x + box.width) / 100) * width))
    const bottom = Math.min(height, Math.ceil(((box.y + box.height) / 100) * height))
    if (right <= left || bottom <= top) return []
    const size = { width: right - left, height: bottom - top }
    return [{ input: { create: { ...size, channels: 3 as const, background: '#000' } }, left, top }]
  })
  return encoded(sharp(bytes, strict).composite(black), drawn)
}

const photo = { quality: 82 } as const
// Letters on paper fray when colour is halved.
const drawn = { quality: 85, chromaSubsampling: '4:4:4' } as const
const nearlyLossless = { quality: 96, chromaSubsampling: '4:4:4' } as const

function raw(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Sharp {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return sharp(bytes, { raw: { width, height, channels: 4 } })
}

async function encoded(picture: Sharp, options: JpegOptions): Promise<Picture> {
  const { side } = copyLimits
  const { data, info } = await picture
    .toColourspace('srgb')
    .flatten({ background: '#fff' })
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .jpeg(options)
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Refused('broken')
    })
  return { type: 'image/jpeg', width: info.width, height: info.height, bytes: data }
}

// Telephones photograph in wider colours than sRGB and say so in a `colr` box (ISO 14496-12).
function colourProfile(bytes: Uint8Array): Uint8Array | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256 * 1024))
  const at = head.indexOf('colrprof', undefined, 'latin1')
  if (at < 4) return null
  const size = head.readUInt32BE(at - 4) - 12
  const profile = head.subarray(at + 8, at + 8 + size)
  const isProfile = profile.length === size && profile.toString('latin1', 36, 40) === 'acsp'
  return isProfile && size <= 65_000 ? profile : null
}

// libvips takes a profile from a file only: a JPEG carries one in an APP2 segment behind its start.
function withProfile(jpeg: Uint8Array, profile: Uint8Array): Uint8Array {
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1')
  head.writeUInt16BE(head.length - 2 + profile.length, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, profile, jpeg.subarray(2)])
}
