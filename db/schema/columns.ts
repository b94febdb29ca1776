import { bigint, customType, date, timestamp } from 'drizzle-orm/pg-core'

/** A `bytea` column as Uint8Array; drizzle has none of its own. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value),
})

/** A day as `YYYY-MM-DD` text: dates have no clock and no zone here. */
export const day = (name: string) => date(name, { mode: 'string' })

/** A moment (UTC) of a staff act. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A whole number that stays below 2^53: log positions and running numbers. */
export const big = (name: string) => bigint(name, { mode: 'number' })
