import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { RulesPage } from '../../views/moderation/suggestions.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { type TypedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import {
  addRule,
  dropRule,
  keyOf,
  newRule,
  reuseList,
  ruleLists,
  type Suggestion,
  suggest,
} from './suggestions.ts'

const chosenVersion = z.coerce.number().int().min(0).catch(-1)

/** `/goi-y`: the rules by which a letter is only suggested to be something else. */
export function suggestionPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const path of ['/goi-y', '/goi-y/*']) app.use(path, staffGuard(staff), limit)
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/goi-y', (c) => shown(c, {}))
  app.post('/goi-y', (c) =>
    changed(c, (tx, actor, typed) => {
      const given = newRule.safeParse(typed)
      return addRule(tx, actor, given.data ?? { words: '', kind: '', why: '' })
    }),
  )
  app.post('/goi-y/bo', (c) =>
    changed(c, (tx, actor, typed) => dropRule(tx, actor, one(typed.key))),
  )
  app.post('/goi-y/dung-lai', (c) =>
    changed(c, (tx, actor, typed) => reuseList(tx, actor, chosenVersion.parse(one(typed.version)))),
  )
  app.post('/goi-y/thu', async (c) => {
    const text = one((await typedForm(c)).text).slice(0, 10_000)
    return shown(c, { text })
  })
  return app

  async function changed(
    c: Context<StaffEnv>,
    act: (tx: Tx, actor: Actor, typed: TypedForm) => Promise<void>,
  ): Promise<Response> {
    const typed = await typedForm(c)
    try {
      await within(actorOf(c), (tx) => act(tx, actorOf(c), typed))
    } catch (thrown) {
      const { code, sentence, errors } = problemOf(thrown)
      if (code !== 'invalid' && code !== 'conflict') throw thrown
      const named = errors.map(({ path, message }) => [path, message] as const)
      const words = Object.entries(typed).map(([name, text]) => [name, one(text)] as const)
      const returned: Returned = {
        ...{ trouble: sentence, errors: Object.fromEntries(named) },
        typed: Object.fromEntries(words),
      }
      return shown(c, { returned }, statusOf[code])
    }
    return c.redirect(at('/goi-y?saved=1', langOf(c.req.query('lang'))), 303)
  }

  async function shown(
    c: Context<StaffEnv>,
    given: { text?: string; returned?: Returned },
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> {
    const actor = actorOf(c)
    const lists = await within(actor, (tx) => ruleLists(tx, actor))
    const { text, returned = untouched } = given
    const hints: Suggestion[] = text === undefined ? [] : suggest(text, lists[0]?.rules ?? [])
    return c.html(
      <RulesPage
        lang={langOf(c.req.query('lang'))}
        door={staff.door}
        actorName={actor.name}
        roles={actor.roles}
        lists={lists}
        keyOf={keyOf}
        writes={actor.roles.some((role) => role === 'moderator' || role === 'lead')}
        tried={text === undefined ? null : { text, hints }}
        saved={c.req.query('saved') === '1'}
        returned={returned}
      />,
      status,
    )
  }
}

function one(typed: string | string[] | undefined): string {
  return [typed ?? ''].flat()[0] ?? ''
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
