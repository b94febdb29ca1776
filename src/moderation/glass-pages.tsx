import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { BehindGlassPage, GlassPage, type GlassPageProps } from '../../views/moderation/glass.tsx'
import { problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { parsedForm, type TypedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { behindGlass, breakGlass, breaksOf, newBreak } from './glass.ts'
import type { Vault } from './vault.ts'

/** `/khan-cap`: opening one letter in an emergency, at the console. */
export function glassPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/khan-cap/*', staffGuard(staff), bodyLimit({ maxSize: 64 * 1024 }))
  app.get('/khan-cap', (c) => shown(staff, c, {}, {}))
  app.post('/khan-cap', async (c) => {
    const actor = actorOf(c)
    const typed = await typedForm(c)
    try {
      const given = parsedForm(newBreak, withoutLines(typed))
      const id = await asActor(staff.db, staff.door, actor, (tx) => breakGlass(tx, actor, given))
      return c.redirect(at(`/khan-cap/${id}`, langOf(c.req.query('lang'))), 303)
    } catch (thrown) {
      const { code, sentence, errors } = problemOf(thrown)
      if (code !== 'invalid' && code !== 'conflict' && code !== 'not_found') throw thrown
      return shown(staff, c, typed, { trouble: sentence, errors }, statusOf[code])
    }
  })
  app.get('/khan-cap/:id', async (c) => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    const page = await asActor(staff.db, staff.door, actor, (tx) =>
      behindGlass(tx, vault, actor, id),
    )
    return c.html(
      <BehindGlassPage {...page} {...{ id, actor }} lang={langOf(c.req.query('lang'))} />,
    )
  })
  return app
}

async function shown(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  typed: TypedForm,
  trouble: Pick<GlassPageProps, 'trouble' | 'errors'>,
  status: 200 | 400 | 404 | 409 = 200,
): Promise<Response> {
  const actor = actorOf(c)
  const breaks = await asActor(staff.db, staff.door, actor, breaksOf)
  const text = (name: string) => [typed[name] ?? ''].flat()[0] ?? ''
  return c.html(
    <GlassPage
      {...trouble}
      {...{ actor, breaks }}
      lang={langOf(c.req.query('lang'))}
      typed={{ number: text('number'), reason: text('reason') }}
    />,
    status,
  )
}

// The common check takes line breaks for characters that cannot be seen.
function withoutLines(typed: TypedForm): TypedForm {
  const { reason = '' } = typed
  return { ...typed, reason: [reason].flat().join(' ').replaceAll(/\s+/g, ' ') }
}
