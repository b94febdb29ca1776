import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { serve as listen } from '@hono/node-server'
import type { Context } from 'hono'
import { both } from '../../views/lang.ts'
import { bodyWords as words } from '../../views/words/body.ts'
import { clientAddress } from '../intake/address.ts'
import { live } from './life.ts'

type Fetch = (request: Request, env?: object) => Response | Promise<Response>

/** Where a request came from, for counting only; nothing outlives the request. */
export const addressBehind = (hops: number) => (c: Context) =>
  clientAddress(socketOf(c.env), c.req.header('x-forwarded-for'), hops)

/**
 * Serves until the parent or a signal ends it (src/doors/life.ts); `after` lets go of pools and
 * jobs. Tells the parent when it listens.
 */
export function open(
  { fetch, hostname, port }: { fetch: Fetch; hostname: string; port: number },
  after: () => Promise<void>,
): void {
  const server = listen({ fetch, hostname, port, serverOptions: patience }, () =>
    live(server as Server, after),
  )
  // A port taken in the last moment: the parent says the sentence, this process just ends.
  server.on('error', () => process.exit(1))
  server.on('clientError', refuseUnread)
}

// A head is a packet or two: who has not sent it by then means to keep a connection, not to ask. A body
// may take Node's five minutes, for telephones are slow.
const patience = { headersTimeout: 15_000, connectionsCheckingInterval: 2_000 }

const unread: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, both(words.headTooLong)],
  ERR_HTTP_REQUEST_TIMEOUT: [408, both(words.tooSlow)],
}

// What Node's parser refuses comes to no app. The line is cut a moment after the answer, not with it:
// who is still sending then would see the cut and not the answer.
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const [status, detail] = unread[error.code ?? ''] ?? [400, both(words.notHttp)]
  const title = STATUS_CODES[status]
  const body = JSON.stringify({ type: 'about:blank', title, status, code: 'invalid', detail })
  const head = `HTTP/1.1 ${status} ${title}\r\nconnection: close\r\ncontent-type: application/problem+json`
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  setTimeout(() => socket.destroy(), 1_000).unref()
}

/** One line of JSON an event on standard output; never an address, a code, or what somebody wrote. */
export function logger(door: string, level: string): (event: string) => void {
  if (level === 'silent') return () => {}
  return (event) =>
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), door, event })}\n`)
}

function socketOf(env: object | undefined): string {
  const incoming = env && 'incoming' in env ? (env.incoming as IncomingMessage) : undefined
  return incoming?.socket.remoteAddress ?? ''
}
