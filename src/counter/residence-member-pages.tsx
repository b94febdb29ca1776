import { type Context, Hono } from 'hono'
import { at } from '../../views/links.ts'
import { ResidenceMemberPage } from '../../views/review/residence-member.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { residenceProblems as problems } from '../../views/words/residence.ts'
import { mostWithout, readForm } from '../intake/body.ts'
import { Problem } from '../problem.ts'
import {
  mostPaperBytes,
  newPortalSheet,
  newReplacement,
  portalPaper,
  replaceComment,
  takePortalSheet,
} from '../review/residence-comments.ts'
import { itemsOn, memberOf } from '../review/residence-members.ts'
import { roundById } from '../review/residence-rounds.ts'
import { sheetsOf } from '../review/residence-sheets.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { pdfAnswer } from './press.ts'
import { parsed } from './residence-form.ts'
import { sheetsPdf, toPrint } from './residence-papers.ts'

type Typed = Record<string, string>
const member = '/nhan-xet/:id/:official'

/** `/nhan-xet/:id/:official`: one member's sheets, their replacement, a sheet from the portal. */
export function residenceMemberPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get(member, (c) => shownMember(c, staff, untouched, 200))
  app.post(`${member}/thay-the`, async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const { id, official } = c.req.param()
    const typed = filled(await typedForm(c))
    try {
      await asActor(staff.db, staff.door, actor, async (tx) => {
        const round = await roundById(tx, actor, id)
        const given = parsed(newReplacement, { ...typed, ...answered(typed), official })
        await replaceComment(tx, actor, round, given)
      })
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownMember(c, staff, returned, status, 'thay-the')
    }
    return c.redirect(at(`/nhan-xet/${id}/${official}`, lang), 303)
  })
  app.post(`${member}/cong-quoc-gia`, async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const { id, official } = c.req.param()
    await asActor(staff.db, staff.door, actor, (tx) => roundById(tx, actor, id))
    const form = await readForm(c.req.raw, mostPaperBytes + mostWithout)
    const typed = filled(
      Object.fromEntries(
        [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
    )
    try {
      const paper = await fileIn(form)
      await asActor(staff.db, staff.door, actor, async (tx) => {
        const round = await roundById(tx, actor, id)
        const given = parsed(newPortalSheet, { ...typed, ...answered(typed), official, paper })
        await takePortalSheet(tx, actor, round, given)
      })
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownMember(c, staff, returned, status, 'cong-quoc-gia')
    }
    return c.redirect(at(`/nhan-xet/${id}/${official}`, lang), 303)
  })
  addPapers(app, staff)
  return app
}

function addPapers(app: Hono<StaffEnv>, staff: StaffDoor): void {
  app.get(`${member}/phieu.pdf`, async (c) => {
    const { actor } = shellOf(c, staff)
    const { id, official } = c.req.param()
    const pdf = await asActor(staff.db, staff.door, actor, async (tx) => {
      const round = await roundById(tx, actor, id)
      const one = await memberOf(tx, round, official)
      return sheetsPdf(round, toPrint([one], await sheetsOf(tx, round.id, official), false))
    })
    return pdfAnswer(pdf, 'phieu-nhan-xet')
  })
  app.get(`${member}/ban-ky.pdf`, async (c) => {
    const { actor } = shellOf(c, staff)
    const { id, official } = c.req.param()
    const bytes = await asActor(staff.db, staff.door, actor, async (tx) =>
      portalPaper(tx, await roundById(tx, actor, id), official),
    )
    // What somebody uploaded is saved, never opened in our place.
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="phieu-nhan-xet-da-ky.pdf"',
      },
    })
  })
}

async function fileIn(form: FormData): Promise<string> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) {
    throw new Problem('invalid', problems.file, [{ path: 'file', message: problems.file }])
  }
  return Buffer.from(await file.arrayBuffer()).toString('base64')
}

function answered(typed: Typed) {
  const answers = Array.from({ length: itemsOn.full }, (_, item) =>
    Number(typed[`answer-${item + 1}`] ?? 0),
  )
  return { answers, note: typed.note ?? '' }
}

async function shownMember(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
  form = '',
) {
  const { actor, ...shell } = shellOf(c, staff)
  const id = c.req.param('id') ?? ''
  const official = c.req.param('official') ?? ''
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const round = await roundById(tx, actor, id)
    const one = await memberOf(tx, round, official)
    return { round, member: one, sheets: await sheetsOf(tx, id, official) }
  })
  const writes =
    !page.round.cycle.closed && actor.roles.some((role) => role === 'cell' || role === 'secretary')
  return c.html(
    <ResidenceMemberPage {...shell} {...page} {...{ writes, form, returned }} />,
    status,
  )
}
