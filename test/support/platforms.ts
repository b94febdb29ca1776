import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message that a platform shows to its user, by whatever call it came. */
export type Shown = { channel: 'zalo' | 'line' | 'messenger'; to: string; text: string }
/**
 * What becomes of a call: 'drop' takes it and hangs up, 'silent' takes it and never answers, an object
 * refuses it with that status (and Retry-After, or Zalo's error number). Without one it is taken and confirmed.
 */
export type Fate = 'drop' | 'silent' | { status: number; after?: number; error?: number }

type Body = Record<string, unknown> & {
  to?: string
  replyToken?: string
  recipient?: { user_id?: string; id?: string }
  message?: { text: string }
  messages?: { text: string }[]
}
type Call = Shown & { body: Body; key: string | null; isReply: boolean; fits: boolean }

/**
 * The chat platforms on 127.0.0.1, as strict as the real ones: LINE knows its retry keys and honours a
 * reply token (`USER.anything`) once, Zalo a refresh token once and only its newest access token.
 */
export async function platforms() {
  const shown: Shown[] = []
  const calls: Call[] = []
  const fates: Fate[] = []
  const hooks = { shown: async () => {} }
  const used = new Set<string>()
  const token = { count: 0, isRevoked: false, refreshed: 0 }
  const sockets = new Set<ServerResponse>()

  const server = createServer(async (request, response) => {
    sockets.add(response)
    const text = await bodyOf(request)
    const answer = (body: object, status = 200, headers = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body))
    if (request.url?.includes('oauth') || request.url?.endsWith('/oa/access_token')) {
      return answer(refreshed(text))
    }
    const call = callOf(request, JSON.parse(text) as Body)
    if (!call) return answer({}, 404)
    calls.push(call)
    const fate = fates.shift()
    if (typeof fate === 'object') {
      const { status, after, error } = fate
      return answer({ error }, status, after === undefined ? {} : { 'retry-after': after })
    }
    if (!call.fits) return answer({ error: -216, message: 'Access token is invalid' })
    if (call.key && used.has(call.key))
      return answer({ message: 'already' }, call.isReply ? 400 : 409)
    if (call.key) used.add(call.key)
    const { channel, to, text: said } = call
    shown.push({ channel, to, text: said })
    await hooks.shown()
    if (fate === 'drop') return response.destroy()
    if (fate !== 'silent') answer({ error: 0, sentMessages: [] })
  })

  /** Zalo's token endpoint: each refresh token works once. */
  function refreshed(form: string): object {
    const given = new URLSearchParams(form).get('refresh_token')
    if (token.isRevoked || given !== refreshToken(token.count)) return { error: -14014 }
    token.count += 1
    token.refreshed += 1
    const next = refreshToken(token.count)
    return { access_token: `vao-${token.count}`, refresh_token: next, expires_in: '90000' }
  }

  function callOf(request: IncomingMessage, body: Body): Call | null {
    const header = (name: string) => String(request.headers[name] ?? '') || null
    const text = body.message?.text ?? body.messages?.map((one) => one.text).join('\n') ?? ''
    const said = { body, text, key: null, isReply: false, fits: true }
    if (request.url === '/v3.0/oa/message/cs') {
      const fits = header('access_token') === `vao-${token.count}` && !token.isRevoked
      return { ...said, channel: 'zalo', to: body.recipient?.user_id ?? '', fits }
    }
    if (request.url === '/me/messages') {
      return { ...said, channel: 'messenger', to: body.recipient?.id ?? '' }
    }
    if (request.url === '/v2/bot/message/push') {
      return { ...said, channel: 'line', to: body.to ?? '', key: header('x-line-retry-key') }
    }
    if (request.url !== '/v2/bot/message/reply') return null
    const key = body.replyToken ?? ''
    return { ...said, channel: 'line', to: key.split('.')[0] ?? '', key, isReply: true }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    /** What each platform showed, in order. */
    shown,
    /** Every call, also those that were refused. */
    calls,
    /** What becomes of the next calls. */
    fates,
    hooks,
    token,
    textsTo: (to: string) => shown.filter((one) => one.to === to).map(({ text }) => text),
    /** The environment that leads our channels here. */
    environment: {
      ZALO_API_URL: url,
      ZALO_OAUTH_URL: `${url}/oauth`,
      LINE_API_URL: url,
      LINE_DATA_API_URL: url,
      MESSENGER_API_URL: url,
      ZALO_REFRESH_TOKEN: refreshToken(0),
    },
    stop() {
      for (const response of sockets) response.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
export type Platforms = Awaited<ReturnType<typeof platforms>>

const refreshToken = (count: number) => `lam-moi-${count}`

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
