import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import type { StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { answerPages } from './answer-pages.tsx'
import { areaPages } from './area-pages.tsx'
import { cyclePages } from './cycle-pages.tsx'
import { mergerPages } from './merger-pages.tsx'
import { officialPages } from './official-pages.tsx'
import { phasePages } from './phase-pages.tsx'
import { placePages } from './place-pages.tsx'
import { recordPages } from './record-pages.tsx'
import { referencePages } from './reference-pages.tsx'
import { rulePages } from './rule-pages.tsx'
import { tierPages } from './tier-pages.tsx'
import { topicPages } from './topic-pages.tsx'
import { yearPages } from './year-pages.tsx'

/**
 * The screens of the review side. Both doors have the records (who sees which is `records.ts`); the
 * console also cycles, officials, areas. What they raise is for the door's error page.
 */
export function reviewPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  // 10,000 Vietnamese letters are up to 90 KB as a form sends them.
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  const inside = ['/ky', '/can-bo', '/khu-vuc', '/to-chuc', '/tra-loi']
  for (const path of staff.door === 'console' ? ['/ho-so', ...inside] : ['/ho-so']) {
    app.use(`${path}/*`, staffGuard(staff), limit)
  }
  app.route('/', recordPages(staff))
  if (staff.door === 'console') {
    app.route('/', cyclePages(staff))
    app.route('/', rulePages(staff))
    app.route('/', phasePages(staff))
    app.route('/', topicPages(staff))
    app.route('/', yearPages(staff))
    app.route('/', referencePages(staff))
    // Its path would be an official's id otherwise.
    app.route('/', tierPages(staff))
    app.route('/', officialPages(staff))
    app.route('/', placePages(staff))
    app.route('/', areaPages(staff))
    app.route('/', mergerPages(staff))
    app.route('/', answerPages(staff))
  }
  return app
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
