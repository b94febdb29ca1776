import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { PhasesPage } from '../../views/review/phases.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { phaseProblems as problems } from '../../views/words/phases.ts'
import { type FieldError, Problem } from '../problem.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { cycleById } from './cycles.ts'
import { day } from './fields.ts'
import { phaseDays } from './phase-days.ts'
import { newPlan, type Phase, phaseNames, planOf, planPhases } from './phases.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/ky/:id/lich`: the plan of a cycle, entered by the secretary here or above. */
export function phasePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ky/:id/lich', (c) => shown(c, staff, untouched, 200))
  app.post('/ky/:id/lich', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      const given = planIn(typed)
      await asActor(staff.db, staff.door, actor, (tx) => planPhases(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at(`/ky/${id}/lich`, lang), 303)
  })
  return app
}

// Two fields a phase, both or none.
function planIn(typed: Record<string, string>) {
  const errors: FieldError[] = []
  const planned = phaseNames.flatMap((phase): Phase[] => {
    const [startsOn, endsOn] = [typed[`startsOn-${phase}`], typed[`endsOn-${phase}`]]
    if (startsOn === undefined && endsOn === undefined) return []
    for (const [field, given] of Object.entries({ startsOn, endsOn })) {
      if (day.safeParse(given).success) continue
      errors.push({ path: `${field}-${phase}`, message: problems.half })
    }
    return [{ phase, startsOn: startsOn ?? '', endsOn: endsOn ?? '' }]
  })
  const first = `startsOn-${phaseNames[0]}`
  if (planned.length === 0) errors.push({ path: first, message: problems.none })
  const parsed = newPlan.safeParse({ source: typed.source ?? '', phases: planned })
  const isUnsourced = parsed.error?.issues.some(({ path }) => path[0] === 'source')
  if (isUnsourced) errors.unshift({ path: 'source', message: problems.source })
  if (errors.length > 0 || !parsed.success) throw new Problem('invalid', problems.notTheirs, errors)
  return parsed.data
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
    const plan = await planOf(tx, cycle)
    return { cycle, plan, days: plan && (await phaseDays(tx, cycle, plan)) }
  })
  const more = { changes: actor.roles.includes('secretary'), today: dayInVietNam(), returned }
  return c.html(<PhasesPage {...shell} {...page} {...more} />, status)
}
