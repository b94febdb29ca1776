import type { MiddlewareHandler } from 'hono'

// Everything from our own address, nothing inline; `connect-src` is for the proof's challenge.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** The header that keeps browsers to https for a year, for a door whose address is https. */
export const onlyHttps = [
  'Strict-Transport-Security',
  'max-age=31536000; includeSubDomains',
] as const

/** Puts the headers of the public door on every answer, errors included. */
export function publicHeaders(baseUrl: string): MiddlewareHandler {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
    if (baseUrl.startsWith('https:')) c.res.headers.set(...onlyHttps)
  }
}
