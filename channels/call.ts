import type { Collected, Fetch } from './channel.ts'

/** What a platform answered: status, JSON or text of the body, and its wish to be left alone. */
export type Answer = { status: number; body: string; afterSeconds?: number }

const patience = 10_000

/** Posts JSON and reads the short answer; null when nobody answered within ten seconds. */
export async function post(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    const wait = afterSeconds(response)
    const text = (await response.text()).slice(0, 10_000)
    return {
      status: response.status,
      body: text,
      ...(wait !== undefined && { afterSeconds: wait }),
    }
  } catch {
    return null
  }
}

/**
 * Downloads one file of at most `most` bytes within a minute. Redirects are refused: an address
 * that a message brought must not lead into our own network.
 */
export async function download(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
  most: number,
): Promise<Collected> {
  try {
    const response = await fetch(url, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(60_000),
    })
    const { status } = response
    const unread = () => void response.body?.cancel().catch(() => undefined)
    // 202: the platform is still preparing the file.
    if (status === 202 || status === 429 || status >= 500) {
      unread()
      const wait = afterSeconds(response)
      return {
        outcome: 'retry',
        reason: `http-${status}`,
        ...(wait !== undefined && { afterSeconds: wait }),
      }
    }
    if (status !== 200) {
      unread()
      return { outcome: status === 404 || status === 410 ? 'gone' : 'refused' }
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) {
      unread()
      return { outcome: 'too large' }
    }
    const bytes = await readUpTo(response, most)
    if (!bytes) return { outcome: 'too large' }
    return { outcome: 'collected', bytes, type: response.headers.get('content-type') ?? '' }
  } catch {
    return { outcome: 'retry', reason: 'network' }
  }
}

/** Whether an address is https and of one of these hosts or below them. */
export function isHostedBy(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, port } = new URL(url)
  const known = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  return known && protocol === 'https:' && port === ''
}

async function readUpTo(response: Response, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      void reader.cancel().catch(() => undefined)
      return null
    }
    parts.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function afterSeconds(response: Response): number | undefined {
  const given = response.headers.get('retry-after') ?? ''
  return /^\d{1,5}$/.test(given) ? Number(given) : undefined
}
