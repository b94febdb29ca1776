import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { configOf } from '../../src/config.ts'
import { createKeys } from '../../src/seal/keys.ts'
import { freshDatabase } from './database.ts'

/** What `ydan doctor` says in this environment, line by line, and its exit code. */
export async function doctorSays(environment: Record<string, string>) {
  const lines: string[] = []
  const code = await doctorCommand(configOf(environment), (line) => lines.push(line))
  return { code, lines, about: (word: string) => lines.filter((line) => line.includes(word)) }
}

/** A database, a data directory with keys, and the command that looks at both. */
export async function doctorHouse() {
  const database = await freshDatabase()
  const dir = mkdtempSync(join(tmpdir(), 'ydan-doctor-'))
  await createKeys(join(dir, 'keys'))
  return {
    database,

    doctor: (more: Record<string, string> = {}) =>
      doctorSays({
        ...{ DATABASE_URL: database.ownerUrl, DATA_DIR: dir, KEYS_DIR: join(dir, 'keys') },
        ...more,
      }),
    async close() {
      rmSync(dir, { recursive: true })
      await database.drop()
    },
  }
}
export type DoctorHouse = Awaited<ReturnType<typeof doctorHouse>>
