import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type SQL, sql } from 'drizzle-orm'

/**
 * The commitment of an entry to the fields of its row, 64 hex digits. Only for what is never erased
 * and not secret (dates, document numbers, what a meeting decided): there is no salt. Each field
 * stands with its length, so that different fields never give the same text.
 */
export function commitFields(...fields: readonly (string | null | undefined)[]): string {
  const parts = fields.map((field) =>
    field === null || field === undefined ? '-' : `${utf8ToBytes(field).length}:${field}`,
  )
  return bytesToHex(sha256(utf8ToBytes(parts.join(','))))
}

/** The same over columns; days are written `YYYY-MM-DD`. */
export function fieldsCommitment(...columns: readonly SQL[]): SQL {
  const parts = columns.map(
    (column) => sql`coalesce(octet_length((${column})::text) || ':' || (${column})::text, '-')`,
  )
  return sql`encode(sha256(convert_to(concat_ws(',', ${sql.join(parts, sql`, `)}), 'UTF8')), 'hex')`
}
