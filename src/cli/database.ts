import pg from 'pg'
import { newPassword } from '../../db/kept.ts'
import { ensureRoles, logins, type Passwords, rolesSql } from '../../db/roles.ts'
import { isTrouble } from '../../db/trouble.ts'
import { both } from '../../views/lang.ts'
import { cliWords } from '../../views/words/cli.ts'
import type { Config } from '../config.ts'
import type { Print } from './verify.ts'

/** `ydan database init`: makes the roles in DATABASE_URL, or prints the SQL for someone who may. */
export async function databaseCommand(config: Config, out: Print, err: Print): Promise<number> {
  if (!config.DATABASE_URL) {
    err(both(cliWords.needsUrl))
    return 1
  }
  const client = new pg.Client({ connectionString: config.DATABASE_URL })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    const name = rows[0]?.name ?? ''
    try {
      await ensureRoles(client, name, {})
      out(both(cliWords.rolesMade))
      return 0
    } catch (thrown) {
      if (!isTrouble(thrown)) throw thrown
      err(both(cliWords.rolesByHand))
      const chosen: Passwords = Object.fromEntries(
        Object.keys(logins).map((login) => [login, newPassword()]),
      )
      for (const statement of rolesSql(name, chosen)) out(`${statement};`)
      return 1
    }
  } finally {
    await client.end().catch(() => {})
  }
}
