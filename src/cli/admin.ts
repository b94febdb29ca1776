import { parseArgs } from 'node:util'
import type { Db } from '../../db/connection.ts'
import { both } from '../../views/lang.ts'
import { staffCliWords as words } from '../../views/words/staff.ts'
import { problemOf } from '../problem.ts'
import { firstAdministratorLink } from '../staff/invitations.ts'

type Print = (line: string) => void

/** Opens the database as its owner; a command calls it once its arguments are right. */
export type OpenOwner = () => Promise<{ db: Db; close(): Promise<void> }>

/**
 * `ydan admin create`: prints the one-time link for the first administrator. Exit code 0 done, 1
 * refused (there is one already: the shell makes no second) or failed, 2 wrong usage.
 */
export async function adminCommand(
  argv: readonly string[],
  out: Print,
  err: Print,
  openOwner: OpenOwner,
  consoleUrl: string,
): Promise<number> {
  const asked = parse(argv)
  if (asked !== 'create') {
    ;(asked === 'help' ? out : err)(both(words.adminUsage))
    return asked === 'help' ? 0 : 2
  }
  try {
    const owner = await openOwner()
    const link = await firstAdministratorLink(owner.db, consoleUrl).finally(owner.close)
    if (link === null) {
      err(both(words.administratorExists))
      return 1
    }
    out(both(words.firstLink))
    out(link)
    return 0
  } catch (thrown) {
    err(both(problemOf(thrown).sentence))
    return 1
  }
}

function parse(argv: readonly string[]): 'create' | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    return positionals.length === 1 && positionals[0] === 'create' ? 'create' : 'wrong'
  } catch {
    return 'wrong'
  }
}
