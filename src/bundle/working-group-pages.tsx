import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { WorkingGroupsPage } from '../../views/bundle/working-groups.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { workingGroupFields } from '../../views/words/working-groups.ts'
import { Problem } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import type { MadeLink } from './readers.ts'
import { upTo } from './shell.ts'
import { endGroup, groupsOf, nameGroup, newGroup } from './working-groups.ts'

/** `/ky/:id/to-cong-tac`: working groups named, listed, ended. */
export function workingGroupPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  for (const path of ['/ky/:id/to-cong-tac', '/ky/:id/to-cong-tac/*']) {
    app.use(path, staffGuard(staff), upTo(64 * 1024))
  }
  app.get('/ky/:id/to-cong-tac', (c) => shown(c, staff, untouched, [], 200))
  app.post('/ky/:id/to-cong-tac', async (c) => {
    const { actor } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const members = (typed.members ?? '').split('\n').filter((name) => name.trim() !== '')
      const given = parsedGroup({ ...typed, members })
      const { made } = await asActor(staff.db, staff.door, actor, (tx) =>
        nameGroup(tx, actor, c.req.param('id'), given),
      )
      return shown(c, staff, untouched, made, 200)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, [], status)
    }
  })
  app.post('/ky/:id/to-cong-tac/:group/thu-hoi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const { id, group } = c.req.param()
    try {
      await asActor(staff.db, staff.door, actor, (tx) => endGroup(tx, actor, id, group))
    } catch (thrown) {
      const { returned, status } = refused(thrown, {})
      return shown(c, staff, returned, [], status)
    }
    return c.redirect(at(`/ky/${id}/to-cong-tac`, lang), 303)
  })
  return app
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  made: readonly MadeLink[],
  status: 200 | 400 | 409,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
    groups: await groupsOf(tx, actor, id),
    cycle: await cycleById(tx, id),
  }))
  const urls = made.map(({ name, secret }) => ({ name, url: `${staff.urls.desk}/hop/${secret}` }))
  const changes = actor.roles.includes('secretary')
  const props = { ...shell, ...page, made: urls, changes, returned }
  return c.html(<WorkingGroupsPage {...props} />, status)
}

function parsedGroup(given: unknown): z.output<typeof newGroup> {
  const read = newGroup.safeParse(given)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path }) => {
    const name = String(path[0] ?? '')
    return { path: name, message: workingGroupFields[name] ?? problemWords.invalid }
  })
  throw new Problem('invalid', errors[0]?.message ?? problemWords.invalid, errors)
}
