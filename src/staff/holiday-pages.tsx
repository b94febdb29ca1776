import { type Context, Hono } from 'hono'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { HolidaysPage, type HolidaysPageProps } from '../../views/staff/holidays.tsx'
import { problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from './actor.ts'
import { parsedForm, typedForm } from './form.ts'
import { type StaffDoor, staffGuard } from './guard.ts'
import { calendarFor, holidaysIn, holidayTablesOf, keepHolidays, newTable } from './holidays.ts'

/** `/ngay-nghi`: the calendar that working days are counted by; for secretaries and administrators. */
export function holidayPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/ngay-nghi', staffGuard(staff))
  app.get('/ngay-nghi', (c) => shown(staff, c, { typed: {} }))
  app.post('/ngay-nghi', async (c) => {
    const actor = actorOf(c)
    const { year = '', source = '', days = '' } = await typedForm(c)
    const typed = { year: `${year}`, source: `${source}`, days: `${days}` }
    try {
      // The days are several lines and are read line by line, with a sentence for each.
      const { year, source } = parsedForm(newTable, {
        year: typed.year,
        source: typed.source,
      })
      const table = { year, source, days: holidaysIn(typed.days.slice(0, 20_000), year) }
      await asActor(staff.db, staff.door, actor, (tx) => keepHolidays(tx, actor, table))
    } catch (thrown) {
      const { code, sentence, errors } = problemOf(thrown)
      if (code !== 'invalid') throw thrown
      return shown(staff, c, { typed, trouble: sentence, errors })
    }
    return c.redirect(at('/ngay-nghi?done=1', langOf(c.req.query('lang'))), 303)
  })
  return app
}

async function shown(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  given: Pick<HolidaysPageProps, 'typed' | 'trouble' | 'errors'>,
): Promise<Response> {
  const actor = actorOf(c)
  needRole(actor, 'secretary', 'admin')
  const year = new Date(staff.now()).getUTCFullYear()
  const kept = await asActor(staff.db, staff.door, actor, async (tx) => ({
    tables: await holidayTablesOf(tx),
    missing: (await calendarFor(tx, [year, year + 1])).missing,
  }))
  const page = (
    <HolidaysPage
      lang={langOf(c.req.query('lang'))}
      actorName={actor.name}
      roles={actor.roles}
      saved={c.req.query('done') !== undefined}
      {...kept}
      {...given}
    />
  )
  return c.html(page, given.trouble ? statusOf.invalid : 200)
}
