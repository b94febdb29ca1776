import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { CandidatesPage, SheetsPage } from '../../views/counter/sheets.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { sheetFields, sheetProblems } from '../../views/words/sheets.ts'
import { bundlePdf } from '../bundle/papers.ts'
import { Problem } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { evidenceOf } from '../review/evidence.ts'
import { parse } from '../review/fields.ts'
import { promptCandidates } from '../review/prompts.ts'
import { readableRecord } from '../review/records.ts'
import { draftSheet, newSheet, sheetById, sheetsOf } from '../review/sheets.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { foldedItem } from '../review/view.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { isSameHuman } from '../staff/relations.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { docxAnswer, pdfAnswer } from './press.ts'
import { sheetPaperFor, signSheet } from './sheet.ts'

type Status = 200 | 400 | 409

/** `/ho-so/:id/van-ban` and `/ky/:id/goi-y`: prompts and comments of the Front, drafted to signed. */
export function sheetPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const path of ['/ho-so/:id/van-ban', '/ho-so/:id/van-ban/*', '/ky/:id/goi-y']) {
    app.use(path, staffGuard(staff), limit)
  }
  app.get('/ky/:id/goi-y', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const id = c.req.param('id')
    const page = await asActor(staff.db, staff.door, actor, async (tx) => ({
      candidates: await promptCandidates(tx, actor, id),
      cycle: await cycleById(tx, id),
    }))
    return c.html(<CandidatesPage {...shell} {...page} />)
  })
  app.get('/ho-so/:id/van-ban', (c) => shown(c, staff, untouched, 200))
  app.post('/ho-so/:id/van-ban', (c) =>
    acted(c, staff, (tx, actor, record, typed) =>
      draftSheet(
        tx,
        actor,
        record,
        parsed(newSheet, { ...typed, evidence: typed.evidence?.split(',') ?? [] }),
      ),
    ),
  )
  app.post('/ho-so/:id/van-ban/:sheet/ban-hanh', (c) =>
    acted(c, staff, async (tx, actor, record, typed) => {
      const id = await sheetOf(tx, actor, record, c.req.param('sheet'))
      await signSheet(tx, actor, id, typed, parsed)
    }),
  )
  app.get('/ho-so/:id/van-ban/:sheet/ban.docx', async (c) =>
    docxAnswer(await paperFor(c, staff, c.req.param('sheet')), 'van-ban'),
  )
  app.get('/ho-so/:id/van-ban/:sheet/ban.pdf', async (c) =>
    pdfAnswer(new Uint8Array(bundlePdf(await paperFor(c, staff, c.req.param('sheet')))), 'van-ban'),
  )
  return app
}

function paperFor(c: Context<StaffEnv>, staff: StaffDoor, sheet: string) {
  const { actor } = shellOf(c, staff)
  return asActor(staff.db, staff.door, actor, async (tx) =>
    sheetPaperFor(tx, actor, await sheetOf(tx, actor, recordIn(c), sheet)),
  )
}

// A sheet is looked for on the record of the path.
async function sheetOf(tx: Tx, actor: Actor, record: string, id: string): Promise<string> {
  const { sheet, cover } = await sheetById(tx, actor, id)
  if (cover.id !== record) throw new Problem('not_found', sheetProblems.noSheet)
  return sheet.id
}

async function acted(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  act: (tx: Tx, actor: Actor, record: string, typed: Record<string, string>) => Promise<unknown>,
): Promise<Response> {
  const { actor, lang } = shellOf(c, staff)
  const typed = filled(await typedForm(c))
  try {
    await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, recordIn(c), typed))
  } catch (thrown) {
    const { returned, status } = refused(thrown, { ...typed, sheet: c.req.param('sheet') ?? '' })
    return shown(c, staff, returned, status)
  }
  return c.redirect(at(`/ho-so/${recordIn(c)}/van-ban`, lang), 303)
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: Status,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    needRole(actor, 'secretary', 'lead')
    const cover = await readableRecord(tx, actor, recordIn(c))
    const found = await sheetsOf(tx, actor, cover)
    const sheets = []
    for (const sheet of found) {
      sheets.push({ ...sheet, mine: await isSameHuman(tx, sheet.draftedBy, actor.person) })
    }
    const items = (await evidenceOf(tx, cover)).filter(({ holds }) => holds).map(foldedItem)
    const { subject, cycle } = cover
    const record = {
      ...{ id: cover.id, name: subject.name, cycle: cycle.name, closed: cycle.closed },
    }
    return { record, sheets, items }
  })
  return c.html(
    <SheetsPage {...shell} {...page} today={dayInVietNam()} returned={returned} />,
    status,
  )
}

function recordIn(c: Context): string {
  return c.req.param('id') ?? ''
}

/** Parses with the sentences of these forms. Raises Problem('invalid'). */
export function parsed<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  try {
    return parse(shape, given)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const errors = thrown.errors.map(({ path, message }) => ({
      path,
      message: sheetFields[path] ?? message,
    }))
    throw new Problem('invalid', errors[0]?.message ?? thrown.sentence, errors)
  }
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
