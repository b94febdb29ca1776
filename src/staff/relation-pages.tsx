import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { RelationsPage, type RelationsPageProps } from '../../views/staff/relations.tsx'
import { problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from './actor.ts'
import { parsedForm, type TypedForm, typedForm } from './form.ts'
import { ownPath, type StaffDoor, staffGuard } from './guard.ts'
import { heldMemberships } from './memberships.ts'
import {
  confirmRelations,
  declareRelation,
  endRelation,
  mustDeclare,
  newRelation,
  relatable,
  relationsOf,
} from './relations.ts'

const endForm = z.object({ relation: z.uuid() })

/** `/quan-he`: what one is related to; at the console, for everybody who works there. */
export function relationPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const run = <T,>(c: Context<StaffEnv>, work: (tx: Tx, actor: Actor) => Promise<T>) => {
    const actor = actorOf(c)
    return asActor(staff.db, staff.door, actor, (tx) => work(tx, actor))
  }
  app.use('/quan-he/*', staffGuard(staff))
  app.get('/quan-he', (c) => shown(staff, c, {}))
  app.post('/quan-he', async (c) => {
    const typed = await typedForm(c)
    try {
      const given = parsedForm(newRelation, filled(typed))
      await run(c, (tx, actor) => declareRelation(tx, actor, given))
    } catch (thrown) {
      const { code, sentence, errors } = problemOf(thrown)
      if (code !== 'invalid' && code !== 'conflict') throw thrown
      return shown(staff, c, { trouble: sentence, errors }, statusOf[code])
    }
    return c.redirect(here(c, nextOf(typed)), 303)
  })
  app.post('/quan-he/xac-nhan', async (c) => {
    const next = nextOf(await typedForm(c))
    await run(c, confirmRelations)
    const lang = langOf(c.req.query('lang'))
    return c.redirect(at(next === '/' ? '/quan-he?done=1' : next, lang), 303)
  })
  app.post('/quan-he/thoi', async (c) => {
    const { relation } = parsedForm(endForm, await typedForm(c))
    await run(c, (tx, actor) => endRelation(tx, actor, relation))
    return c.redirect(here(c, '/'), 303)
  })
  return app
}

async function shown(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  trouble: Pick<RelationsPageProps, 'trouble' | 'errors'>,
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const actor = actorOf(c)
  const page = await asActor(staff.db, staff.door, actor, (tx) => pageOf(tx, actor))
  return c.html(
    <RelationsPage
      {...page}
      {...trouble}
      lang={langOf(c.req.query('lang'))}
      actor={actor}
      next={ownPath(c.req.query('next'))}
      done={c.req.query('done') !== undefined}
    />,
    status,
  )
}

async function pageOf(tx: Tx, actor: Actor) {
  const { officials, units } = await relatable(tx, actor)
  const isLead = actor.roles.includes('lead')
  const held = isLead ? await heldMemberships(tx, actor.organisation) : []
  const colleagues = new Map(held.map(({ person, name }) => [person, name]))
  colleagues.delete(actor.person)
  return {
    declared: await relationsOf(tx),
    asked: await mustDeclare(tx, actor),
    officials: officials.map(({ id, name, post }) => ({
      value: id,
      text: post ? `${name} – ${post}` : name,
    })),
    units: units.map(({ id, name }) => ({ value: id, text: name })),
    colleagues: [...colleagues].map(([value, text]) => ({ value, text })),
  }
}

// A choice left open is a field not given.
function filled(typed: TypedForm): TypedForm {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
}

function nextOf(typed: TypedForm): string {
  return ownPath(typeof typed.next === 'string' ? typed.next : undefined)
}

function here(c: Context<StaffEnv>, next: string): string {
  const path = next === '/' ? '/quan-he' : `/quan-he?next=${encodeURIComponent(next)}`
  return at(path, langOf(c.req.query('lang')))
}
