import { type Context, Hono } from 'hono'
import { MonthlyPage } from '../../views/counter/monthly.tsx'
import { bundlePdf } from '../bundle/papers.ts'
import { month, monthlyReport, reportableMonths } from '../review/monthly.ts'
import { shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { ownFront } from './facts.ts'
import { monthlyPaperOf } from './monthly-paper.ts'
import { docxAnswer, pdfAnswer } from './press.ts'
import { bodiesAround } from './sheet.ts'
import { placeOf } from './transfer-pages.tsx'

/** `/bao-cao-thang`: the Front's monthly report to the level above. */
export function monthlyPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  for (const path of ['/bao-cao-thang', '/bao-cao-thang/*']) app.use(path, staffGuard(staff))
  app.get('/bao-cao-thang', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const months = reportableMonths()
    const report = await asActor(staff.db, staff.door, actor, (tx) =>
      monthlyReport(tx, actor, monthIn(c)),
    )
    return c.html(<MonthlyPage {...shell} report={report} months={months} />)
  })
  app.get('/bao-cao-thang/ban.docx', async (c) =>
    docxAnswer(await paperFor(c, staff), 'bao-cao-thang'),
  )
  app.get('/bao-cao-thang/ban.pdf', async (c) =>
    pdfAnswer(new Uint8Array(bundlePdf(await paperFor(c, staff))), 'bao-cao-thang'),
  )
  return app
}

function paperFor(c: Context<StaffEnv>, staff: StaffDoor) {
  const { actor } = shellOf(c, staff)
  return asActor(staff.db, staff.door, actor, async (tx) => {
    const report = await monthlyReport(tx, actor, monthIn(c))
    const front = await ownFront(tx, actor)
    const { above } = await bodiesAround(tx, actor)
    const place = await placeOf(tx, front.area)
    return monthlyPaperOf(report, { above, front: front.name, place })
  })
}

// A month that is none is the present one.
function monthIn(c: Context): string {
  const [present = ''] = reportableMonths()
  return month.catch(present).parse(c.req.query('month'))
}
