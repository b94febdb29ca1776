import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshZaloToken, type TokenStore, type ZaloToken } from '../../channels/zalo-token.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { counted, figure } from '../support/figures.ts'

const secrets = { ZALO_APP_ID: '1', ZALO_APP_SECRET: 's', ZALO_REFRESH_TOKEN: 'lam-moi-0' }

/** Zalo's token endpoint as it is: a refresh token works once and is then worth nothing. */
function zaloOauth() {
  let current = 0
  const seen = { refreshed: 0, refused: 0 }
  const answer = (form: string) => {
    if (new URLSearchParams(form).get('refresh_token') !== `lam-moi-${current}`) {
      seen.refused += 1
      return { error: -14014, error_name: 'Invalid refresh token.' }
    }
    current += 1
    seen.refreshed += 1
    return {
      access_token: `vao-${current}`,
      refresh_token: `lam-moi-${current}`,
      expires_in: '90000',
    }
  }
  return { seen, answer }
}

function memoryStore(
  faults: { failWrites?: number } = {},
): TokenStore & { kept: () => ZaloToken | undefined } {
  let row: { version: number; token: ZaloToken } | null = null
  let fail = 0
  return {
    kept: () => row?.token,
    read: async () => row,
    async compareAndStore(expected, token) {
      if ((row?.version ?? 0) !== expected) return false
      row = { version: expected + 1, token }
      // Written, but the answer is lost.
      if (token.accessToken && fail++ < (faults.failWrites ?? 0)) throw new Error('lost')
      return true
    },
  }
}

const over = (oauth: ReturnType<typeof zaloOauth>): typeof fetch =>
  (async (_url: string, init: RequestInit) =>
    Response.json(oauth.answer(String(init.body)))) as typeof fetch

describe('the access token of Zalo', () => {
  it('is refreshed when there is none, kept, and used until it is nearly over', async () => {
    const [oauth, store] = [zaloOauth(), memoryStore()]
    let now = 1_000_000
    const given = { store, secrets, fetch: over(oauth), now: () => now }
    expect(await freshZaloToken(given)).toEqual({ outcome: 'fresh', accessToken: 'vao-1' })
    now += 89_000 * 1000 - 6 * 60_000
    expect(await freshZaloToken(given)).toEqual({ outcome: 'fresh', accessToken: 'vao-1' })
    now += 20 * 60_000
    expect(await freshZaloToken(given)).toEqual({ outcome: 'fresh', accessToken: 'vao-2' })
    expect(oauth.seen).toEqual({ refreshed: 2, refused: 0 })
  })

  it('is kept although the answer of the store was lost', async () => {
    const [oauth, store] = [zaloOauth(), memoryStore({ failWrites: 1 })]
    const fresh = await freshZaloToken({ store, secrets, fetch: over(oauth) })
    expect(fresh).toEqual({ outcome: 'fresh', accessToken: 'vao-1' })
    expect(store.kept()?.refreshToken).toBe('lam-moi-1')
  })

  it('is tried again after silence, and given up when the refresh token is worth nothing', async () => {
    const store = memoryStore()
    const silent = (() => Promise.reject(new Error('away'))) as typeof fetch
    expect(await freshZaloToken({ store, secrets, fetch: silent })).toEqual({ outcome: 'retry' })
    const oauth = zaloOauth()
    expect(await freshZaloToken({ store, secrets, fetch: over(oauth) })).toMatchObject({
      outcome: 'fresh',
    })
    const lost = {
      store: memoryStore(),
      secrets: { ...secrets, ZALO_REFRESH_TOKEN: 'cũ' },
      fetch: over(oauth),
    }
    expect(await freshZaloToken(lost)).toEqual({ outcome: 'lost' })
  })

  it('begins anew when a person authorised the account again', async () => {
    const [oauth, store] = [zaloOauth(), memoryStore()]
    await freshZaloToken({ store, secrets, fetch: over(oauth) })
    const again = { ...secrets, ZALO_REFRESH_TOKEN: 'lam-moi-1' }
    const fresh = await freshZaloToken({ store, secrets: again, fetch: over(oauth) })
    expect(fresh).toEqual({ outcome: 'fresh', accessToken: 'vao-2' })
  })
})

describe('two processes over one database', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  it('refresh once each time and lose no token', async () => {
    const oauth = zaloOauth()
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      const body = JSON.stringify(oauth.answer(Buffer.concat(parts).toString()))
      setTimeout(() => response.end(body), 20)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const script = fileURLToPath(new URL('../support/zalo-refresher.ts', import.meta.url))
    const start = () => fork(script, [database.consoleUrl, url], { execArgv: ['--import', 'tsx'] })
    const children = [start(), start()]
    await Promise.all(children.map((child) => once(child, 'message')))
    const rounds = figure('zalo', 20)
    let stale = ''
    for (let round = 1; round <= rounds; round += 1) {
      const answers = children.map((child) => once(child, 'message').then(([answer]) => answer))
      for (const child of children) child.send(stale)
      const fresh = { outcome: 'fresh', accessToken: `vao-${round}` }
      expect(await Promise.all(answers)).toEqual([fresh, fresh])
      stale = fresh.accessToken
    }
    for (const child of children) child.disconnect()
    await Promise.all(children.map((child) => once(child, 'exit')))
    server.close()
    counted('Zalo tokens, two processes', { rounds, ...oauth.seen })
    expect(oauth.seen).toEqual({ refreshed: rounds, refused: 0 })
  }, 600_000)
})
