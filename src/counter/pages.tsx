import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import type { StaffEnv } from '../staff/actor.ts'
import { staffGuard } from '../staff/guard.ts'
import type { Counter } from './counter.ts'
import { entryPages } from './entry-pages.tsx'
import { firstPages } from './first-pages.tsx'
import { importPages } from './import-pages.tsx'
import { logPages } from './log-pages.tsx'
import { posterPages } from './poster-pages.tsx'
import { registerPages } from './register-pages.tsx'
import { rollPages } from './roll-pages.tsx'

const places = ['/nhap', '/so', '/ap-phich', '/phieu-mot-lan', '/don-vi', '/bat-dau', '/nhat-ky']
// Entering and files have limits of their own, they carry scans and tables.
const small = places.filter((place) => place !== '/nhap')

/**
 * The clerk's table at the console: entering for others, the register, files of other systems,
 * posters, paper forms and slips, and the first steps. What they raise is for the door's error page.
 */
export function counterPages(counter: Counter): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  for (const place of places) {
    app.use(place, staffGuard(counter.staff))
    app.use(`${place}/*`, staffGuard(counter.staff))
  }
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const place of small) app.use(`${place}/*`, limit)
  app.route('/', importPages(counter))
  app.route('/', rollPages(counter))
  app.route('/', entryPages(counter))
  app.route('/', registerPages(counter))
  app.route('/', posterPages(counter))
  app.route('/', firstPages(counter))
  app.route('/', logPages(counter))
  return app
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
