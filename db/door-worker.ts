import postgres from 'postgres'
import { type Door, doorOver } from './door.ts'

/** Milliseconds one statement may take, here and on the server. */
const limit = 4500

/**
 * The door for a Worker: one client a request, one statement a call, never `begin`. Every call is
 * idempotent, so a lost answer may be asked again. What the database refuses is raised as it says; a
 * database that is away, lost or silent raises SQLSTATE 08006. Close it when the response is made.
 */
export function workerDoor(url: string): { door: Door; close(): Promise<void> } {
  const client = postgres(url, {
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 4,
    types: { json },
    connection: { application_name: 'ydan letterbox', statement_timeout: limit },
    // The client's own way is to print them.
    onnotice: () => {},
  })
  const door = doorOver({
    query: async (text: string, values: unknown[]) => {
      const given = values.map(literal) as postgres.ParameterOrJSON<never>[]
      const rows = await answered(client.unsafe(text, given))
      return { rows: [...rows] }
    },
  } as Parameters<typeof doorOver>[0])
  return { door, close: () => client.end({ timeout: 1 }) }
}

// A machine that is switched off answers nothing at all, and the client would wait for ever.
async function answered<T>(statement: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(away()), limit)
  })
  try {
    return await Promise.race([statement, late])
  } catch (thrown) {
    throw thrown instanceof postgres.PostgresError ? thrown : away(thrown)
  } finally {
    clearTimeout(timer)
  }
}

// Sockets of a Worker fail in words of their own, without a code.
function away(cause?: unknown): Error {
  return Object.assign(new Error('connection failure', { cause }), { code: '08006' })
}

// The door's JSON is text already; the client's own way would make it a text within JSON.
const json = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string) => JSON.parse(text) as unknown,
}

// Without type fetching the client cannot tell an array of bytea; PostgreSQL reads its text form.
function literal(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const quoted = value.map((item: Uint8Array) => `"\\\\x${Buffer.from(item).toString('hex')}"`)
  return `{${quoted.join(',')}}`
}
