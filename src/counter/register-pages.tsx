import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
import { RegisterPage } from '../../views/counter/register.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { parse } from '../review/fields.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Counter } from './counter.ts'
import { pdfAnswer } from './press.ts'
import {
  addLine,
  bookOf,
  bookYears,
  type Direction,
  directions,
  newLine,
  newStrike,
  strikeLine,
} from './register.ts'
import { registerPdf, registerXlsx, shownReceipts } from './register-papers.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/so`: the register, one book in and one out a year; PDF and spreadsheet. */
export function registerPages({ staff }: Counter): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/so', (c) => shown(c, untouched, 200))
  app.post('/so', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newLine, typed)
      await within(actor, (tx) => addLine(tx, actor, given))
      return c.redirect(at(pathOf(given.direction, wanted(c).year), lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
  })
  app.post('/so/gach', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const { direction, year } = wanted(c)
    try {
      const given = parse(newStrike, typed)
      await within(actor, (tx) => strikeLine(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at(pathOf(direction, year), lang), 303)
  })
  app.get('/so/:name{(den|di)-\\d{4}\\.(pdf|xlsx)}', async (c) => {
    const { actor } = shellOf(c, staff)
    const [, side, year, ending] = /^(den|di)-(\d{4})\.(pdf|xlsx)$/.exec(c.req.param('name')) ?? []
    const direction: Direction = side === 'den' ? 'in' : 'out'
    const book = await within(actor, async (tx) => ({
      direction,
      year: Number(year),
      front: await frontName(tx, actor),
      lines: await bookOf(tx, actor, direction, Number(year)),
    }))
    if (ending === 'pdf') return pdfAnswer(registerPdf(book), `so-${side}-${year}`)
    const headers = {
      'content-type': xlsxType,
      'content-disposition': `attachment; filename="so-${side}-${year}.xlsx"`,
    }
    return new Response(registerXlsx(book), { headers })
  })

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, staff)
    const { direction, year } = wanted(c)
    const page = await within(actor, async (tx) => ({
      lines: (await bookOf(tx, actor, direction, year)).map((line) => ({
        ...line,
        receipts: shownReceipts(line.receipts, year),
      })),
      years: await bookYears(tx),
    }))
    const writes = actor.roles.some((role) => role === 'clerk' || role === 'secretary')
    const more = { direction, year, writes, returned, today: dayInVietNam() }
    return c.html(<RegisterPage {...shell} {...page} {...more} />, status)
  }
  return app
}

async function frontName(tx: Tx, actor: Actor): Promise<string> {
  const [found] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, actor.organisation))
  if (!found) throw new Problem('not_found', problemWords.notFound)
  return found.name
}

function wanted(c: Context): { direction: Direction; year: number } {
  const direction = directions.find((one) => one === c.req.query('quyen')) ?? 'in'
  const asked = Number(c.req.query('nam'))
  const present = Number(dayInVietNam().slice(0, 4))
  const year = Number.isInteger(asked) && asked > 2000 && asked < 2200 ? asked : present
  return { direction, year }
}

function pathOf(direction: Direction, year: number): string {
  return `/so?quyen=${direction}&nam=${year}`
}
