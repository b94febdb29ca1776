import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { RecoveryPage } from '../../views/staff/ways-in.tsx'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf, problemResponse } from '../problem.ts'
import { actorOf, type StaffEnv } from './actor.ts'
import { firstTo } from './first-to.ts'
import { giveSession, ownPath, type StaffDoor, sessionSecret, staffGuard } from './guard.ts'
import {
  addPasskey,
  assertion,
  passkeyWish,
  registration,
  removePasskey,
  signInByPasskey,
  signInWish,
} from './passkeys.ts'
import { newRecoveryCodes } from './recovery.ts'

const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u)
const added = z.object({ name: passkeyName, response: registration })
const signed = z.object({ next: z.string().max(2000).optional(), response: assertion })

/** Passkeys (spoken to by views/browser/passkey.js) and recovery codes, at both doors. */
export function waysInPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const secretOf = (c: Context) => sessionSecret(staff, c)
  app.post('/dang-nhap/khoa-may/hoi', (c) => told(c, () => signInWish(staff)))
  app.post('/dang-nhap/khoa-may', (c) =>
    told(c, async () => {
      const { next, response } = await bodyOf(c, signed)
      const address = staff.addressOf(c)
      const secret = await signInByPasskey(staff, response, address, secretOf(c))
      giveSession(staff, c, secret)
      return { to: await firstTo(staff, secret, ownPath(next)) }
    }),
  )
  app.use('/tai-khoan/*', staffGuard(staff))
  app.post('/tai-khoan/khoa-may/hoi', (c) =>
    told(c, () => passkeyWish(staff, actorOf(c), secretOf(c))),
  )
  app.post('/tai-khoan/khoa-may', (c) =>
    told(c, async () => {
      await addPasskey(staff, actorOf(c), secretOf(c), await bodyOf(c, added))
      return {}
    }),
  )
  app.post('/tai-khoan/khoa-may/:id/bo', async (c) => {
    const id = z.uuid().safeParse(c.req.param('id')).data
    if (!id) throw new Problem('not_found', staffProblems.noSuchPasskey)
    await removePasskey(staff, actorOf(c), secretOf(c), id)
    return c.redirect(at('/tai-khoan', langOf(c.req.query('lang'))), 303)
  })
  app.post('/tai-khoan/ma-du-phong', async (c) => {
    const actor = actorOf(c)
    const codes = await newRecoveryCodes(staff, actor, secretOf(c))
    const lang = langOf(c.req.query('lang'))
    return c.html(<RecoveryPage {...{ lang, actor, codes }} door={staff.door} />)
  })
  return app
}

// Its caller is a script of ours: refusals come as problems, not as pages.
async function told(c: Context, work: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await work(), 200)
  } catch (thrown) {
    const problem = problemOf(thrown)
    if (problem.code === 'internal') throw thrown
    return problemResponse(problem)
  }
}

async function bodyOf<S extends z.ZodType>(c: Context, shape: S): Promise<z.output<S>> {
  const parsed = shape.safeParse(await c.req.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new Problem('invalid', staffProblems.fields)
}
