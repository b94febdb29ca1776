import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { ReferencesPage } from '../../views/review/references.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { parse } from './fields.ts'
import { readableRecord } from './records.ts'
import { enterReference, newReference, referencesOf } from './references.ts'
import { filled, refused, shellOf } from './typed.ts'

/** `/ho-so/:id/nguon-khac`: what other bodies have on paper about whom the record is about. */
export function referencePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ho-so/:id/nguon-khac', (c) => shownReferences(c, staff, untouched, 200))
  app.post('/ho-so/:id/nguon-khac', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      const given = parse(newReference, { ...typed, ...countsTyped(typed) })
      await asActor(staff.db, staff.door, actor, (tx) => enterReference(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownReferences(c, staff, returned, status)
    }
    return c.redirect(at(`/ho-so/${id}/nguon-khac`, lang), 303)
  })
  return app
}

// Figures as people type them; anything else stays text, which is refused.
function countsTyped(typed: Record<string, string>) {
  const numbers = ['received', 'settled', 'overdue'].flatMap((name) => {
    const figures = typed[name]?.trim() ?? ''
    return /^\d{1,9}$/.test(figures) ? [[name, Number(figures)] as const] : []
  })
  return Object.fromEntries(numbers)
}

async function shownReferences(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const { cover, references } = await asActor(staff.db, staff.door, actor, async (tx) => {
    needRole(actor, 'secretary', 'lead', 'moderator')
    const cover = await readableRecord(tx, actor, id)
    return { cover, references: await referencesOf(tx, cover.id) }
  })
  const more = {
    ...{ record: id, subject: cover.subject, references, returned },
    enters: actor.roles.includes('secretary') && !cover.cycle.closed,
    closed: cover.cycle.closed,
  }
  return c.html(<ReferencesPage {...shell} {...more} />, status)
}
