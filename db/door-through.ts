import { type SQL, sql } from 'drizzle-orm'
import { type Door, doorOver } from './door.ts'

/**
 * The door for staff: the same calls and answers, each statement run by `run`, which opens the
 * transaction and takes on the role. What the role may not execute fails as the database says.
 */
export function doorThrough(run: (statement: SQL) => Promise<unknown>): Door {
  return doorOver({
    query: (text: string, values: unknown[]) => run(placed(text, values)),
  } as Parameters<typeof doorOver>[0])
}

// The door's own texts say $1, $2; drizzle numbers its parameters itself.
function placed(text: string, values: unknown[]): SQL {
  const parts = text.split(/\$(\d)/)
  return sql.join(
    parts.map((part, place) =>
      place % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1])}`,
    ),
  )
}
