import { type Context, Hono } from 'hono'
import { CoveragePage } from '../../views/counter/coverage.tsx'
import { bundlePdf } from '../bundle/papers.ts'
import { type Coverage, coverageOf } from '../review/coverage.ts'
import { shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { type CoverageFacts, coveragePdfPaper, coverageXlsx } from './coverage-papers.ts'
import { ownFront } from './facts.ts'
import { pdfAnswer, xlsxAnswer } from './press.ts'
import { bodiesAround } from './sheet.ts'
import { placeOf } from './transfer-pages.tsx'

/** `/ky/:id/do-phu`: what a cycle has heard and what not; as a page, a spreadsheet, a printed page. */
export function coveragePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  for (const path of ['/ky/:id/do-phu', '/ky/:id/do-phu/*']) app.use(path, staffGuard(staff))
  app.get('/ky/:id/do-phu', async (c) => {
    const { actor: _, ...shell } = shellOf(c, staff)
    const { coverage } = await coverageFor(c, staff)
    return c.html(<CoveragePage {...shell} coverage={coverage} />)
  })
  app.get('/ky/:id/do-phu/bang.xlsx', async (c) =>
    xlsxAnswer(coverageXlsx((await coverageFor(c, staff)).coverage), 'do-phu'),
  )
  app.get('/ky/:id/do-phu/trang.pdf', async (c) => {
    const { coverage, facts } = await coverageFor(c, staff)
    return pdfAnswer(new Uint8Array(bundlePdf(coveragePdfPaper(coverage, facts))), 'do-phu')
  })
  return app
}

function coverageFor(
  c: Context<StaffEnv>,
  staff: StaffDoor,
): Promise<{ coverage: Coverage; facts: CoverageFacts }> {
  const { actor } = shellOf(c, staff)
  return asActor(staff.db, staff.door, actor, async (tx) => {
    const coverage = await coverageOf(tx, actor, c.req.param('id') ?? '')
    const front = await ownFront(tx, actor)
    const { above } = await bodiesAround(tx, actor)
    const place = await placeOf(tx, front.area)
    return { coverage, facts: { above, front: front.name, place } }
  })
}
