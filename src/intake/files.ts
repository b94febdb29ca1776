import type { Sentence } from '../../views/lang.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { problemWords } from '../../views/words/problems.ts'
import { type FieldError, Problem } from '../problem.ts'
import { plain } from '../seal/bytes.ts'
import { type Attachment, maxAttachmentBytes, maxAttachments } from './feedback.ts'

/** A file as it came in: what it claims to be, and its bytes. An empty claim is no claim. */
export type IncomingFile = { name: string; type: string; bytes: Uint8Array }

// What may be claimed, and the types found in bytes that such a claim is true for.
const claims: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['image/jpeg'],
  'image/jpg': ['image/jpeg'],
  'image/png': ['image/png'],
  'image/webp': ['image/webp'],
  'image/heic': ['image/heic'],
  'image/heif': ['image/heic'],
  'application/pdf': ['application/pdf'],
  'audio/mpeg': ['audio/mpeg'],
  'audio/mp3': ['audio/mpeg'],
  // The same box format; a recorder may write either brand.
  'audio/mp4': ['audio/mp4', 'video/mp4'],
  'audio/m4a': ['audio/mp4', 'video/mp4'],
  'audio/x-m4a': ['audio/mp4', 'video/mp4'],
  'video/mp4': ['video/mp4', 'audio/mp4'],
}

/**
 * Checks files by their bytes, not by what they claim. Raises Problem('too_large') above 20 MiB
 * together and Problem('invalid') with a sentence per file (`attachments.0` …) for the rest.
 */
export function attachmentsOf(files: readonly IncomingFile[]): Attachment[] {
  if (files.length > maxAttachments) throw wrongFiles('invalid', words.tooManyFiles)
  if (files.reduce((sum, file) => sum + file.bytes.length, 0) > maxAttachmentBytes) {
    throw wrongFiles('too_large', words.filesTooLarge)
  }
  const errors: FieldError[] = []
  const attachments = files.map((file, place) => {
    const type = sniff(file.bytes)
    const message = wrong(file, type)
    if (message) errors.push({ path: `attachments.${place}`, message })
    return { name: plainName(file.name), type: type ?? '', bytes: plain(file.bytes) }
  })
  if (errors.length > 0) throw new Problem('invalid', problemWords.invalid, errors)
  return attachments
}

function wrong({ type: claimed, bytes }: IncomingFile, found: string | undefined) {
  if (bytes.length === 0) return words.fileEmpty
  const allowed = claims[claimed.toLowerCase().split(';')[0]?.trim() ?? '']
  if (claimed !== '' && !allowed) return words.fileType
  if (!found) return allowed ? words.fileLies : words.fileType
  return allowed && !allowed.includes(found) ? words.fileLies : undefined
}

function wrongFiles(code: 'invalid' | 'too_large', message: Sentence): Problem {
  return new Problem(code, message, [{ path: 'attachments', message }])
}

/** The type a file's first bytes show, or undefined for any we do not take. */
export function sniff(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp'
  if (head.startsWith('%PDF-')) return 'application/pdf'
  if (head.slice(4, 8) === 'ftyp') return boxed(head.slice(8))
  return isMp3(bytes) ? 'audio/mpeg' : undefined
}

// ISO base media files say in their major brand what they are.
function boxed(brand: string): string | undefined {
  if (/^(hei[cmsx]|hev[cx]|mif1|msf1)$/.test(brand)) return 'image/heic'
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4'
  return /^(iso[m2-9]|mp4[12]|avc1|M4V |3gp[4-9]|dash|MSNV)$/.test(brand) ? 'video/mp4' : undefined
}

// An ID3 tag, or a frame header: eleven set bits, then layer III.
function isMp3(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes
  if (first === 0x49 && second === 0x44 && third === 0x33) return true
  return first === 0xff && (second & 0xe6) === 0xe2
}

// A name is shown to moderators and becomes a file again: no paths, no control or bidi characters.
function plainName(name: string): string {
  const bare = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '_')
  return [...bare].slice(-150).join('') || 'tep'
}
