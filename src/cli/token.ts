import { parseArgs } from 'node:util'
import { z } from 'zod'
import { transaction } from '../../db/connection.ts'
import { both } from '../../views/lang.ts'
import { staffCliWords as words } from '../../views/words/staff.ts'
import { problemOf } from '../problem.ts'
import { createToken, organisationFor } from '../staff/tokens.ts'
import type { OpenOwner } from './admin.ts'

type Print = (line: string) => void

const asked = z.object({
  person: z.uuid(),
  organisation: z.string().max(40).optional(),
  name: z.string().trim().min(1).max(100).default('ydan token create'),
})

/**
 * `ydan token create --person ID [--organisation CODE] [--name NAME]`: prints a bearer token once,
 * alone on its line, and tells all administrators. Exit code 0 done, 1 refused or failed, 2 wrong
 * usage.
 */
export async function tokenCommand(
  argv: readonly string[],
  out: Print,
  err: Print,
  openOwner: OpenOwner,
): Promise<number> {
  const wish = parse(argv)
  if (wish === 'help' || wish === 'wrong') {
    ;(wish === 'help' ? out : err)(both(words.tokenUsage))
    return wish === 'help' ? 0 : 2
  }
  try {
    const owner = await openOwner()
    const secret = await transaction(owner.db, async (tx) => {
      const organisation = await organisationFor(tx, wish.person, wish.organisation)
      return createToken(tx, { ...wish, organisation, createdBy: null })
    }).finally(owner.close)
    err(both(words.tokenMade))
    out(secret)
    return 0
  } catch (thrown) {
    err(both(problemOf(thrown).sentence))
    return 1
  }
}

function parse(argv: readonly string[]): z.infer<typeof asked> | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        person: { type: 'string' },
        organisation: { type: 'string' },
        name: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    if (positionals.length !== 1 || positionals[0] !== 'create') return 'wrong'
    return asked.safeParse(values).data ?? 'wrong'
  } catch {
    return 'wrong'
  }
}
