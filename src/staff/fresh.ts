import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { sessions } from '../../db/schema/staff.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { hashOf } from './secret.ts'

/**
 * Lets change how one signs in only right after signing in, and by no short session: whoever finds
 * an open screen must not make a way in of their own. Raises Problem('forbidden').
 */
export async function mustBeFresh(tx: Tx, secret: string | undefined): Promise<void> {
  const [session] = await tx
    .select({
      fresh: sql<boolean>`${sessions.startedAt} > now() - interval '10 minutes'`,
      only: sessions.onlyRole,
    })
    .from(sessions)
    .where(eq(sessions.tokenHash, hashOf(secret ?? '')))
  if (session?.only) throw new Problem('forbidden', staffProblems.shortSession)
  if (!session?.fresh) throw new Problem('forbidden', staffProblems.signInAgain)
}
