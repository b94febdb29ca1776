import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { RulesPage } from '../../views/review/rules.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { ruleFields } from '../../views/words/rules.ts'
import { Problem, problemOf } from '../problem.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { cycleById, newFramework, setFramework } from './cycles.ts'
import { line, parse } from './fields.ts'
import {
  editionsOf,
  enterRules,
  type NewEdition,
  newCriterion,
  newProvision,
  newRule,
} from './rule-editions.ts'
import { criteriaOf, frameworks, provisionsOf, replacementOf, rulesOf } from './rules.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/ky/:id/quy-dinh`: what applies to a cycle; rules are added and the framework is changed here. */
export function rulePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ky/:id/quy-dinh', (c) => shown(c, staff, untouched, 200))
  app.post('/ky/:id/quy-dinh', (c) =>
    acted(c, staff, async (typed) => {
      const { actor } = shellOf(c, staff)
      const given = editionIn(typed)
      await asActor(staff.db, staff.door, actor, (tx) => enterRules(tx, actor, given))
    }),
  )
  app.post('/ky/:id/khung', (c) =>
    acted(c, staff, async (typed) => {
      const { actor } = shellOf(c, staff)
      const given = parse(newFramework, typed)
      const id = c.req.param('id') ?? ''
      await asActor(staff.db, staff.door, actor, (tx) => setFramework(tx, actor, id, given))
    }),
  )
  return app
}

async function acted(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  act: (typed: Record<string, string>) => Promise<void>,
) {
  const typed = filled(await typedForm(c))
  try {
    await act(typed)
  } catch (thrown) {
    const { returned, status } = refused(named(thrown), typed)
    return shown(c, staff, returned, status)
  }
  const { lang } = shellOf(c, staff)
  return c.redirect(at(`/ky/${c.req.param('id')}/quy-dinh?done=1`, lang), 303)
}

/** The one row a form holds. Raises Problem('invalid') with a sentence for each wrong field. */
function editionIn(typed: Record<string, string>): NewEdition {
  const { row, ofFramework: framework, edition, ...rest } = typed
  const source = parse(line(300), edition ?? '')
  const given = { ...rest, ...(framework !== undefined && { framework }) }
  if (row === 'rule') {
    const printed = typed.printed === 'yes'
    return {
      source,
      rules: [parse(newRule, { ...given, title: typed.name, note: typed.detail, printed })],
    }
  }
  if (row === 'criterion') {
    return { source, criteria: [parse(newCriterion, { ...given, ethics: typed.ethics === 'yes' })] }
  }
  return { source, provisions: [parse(newProvision, { ...given, kind: row })] }
}

// The chapter's sentences know officials and cycles; these fields are the rules' own.
function named(thrown: unknown): unknown {
  const { code, sentence, errors } = problemOf(thrown)
  if (code !== 'invalid') return thrown
  const told = errors.map((one) => {
    const path = one.path === '' ? 'edition' : one.path === 'title' ? 'name' : one.path
    return { path, message: ruleFields[path] ?? one.message }
  })
  return new Problem('invalid', sentence, told)
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const cycle = await cycleById(tx, c.req.param('id') ?? '')
    return {
      cycle,
      rules: await rulesOf(tx, cycle),
      criteria: await criteriaOf(tx, cycle),
      provisions: await provisionsOf(tx, cycle),
      replacement: await replacementOf(tx, cycle),
      editions: await editionsOf(tx),
      frameworks: (await frameworks(tx)).map(({ code, name }) => ({ value: code, text: name })),
    }
  })
  const changes = actor.roles.some((role) => role === 'secretary' || role === 'admin')
  const more = { changes, saved: c.req.query('done') !== undefined, returned }
  return c.html(<RulesPage {...shell} {...page} {...more} />, status)
}
