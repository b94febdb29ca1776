import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { problemWords } from '../../views/words/problems.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import type { StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { erasurePages } from './erasure-pages.tsx'
import { incidentPages } from './incident-pages.tsx'
import { placesPages } from './places-pages.tsx'
import { rightsPages } from './rights-pages.tsx'
import { transferPages } from './transfer-pages.tsx'

const places = [
  '/phieu-chuyen',
  '/phieu-chuyen/*',
  '/noi-nhan',
  '/de-nghi',
  '/de-nghi/*',
  '/luu-giu',
  '/bao-ve-du-lieu',
  '/su-co',
  '/su-co/*',
  '/y-kien/:id/huy',
  '/y-kien/:id/yeu-cau',
  '/y-kien/:id/yeu-cau/*',
]

/** What leaves us at the console: right places, transfers, erasure, written demands. */
export function elsewherePages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const place of places) app.use(place, staffGuard(staff), limit)
  app.route('/', placesPages(staff))
  app.route('/', transferPages(staff, vault))
  app.route('/', erasurePages(staff, vault))
  app.route('/', rightsPages(staff, vault))
  app.route('/', incidentPages(staff))
  return app
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
