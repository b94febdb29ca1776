import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { staffApp } from '../../src/doors/staff.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import type { Intake } from '../../src/intake/take.ts'
import { Problem } from '../../src/problem.ts'
import type { Actor, StaffEnv } from '../../src/staff/actor.ts'
import type { StaffDoor } from '../../src/staff/guard.ts'
import { problemWords } from '../../views/words/problems.ts'

// The doors without a database: a page that is reached, one that is refused, one with a secret path.
const person = randomUUID()
function door(scheme: 'http' | 'https') {
  const lines: string[] = []
  const urls = { console: `${scheme}://console.test`, desk: `${scheme}://desk.test` }
  const noted = (line: string) => void lines.push(line)
  const staff = { door: 'console', urls, noted } as unknown as StaffDoor
  const part = new Hono<StaffEnv>()
  part.use('/y-kien/*', async (c, next) => {
    c.set('actor', { person, name: 'Người', roles: [] as const } as unknown as Actor)
    await next()
  })
  part.get('/y-kien/:id', (c) => c.text('Chữ của thư'))
  part.get('/y-kien/:id/huy', () => {
    throw new Problem('forbidden', problemWords.notFound)
  })
  part.get('/moi/:token', (c) => c.text('Mời'))
  return {
    app: staffApp(
      staff,
      () => {},
      async () => true,
      [part],
    ),
    lines,
  }
}
const letterbox = (baseUrl: string) =>
  intakeApp({ box: { door: {} }, baseUrl, log: () => {} } as unknown as Intake)

describe('behind https', () => {
  it('every door keeps browsers to https; without it none promises that', async () => {
    const strict = 'strict-transport-security'
    for (const scheme of ['http', 'https'] as const) {
      const wanted = scheme === 'https' ? 'max-age=31536000; includeSubDomains' : null
      expect((await door(scheme).app.request('/healthz')).headers.get(strict)).toBe(wanted)
      const box = letterbox(`${scheme}://gopy.test`)
      expect((await box.request('/healthz')).headers.get(strict)).toBe(wanted)
      expect((await box.request('/khong-co')).headers.get(strict)).toBe(wanted)
    }
  })
})

describe('a staff door', () => {
  it('says who opened what and who was refused, without a secret, a query or a word', async () => {
    const { app, lines } = door('http')
    const id = randomUUID()
    await app.request(`/y-kien/${id}?q=bi-mat`)
    await app.request(`/y-kien/${id}/huy`)
    await app.request('/moi/mot-bi-mat')
    await app.request('/healthz')
    expect(lines).toEqual([
      `200 GET /y-kien/:id id=${id} by=${person}`,
      `403 GET /y-kien/:id/huy id=${id} by=${person}`,
      '200 GET /moi/:token',
    ])
  })

  it('sends no referrer elsewhere, is never framed, cached or guessed at, errors included', async () => {
    const { app } = door('http')
    for (const path of ['/healthz', `/y-kien/${randomUUID()}/huy`, '/khong-co']) {
      const { headers } = await app.request(path)
      expect(headers.get('referrer-policy'), path).toBe('same-origin')
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
  })
})
