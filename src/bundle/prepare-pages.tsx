import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { IndexPage } from '../../views/bundle/batch.tsx'
import { MarkPage, PreparePage } from '../../views/bundle/prepare.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { reviewProblems } from '../../views/words/review.ts'
import { Problem } from '../problem.ts'
import { isId } from '../review/fields.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { askBatch, newBatch } from './batch.ts'
import { latestBatch } from './batch-progress.ts'
import { parsed } from './current.ts'
import { markSlots, newMark, preparationOf } from './prepare.ts'
import { indexOf, printSet } from './print-set.ts'

/** `/ky/:id/chuan-bi`: one grid for a whole cycle, its days, and its batch of freezes. */
export function preparePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ky/:id/chuan-bi', (c) => shown(c, staff, untouched, 200))
  app.post('/ky/:id/chuan-bi/chot', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = cycleIdOf(c)
    const typed = filled(await typedForm(c))
    try {
      const given = parsed(newBatch, typed)
      await asActor(staff.db, staff.door, actor, (tx) => askBatch(tx, actor, id, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, staff, returned, status)
    }
    return c.redirect(at(`/ky/${id}/chuan-bi`, lang), 303)
  })
  addMarking(app, staff)
  addPrinting(app, staff)
  return app
}

function addMarking(app: Hono<StaffEnv>, staff: StaffDoor): void {
  const path = '/ky/:id/chuan-bi/ho-so/:record'
  app.get(path, (c) => shownMarks(c, staff, untouched, 200))
  app.post(path, async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const marks = parsed(z.array(newMark), marksIn(typed))
      const record = c.req.param('record')
      await asActor(staff.db, staff.door, actor, (tx) => markSlots(tx, actor, record, marks))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownMarks(c, staff, returned, status)
    }
    return c.redirect(at(`/ky/${cycleIdOf(c)}/chuan-bi`, lang), 303)
  })
}

function addPrinting(app: Hono<StaffEnv>, staff: StaffDoor): void {
  app.get('/ky/:id/chuan-bi/bang-ke', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const id = cycleIdOf(c)
    const index = await asActor(staff.db, staff.door, actor, (tx) => indexOf(tx, actor, id))
    return c.html(<IndexPage {...shell} index={index} />)
  })
  app.get('/ky/:id/chuan-bi/bo-in.zip', async (c) => {
    const { actor } = shellOf(c, staff)
    needRole(actor, 'secretary', 'lead')
    const stream = await printSet(staff, actor, cycleIdOf(c))
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="ydan-bo-in.zip"',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const id = cycleIdOf(c)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
    ...(await preparationOf(tx, actor, id)),
    batch: await latestBatch(tx, id),
  }))
  const today = dayInVietNam()
  const changes = actor.roles.includes('secretary')
  return c.html(<PreparePage {...shell} {...page} {...{ today, changes, returned }} />, status)
}

async function shownMarks(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const id = cycleIdOf(c)
  const { cycle, records } = await asActor(staff.db, staff.door, actor, (tx) =>
    preparationOf(tx, actor, id),
  )
  const record = records.find((one) => one.id === c.req.param('record'))
  if (!record) throw new Problem('not_found', reviewProblems.noRecord)
  return c.html(<MarkPage {...shell} {...{ cycle, record, returned }} />, status)
}

// `state-3` and `reference-3` of the form are the mark in slot 3; a slot left alone has none.
function marksIn(typed: Record<string, string>) {
  return Object.entries(typed).flatMap(([name, state]) => {
    const slot = /^state-([1-9])$/.exec(name)?.[1]
    return slot ? [{ slot, state, reference: typed[`reference-${slot}`] }] : []
  })
}

function cycleIdOf(c: Context): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw new Problem('not_found', reviewProblems.noCycle)
  return id
}
