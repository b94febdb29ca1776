import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { at } from '../../views/links.ts'
import { ResidenceListPage } from '../../views/review/residence-list.tsx'
import { ResidenceRoundPage } from '../../views/review/residence-round.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { residenceProblems as problems } from '../../views/words/residence.ts'
import { mostWithout, readForm } from '../intake/body.ts'
import { Problem } from '../problem.ts'
import { ownAreas } from '../review/areas.ts'
import { listCycles } from '../review/cycles.ts'
import { draftVersion, newAnswers, saveAnswers } from '../review/residence-answers.ts'
import { newSignatures, signComments } from '../review/residence-comments.ts'
import {
  gatheringsOf,
  meetingOf,
  newGathering,
  newMeeting,
  recordGathering,
  recordMeeting,
} from '../review/residence-meetings.ts'
import { membersOf } from '../review/residence-members.ts'
import {
  askRounds,
  listRounds,
  newRounds,
  type ResidenceRound,
  roundById,
} from '../review/residence-rounds.ts'
import { confirmComments, newConfirmation, sheetsOf } from '../review/residence-sheets.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { type TypedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { pdfAnswer } from './press.ts'
import { type Answered, answeredIn, grouped, parsed } from './residence-form.ts'
import { residenceMemberPages } from './residence-member-pages.tsx'
import { gridPdf, listPdf, sheetsPdf, toPrint } from './residence-papers.ts'
import { readTable, tableXlsx } from './residence-table.ts'

type Status = 200 | 400 | 409
const mostTableBytes = 4 << 20

/** `/nhan-xet` at either door: a cell's evening, on screen, on paper and in Excel. */
export function residencePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  for (const place of ['/nhan-xet', '/nhan-xet/*']) app.use(place, staffGuard(staff))
  app.get('/nhan-xet', (c) => shownList(c, staff, untouched, 200))
  if (staff.door === 'console') {
    app.post('/nhan-xet', async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const typed = filled(await typedForm(c))
      try {
        const given = parsed(newRounds, typed)
        await asActor(staff.db, staff.door, actor, (tx) => askRounds(tx, actor, given))
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shownList(c, staff, returned, status, typed.cycle)
      }
      return c.redirect(at(`/nhan-xet?cycle=${typed.cycle}`, lang), 303)
    })
  }
  app.get('/nhan-xet/:id', (c) => shownRound(c, staff, c.req.param('id'), untouched, 200))
  addActs(app, staff)
  addTable(app, staff)
  addPapers(app, staff)
  app.route('/', residenceMemberPages(staff))
  return app
}

type Act = (tx: Tx, actor: Actor, round: ResidenceRound, typed: TypedForm) => Promise<unknown>

function addActs(app: Hono<StaffEnv>, staff: StaffDoor): void {
  const acts: Record<string, Act> = {
    hop: (tx, actor, round, typed) =>
      recordMeeting(tx, actor, round, parsed(newMeeting, filled(typed))),
    'buoi-hop': (tx, actor, round, typed) =>
      recordGathering(
        tx,
        actor,
        round,
        parsed(newGathering, { ...filled(typed), present: [typed.present ?? []].flat() }),
      ),
    'tra-loi': async (tx, actor, round, typed) => {
      const members = answeredIn(typed)
      const meant = typed.act === 'group' ? grouped(typed, members) : members
      const given = { version: Number(typed.version ?? 0), members: meant }
      await saveAnswers(tx, actor, round, parsed(newAnswers, given))
    },
    ky: (tx, actor, round) => signComments(tx, actor, round, parsed(newSignatures, {})),
    ...(staff.door === 'console' && {
      'xac-nhan': (tx: Tx, actor: Actor, round: ResidenceRound, typed: TypedForm) =>
        confirmComments(tx, actor, round, parsed(newConfirmation, filled(typed))),
    }),
  }
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/nhan-xet/:id/${name}`, async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const id = c.req.param('id') ?? ''
      const typed = await typedForm(c)
      try {
        await asActor(staff.db, staff.door, actor, async (tx) =>
          act(tx, actor, await roundById(tx, actor, id), typed),
        )
      } catch (thrown) {
        const { returned, status } = refused(thrown, filled(typed))
        return shownRound(c, staff, id, returned, status, { form: name, typed })
      }
      return c.redirect(at(`/nhan-xet/${id}`, lang), 303)
    })
  }
}

function addTable(app: Hono<StaffEnv>, staff: StaffDoor): void {
  app.get('/nhan-xet/:id/bang.xlsx', async (c) => {
    const { actor } = shellOf(c, staff)
    const bytes = await asActor(staff.db, staff.door, actor, async (tx) => {
      const round = await roundById(tx, actor, c.req.param('id'))
      const gatherings = await gatheringsOf(tx, round.id)
      return tableXlsx(
        await membersOf(tx, round),
        await draftVersion(tx, round.id),
        gatherings.length,
      )
    })
    return c.body(bytes, 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="nhan-xet-noi-cu-tru.xlsx"',
    })
  })
  app.post('/nhan-xet/:id/excel', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = c.req.param('id')
    await asActor(staff.db, staff.door, actor, (tx) => roundById(tx, actor, id))
    const form = await readForm(c.req.raw, mostTableBytes + mostWithout)
    const typed = { overwrite: String(form.get('overwrite') ?? '') }
    try {
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw wrongAt('file', problems.file)
      const bytes = new Uint8Array(await file.arrayBuffer())
      await asActor(staff.db, staff.door, actor, (tx) =>
        takeTable(tx, actor, id, bytes, typed.overwrite === 'yes'),
      )
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownRound(c, staff, id, returned, status, { form: 'excel', typed: {} })
    }
    return c.redirect(at(`/nhan-xet/${id}`, lang), 303)
  })
}

async function takeTable(tx: Tx, actor: Actor, id: string, bytes: Uint8Array, overwrite: boolean) {
  const round = await roundById(tx, actor, id)
  needRole(actor, 'cell', 'secretary')
  const { version, members } = readTable(bytes, await membersOf(tx, round))
  const now = await draftVersion(tx, id)
  if (!overwrite && version !== now) {
    throw new Problem('conflict', problems.staleFile(version, now))
  }
  await saveAnswers(tx, actor, round, parsed(newAnswers, { members }))
}

function addPapers(app: Hono<StaffEnv>, staff: StaffDoor): void {
  const papers = {
    'bang-de-hop': async (tx: Tx, round: ResidenceRound) =>
      gridPdf(round, await membersOf(tx, round), (await gatheringsOf(tx, round.id)).length),
    phieu: async (tx: Tx, round: ResidenceRound, byWorkplace: boolean) => {
      const members = await membersOf(tx, round)
      return sheetsPdf(round, toPrint(members, await sheetsOf(tx, round.id), byWorkplace))
    },
    'giao-nhan': async (tx: Tx, round: ResidenceRound) =>
      listPdf(round, toPrint(await membersOf(tx, round), await sheetsOf(tx, round.id), true)),
  }
  for (const [name, paper] of Object.entries(papers)) {
    app.get(`/nhan-xet/:id/${name}.pdf`, async (c) => {
      const { actor } = shellOf(c, staff)
      const byWorkplace = c.req.query('theo') === 'noi-cong-tac'
      const pdf = await asActor(staff.db, staff.door, actor, async (tx) =>
        paper(tx, await roundById(tx, actor, c.req.param('id') ?? ''), byWorkplace),
      )
      return pdfAnswer(pdf, name)
    })
  }
}

async function shownList(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
  asked = c.req.query('cycle'),
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    needRole(actor, 'cell', 'secretary', 'lead')
    const { items: cycles } = await listCycles(tx, { limit: 200 })
    const cycle =
      cycles.find(({ id }) => id === asked) ??
      cycles.find(({ closed }) => !closed) ??
      cycles[0] ??
      null
    const rounds = cycle === null ? [] : await listRounds(tx, actor, cycle.id)
    return { cycles, cycle, rounds, places: await placesFor(tx, staff, actor) }
  })
  return c.html(<ResidenceListPage {...shell} {...page} returned={returned} />, status)
}

async function placesFor(tx: Tx, staff: StaffDoor, actor: Actor) {
  if (staff.door !== 'console' || !actor.roles.includes('secretary')) return null
  const { items } = await ownAreas(tx, actor, { limit: 1_000 })
  return items.map(({ code, kind, name }) => ({
    value: code,
    text: areaName({ code, kind, name }),
  }))
}

async function shownRound(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned,
  status: Status,
  sent: { form: string; typed: TypedForm } = { form: '', typed: {} },
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const round = await roundById(tx, actor, id)
    const members = await membersOf(tx, round)
    const version = await draftVersion(tx, id)
    const [meeting, gatherings] = [await meetingOf(tx, id), await gatheringsOf(tx, id)]
    return { round, members, version, meeting, gatherings }
  })
  const open = !page.round.cycle.closed
  const more = {
    savedAt: lastSaved(page.members),
    writes: open && actor.roles.some((role) => role === 'cell' || role === 'secretary'),
    confirms: staff.door === 'console' && actor.roles.includes('secretary'),
    form: sent.form,
    typed: typedGrid(sent),
    ticked: new Set([sent.typed.tick ?? []].flat()),
    today: dayInVietNam(),
    returned,
  }
  return c.html(<ResidenceRoundPage {...shell} {...page} {...more} />, status)
}

function typedGrid({ form, typed }: { form: string; typed: TypedForm }): Map<string, Answered> {
  if (form !== 'tra-loi') return new Map()
  return new Map(answeredIn(typed).map((one) => [one.official, one]))
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
})

function lastSaved(members: readonly { savedAt: Date | null }[]): string | null {
  const last = Math.max(0, ...members.map(({ savedAt }) => savedAt?.getTime() ?? 0))
  return last === 0 ? null : clock.format(last)
}

function wrongAt(path: string, message: (typeof problems)['file']): Problem {
  return new Problem('invalid', message, [{ path, message }])
}
