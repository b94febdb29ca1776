import postgres from 'postgres'
import { type Door, doorOver } from './door.ts'

/**
 * The door for a Worker: one client a request, one statement a call, never `begin`. Every call is
 * idempotent, so a lost answer may be asked again. Close it when the response is made.
 */
export function workerDoor(url: string): { door: Door; close(): Promise<void> } {
  const client = postgres(url, {
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 5,
    types: { json },
  })
  const door = doorOver({
    query: async (text: string, values: unknown[]) => {
      const rows = await client.unsafe(
        text,
        values.map(literal) as postgres.ParameterOrJSON<never>[],
      )
      return { rows: [...rows] }
    },
  } as Parameters<typeof doorOver>[0])
  return { door, close: () => client.end({ timeout: 1 }) }
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
