import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import { figure } from './figures.ts'

// Five seconds are promised. A machine that runs other tests beside gets some more, still less than
// two waits for the database one after the other (9 s).
const patience = figure('patience', 8_000)

/** What a door answered; a body that is not JSON stays text. */
export type Answer = { status: number; body: unknown; text: string; headers: OutgoingHttpHeaders }

/** One call of a caller who waits `limit` milliseconds and no longer. */
export type Asked = {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  limit?: number
}

/** A call that got no answer: the connection was refused or cut, or nobody answered in time. */
export class NoAnswer extends Error {
  readonly hung: boolean
  constructor(hung: boolean, cause?: unknown) {
    super(hung ? 'nobody answered in time' : 'the connection was lost', { cause })
    this.hung = hung
  }
}

/** A caller with at most `most` connections to 127.0.0.1. Calls raise NoAnswer. */
export function caller(most: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: most })
  return {
    ask: (port: number, path: string, asked: Asked = {}) => ask(agent, port, path, asked),
    close: () => agent.destroy(),
  }
}
export type Caller = ReturnType<typeof caller>

function ask(agent: Agent, port: number, path: string, asked: Asked): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const content = asked.body === undefined ? undefined : JSON.stringify(asked.body)
  const method = asked.method ?? (content === undefined ? 'GET' : 'POST')
  const json = content === undefined ? {} : { 'content-type': 'application/json' }
  const headers = { ...json, ...asked.headers }
  const sent = request({ host: '127.0.0.1', agent, port, path, method, headers }, (answer) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.on('error', (error) => reject(new NoAnswer(false, error)))
    answer.on('end', () => {
      const text = Buffer.concat(parts).toString()
      resolve({
        status: answer.statusCode ?? 0,
        body: parsed(text),
        text,
        headers: answer.headers,
      })
    })
  })
  const late = setTimeout(() => {
    reject(new NoAnswer(true))
    sent.destroy()
  }, asked.limit ?? patience)
  sent.on('error', (error) => reject(new NoAnswer(false, error)))
  sent.end(content)
  return promise.finally(() => clearTimeout(late))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
