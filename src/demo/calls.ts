import { hash } from 'node:crypto'
import { request } from 'node:http'
import { z } from 'zod'
import type { Config, DoorName } from '../config.ts'

/** One request to a door. `from` is the loopback address it comes from. */
export type Call = {
  path: string
  body?: object
  token?: string
  from?: string
  headers?: Record<string, string>
}

/** Where this process reaches each door, whatever its public address is. */
export function reach(config: Config): Record<DoorName, string> {
  const at = (host: string, port: number) =>
    `http://${host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? '[::1]' : host}:${port}`
  return {
    letterbox: at(config.HOST, config.PORT),
    desk: at(config.DESK_HOST, config.DESK_PORT),
    console: at(config.CONSOLE_HOST, config.CONSOLE_PORT),
  }
}

/** What making something answers. */
export const made = z.object({ id: z.uuid() })

/**
 * Asks a door, by POST when there is a body, and reads the answer. Raises Error with the door's own
 * words when it refuses: the demo goes no further than what the doors allow.
 */
export async function call<Shape extends z.ZodType>(
  base: string,
  asked: Call,
  shape: Shape,
): Promise<z.output<Shape>> {
  const { status, text } = await send(base, asked)
  if (status < 200 || status > 299) {
    throw new Error(`${asked.path} answered ${status}: ${text.slice(0, 500)}`)
  }
  return shape.parse(JSON.parse(text))
}

function send(base: string, { path, body, token, from, headers }: Call) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const content = body === undefined ? undefined : JSON.stringify(body)
  const asked = request(
    new URL(path, base),
    {
      method: content === undefined ? 'GET' : 'POST',
      headers: {
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(from !== undefined && { localAddress: from }),
    },
    (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      )
    },
  )
  asked.on('error', reject)
  asked.end(content)
  return promise
}

const challenge = z.object({
  algorithm: z.string(),
  challenge: z.string(),
  salt: z.string(),
  signature: z.string(),
  maxnumber: z.int(),
})

/** The header `Altcha`: a challenge of the door, solved as a resident's browser does. */
export async function proof(letterbox: string): Promise<string> {
  const { maxnumber, ...given } = await call(letterbox, { path: '/api/v1/challenge' }, challenge)
  for (let number = 0; number <= maxnumber; number++) {
    if (hash('sha256', `${given.salt}${number}`) === given.challenge) {
      return btoa(JSON.stringify({ ...given, number }))
    }
  }
  throw new Error('a proof of work without solution')
}
