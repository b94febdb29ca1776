import { readdirSync } from 'node:fs'

/** Where the migrations lie, one `NNNN_name.sql` a step. */
export const migrationsFolder = new URL('migrations/', import.meta.url)

/** The names of all migrations in order. */
export function migrationNames(): string[] {
  return readdirSync(migrationsFolder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
}

/** The newest migration this build knows; bundles carry the name instead of the folder (src/build.ts). */
export function latestMigration(): string | undefined {
  return migrationNames().at(-1)
}
