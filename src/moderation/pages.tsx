import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { actorOf, type StaffEnv } from '../staff/actor.ts'
import type { ApprovalHandlers } from '../staff/approvals.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import type { Role } from '../staff/roles.ts'
import { approvalPages } from './approval-pages.tsx'
import { type Describers, describeDecision } from './asked.ts'
import { benchPages } from './bench-pages.tsx'
import { clusterPages } from './cluster-pages.tsx'
import { copyPages } from './copy-pages.tsx'
import { queuePages } from './queue-pages.tsx'
import { suggestionPages } from './suggestion-pages.tsx'
import type { Vault } from './vault.ts'

/**
 * The console's own pages: the way in, the queue, one feedback, what waits for agreement. Later
 * chapters say by `describers` what their asks are about. Errors are for the door's handler.
 */
export function moderationPages(
  staff: StaffDoor,
  vault: Vault,
  handlers: ApprovalHandlers,
  describers: Describers = {},
): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const path of ['/', '/y-kien/*', '/dong-y/*']) app.use(path, staffGuard(staff), limit)
  app.get('/', (c) => c.redirect(at(homeOf(actorOf(c).roles), langOf(c.req.query('lang'))), 303))
  app.route('/', queuePages(staff, vault))
  app.route('/', benchPages(staff, vault))
  app.route('/', suggestionPages(staff))
  app.route('/', copyPages(staff, vault))
  app.route('/', clusterPages(staff, vault))
  const decision = describeDecision(vault)
  const own = { accept: decision, not_accept: decision, reject: decision, merge: decision }
  app.route('/', approvalPages(staff, handlers, { ...own, ...describers }))
  return app
}

// Where each role has its work; who only has other work is led to the own account.
const homes: readonly [Role, string][] = [
  ['moderator', '/y-kien?state=open'],
  ['lead', '/dong-y'],
  ['secretary', '/ho-so'],
  ['admin', '/bat-dau'],
  ['clerk', '/nhap'],
  ['auditor', '/kiem-tra'],
]

function homeOf(roles: readonly Role[]): string {
  return homes.find(([role]) => roles.includes(role))?.[1] ?? '/tai-khoan'
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
