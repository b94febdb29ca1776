import { bodyWords as words } from '../../views/words/body.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { hasManyParts, isModestJson } from './modest.ts'
import { placeOf } from './room.ts'

/** Most bytes of a request with files, and of one without. */
export const mostWithFiles = 30 * 2 ** 20
export const mostWithout = 256 * 2 ** 10

/**
 * Reads a body to its end, but never more than `most` bytes, whatever Content-Length says. Raises
 * Problem('too_large'), 'invalid' when the body was cut off, or 'unavailable' when too many large
 * ones come at once; a small one always finds room.
 */
export async function readBody(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > most) throw tooLarge()
  const place = placeOf(request)
  if (announced > mostWithout) place?.expect(announced)
  const parts: Uint8Array[] = []
  let length = 0
  let held = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new Problem('invalid', words.cutOff)
    })
    if (done) break
    length += value.length
    try {
      if (length > most) throw tooLarge()
      if (length > mostWithout) held += place?.hold(length - held) ?? 0
    } catch (refused) {
      // Not waited for: a sender that never stops must not hold us.
      void reader.cancel().catch(() => undefined)
      throw refused
    }
    parts.push(value)
  }
  if (length > mostWithout) await place?.turn()
  return joined(parts, length)
}

/**
 * Reads a JSON body. Raises Problem('unsupported') for another content type and
 * Problem('invalid') for anything that is not JSON or too deep to read.
 */
export async function readJson(request: Request, most: number): Promise<unknown> {
  if (contentType(request) !== 'application/json') throw new Problem('unsupported', words.wantsJson)
  const bytes = await readBody(request, most)
  if (!isModestJson(bytes)) throw new Problem('invalid', problemWords.notJson)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Problem('invalid', problemWords.notJson)
  }
}

/**
 * Reads a form, with files or without. Raises Problem('unsupported') for another content type and
 * Problem('invalid') for a form that is cut off or malformed.
 */
export async function readForm(request: Request, most: number): Promise<FormData> {
  const type = contentType(request)
  if (type !== 'multipart/form-data' && type !== 'application/x-www-form-urlencoded') {
    throw new Problem('unsupported', words.wantsForm)
  }
  // Fields without files are small; 30 MiB of `a=&` would become a gigabyte of fields.
  const isMultipart = type === 'multipart/form-data'
  const bytes = await readBody(request, isMultipart ? most : Math.min(most, mostWithout))
  if (isMultipart && hasManyParts(bytes, request.headers.get('content-type') ?? ''))
    throw new Problem('invalid', words.notForm)
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? type }
    return await new Response(bytes, { headers }).formData()
  } catch {
    throw new Problem('invalid', words.notForm)
  }
}

function contentType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function tooLarge(): Problem {
  return new Problem('too_large', problemWords.tooLarge)
}
