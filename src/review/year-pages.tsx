import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { SelfReviewPage } from '../../views/review/self-review.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { YearsPage } from '../../views/review/years.tsx'
import { frameProblems } from '../../views/words/frame.ts'
import { Problem, problemOf } from '../problem.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { parse } from './fields.ts'
import { markRaisedAgain, newMark } from './raised-again.ts'
import { comparedSelfReviews, enterSelfReview, newSelfReview } from './self-reviews.ts'
import { filled, refused, shellOf } from './typed.ts'
import { yearsOf } from './years.ts'

type Status = 200 | 400 | 409

/** A record beside those of earlier cycles: what was raised again, and self-reviews compared. */
export function yearPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ho-so/:id/cac-nam', (c) => shownYears(c, staff, untouched, 200))
  app.post('/ho-so/:id/neu-lai', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newMark, { earlier: typed.earlier, same: typed.same !== 'no' })
      await asActor(staff.db, staff.door, actor, (tx) =>
        markRaisedAgain(tx, actor, typed.evidence ?? '', given),
      )
    } catch (thrown) {
      const { returned, status } = refused(shownBeside(thrown, 'earlier'), typed)
      return shownYears(c, staff, returned, status)
    }
    return c.redirect(at(`/ho-so/${c.req.param('id')}/cac-nam`, lang), 303)
  })
  app.get('/ho-so/:id/tu-kiem-diem', (c) => shownSelfReview(c, staff, untouched, 200))
  app.post('/ho-so/:id/tu-kiem-diem', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      const given = parse(newSelfReview, typed)
      await asActor(staff.db, staff.door, actor, (tx) => enterSelfReview(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(shownBeside(thrown, 'text'), typed)
      return shownSelfReview(c, staff, returned, status)
    }
    return c.redirect(at(`/ho-so/${id}/tu-kiem-diem`, lang), 303)
  })
  return app
}

// The chapter's sentence for a field of this name speaks of something else.
function shownBeside(thrown: unknown, path: 'earlier' | 'text'): unknown {
  const { code } = problemOf(thrown)
  if (code !== 'invalid') return thrown
  const message = path === 'text' ? frameProblems.selfReview : frameProblems.notEarlier
  return new Problem('invalid', message, [{ path, message }])
}

async function shownYears(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const { cover, ...page } = await asActor(staff.db, staff.door, actor, (tx) =>
    yearsOf(tx, actor, id),
  )
  const changes = actor.roles.includes('secretary') && !cover.cycle.closed
  const more = { record: id, subject: cover.subject, changes, returned }
  return c.html(<YearsPage {...shell} {...page} {...more} />, status)
}

async function shownSelfReview(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const { cover, ...page } = await asActor(staff.db, staff.door, actor, (tx) =>
    comparedSelfReviews(tx, actor, id),
  )
  const changes = actor.roles.includes('secretary') && !cover.cycle.closed
  const more = { record: id, subject: cover.subject, changes, returned }
  return c.html(<SelfReviewPage {...shell} {...page} {...more} />, status)
}
