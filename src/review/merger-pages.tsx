import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { MergerPage } from '../../views/review/merger.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { mergerProblems as problems } from '../../views/words/mergers.ts'
import { Problem } from '../problem.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { askMerger, countsOf, mergeableAreas, mergersOf, newMerger } from './mergers.ts'
import { filled, refused, shellOf } from './typed.ts'

const path = '/khu-vuc/sap-nhap'

/** `/khu-vuc/sap-nhap`: one area becomes part of another; asked here, agreed at `/dong-y`. */
export function mergerPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get(path, (c) => shown(c, staff, c.req.query('area'), untouched, 200))
  app.post(path, async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parsed(typed)
      await asActor(staff.db, staff.door, actor, (tx) => askMerger(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, typed.area, returned, status)
    }
    return c.redirect(at(`${path}?asked=1`, lang), 303)
  })
  return app
}

// Where the Front stays the same nobody is asked who finishes its letters.
function parsed(typed: Record<string, string>) {
  const read = newMerger.safeParse({ letters: 'stay', ...typed })
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path: [name] }) => {
    const field = String(name)
    return { path: field, message: sentences[field] ?? problems.choice }
  })
  throw new Problem('invalid', problems.choice, errors)
}

const sentences: Readonly<Record<string, (typeof problems)['choice']>> = {
  area: problems.notHere,
  into: problems.into,
  firstDay: problems.firstDay,
  document: problems.document,
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  wanted: string | undefined,
  returned: Returned,
  status: 200 | 400 | 409,
) {
  const { actor, ...shell } = shellOf(c, staff)
  needRole(actor, 'secretary', 'lead', 'admin')
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const areas = await mergeableAreas(tx)
    const area = areas.find(({ code }) => code === wanted)
    const asks = actor.roles.includes('secretary')
    const from = area && asks ? { area, holds: await countsOf(tx, actor, area.code) } : null
    return { areas, from, asks, done: await mergersOf(tx) }
  })
  const asked = c.req.query('asked') === '1'
  return c.html(<MergerPage {...shell} {...page} asked={asked} returned={returned} />, status)
}
