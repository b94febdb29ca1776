import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configOf } from '../../src/config.ts'
import { staffApp } from '../../src/doors/staff.ts'
import { environmentOf } from '../../src/parent/environment.ts'
import { staffApi } from '../../src/staff/api.ts'
import { staffPages } from '../../src/staff/pages.tsx'
import { startTracing, traced } from '../../src/tracing.ts'
import { type StaffHouse, staffHouse, staffMember } from '../support/staff.ts'

// A collector that keeps what it is sent, and the console beside it.
const bodies: string[] = []
const tokens = new Set<string | undefined>()
const collector = createServer(async (request, response) => {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  bodies.push(text)
  tokens.add(request.headers['x-token'] as string | undefined)
  response.setHeader('content-type', 'application/json').end('{}')
})
let house: StaffHouse
let endpoint = ''
beforeAll(async () => {
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  house = await staffHouse()
})
afterAll(async () => {
  await house.close()
  collector.close()
})

describe('spans, when a collector is named', () => {
  it('tell pattern, method, outcome and statements of a staff door, and nothing that somebody wrote', async () => {
    const stop = await startTracing(
      'console',
      configOf({
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-token=a%20b',
      }),
    )
    const door = house.door('console')
    const app = staffApp(
      door,
      () => {},
      async () => true,
      [staffPages(door), staffApi(door, {})],
    )
    const { owner, ward } = house
    const { front } = await ward()
    const member = await staffMember(owner, front, 'Lưu Thị Vết', 'lead')
    const authorization = `Bearer ${member.token}`
    await app.request('/api/v1/approvals?q=chu-bi-mat', { headers: { authorization } })
    const body = new URLSearchParams({ login: 'nguoi.bi.mat', password: 'mat-khau-bi-mat' })
    const origin = { 'sec-fetch-site': 'same-origin' }
    await app.request('/dang-nhap', { method: 'POST', body, headers: origin })
    await app.request('/moi/duong-dan-bi-mat')
    await app.request('/healthz')
    await traced('job some.job', 'job', async () => {
      throw new Error('lời của người gửi')
    }).catch(() => {})
    await stop()
    const sent = bodies.join('\n')
    for (const route of ['/dang-nhap', '/moi/:token', '/api/v1/approvals']) {
      expect(sent).toContain(`"stringValue":"${route}"`)
    }
    expect(sent).toContain('job some.job')
    expect(sent).toContain('$1')
    expect([...tokens]).toEqual(['a b'])
    for (const word of [
      member.person,
      member.token,
      'bí mật',
      'bi-mat',
      'bi.mat',
      'người gửi',
      'healthz',
    ])
      expect(sent).not.toContain(word)
  })

  it('never leave the letterbox, which is not even told of the collector', () => {
    const config = configOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })
    const told = (door: 'letterbox' | 'desk') =>
      Object.keys(
        environmentOf(door, config, 'postgres://x', { letterbox: {}, staff: {} } as never),
      )
    expect(told('desk')).toContain('OTEL_EXPORTER_OTLP_ENDPOINT')
    expect(told('letterbox')).not.toContain('OTEL_EXPORTER_OTLP_ENDPOINT')
  })
})
