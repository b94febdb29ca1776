import { sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { UnlockPage } from '../../views/staff/unlock.tsx'
import { unlockWords as words } from '../../views/words/unlock.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import type { Vault } from './vault.ts'

/** Opens the deployment's keys with a passphrase. Raises Problem('invalid') for a wrong one. */
export type Unlock = (passphrase: string) => Promise<void>

/** For a console whose keys need no passphrase. */
export const keysOpen: Unlock = async () => {}

const form = z.object({ passphrase: z.string().min(1).max(1000) })
/** Wrong passphrases before everybody waits, and for how long (ms). Guessing costs a second each. */
const most = 5
const pause = 15 * 60_000

/**
 * `/mo-khoa`: a console that was started without a passphrase is unlocked by typing it; until then the
 * letterbox takes letters and nobody reads them. Nothing of the passphrase is kept or logged.
 */
export function unlockPages(staff: StaffDoor, vault: Vault, unlock: Unlock): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  let failures: number[] = []
  let busy = false
  app.use('/mo-khoa', staffGuard(staff))
  app.get('/mo-khoa', (c) => shown(c, vault))
  app.post('/mo-khoa', async (c) => {
    const actor = actorOf(c)
    needRole(actor, ...mayUnlock)
    try {
      const typed = form.safeParse(await typedForm(c)).data
      if (!typed) throw new Problem('invalid', words.empty)
      failures = failures.filter((at) => staff.now() - at < pause)
      if (failures.length >= most) throw new Problem('too_many', words.wait, [], pause / 1000)
      if (busy) throw new Problem('too_many', words.busy, [], 5)
      busy = true
      await unlock(typed.passphrase).finally(() => {
        busy = false
      })
      await asActor(staff.db, staff.door, actor, (tx) =>
        tx.execute(
          sql`select custody_append(${actor.organisation}::uuid, 'keys.unlocked', ${actor.person}::uuid)`,
        ),
      )
      return c.redirect(at('/mo-khoa', langOf(c.req.query('lang'))), 303)
    } catch (thrown) {
      const { code, sentence, retryAfter } = problemOf(thrown)
      if (code === 'invalid') failures.push(staff.now())
      if (code !== 'invalid' && code !== 'too_many') throw thrown
      if (retryAfter) c.header('Retry-After', String(retryAfter))
      // The file's path is for who keeps the server, not for a page.
      const trouble = code === 'invalid' && sentence !== words.empty ? words.wrong : sentence
      return shown(c, vault, trouble, statusOf[code])
    }
  })
  return app
}

const mayUnlock = ['admin', 'lead', 'moderator'] as const

function shown(
  c: Context<StaffEnv>,
  { locked }: Vault,
  trouble?: Sentence,
  status: 200 | 400 | 429 = 200,
) {
  const { name: actorName, roles, ...actor } = actorOf(c)
  needRole({ ...actor, name: actorName, roles }, ...mayUnlock)
  const lang = langOf(c.req.query('lang'))
  return c.html(<UnlockPage {...{ lang, actorName, roles, locked, trouble }} />, status)
}
