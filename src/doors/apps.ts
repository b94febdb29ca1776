import type { OpenAPIHono } from '@hono/zod-openapi'
import { bundleApi } from '../bundle/api.ts'
import { describeFreeze } from '../bundle/asked.ts'
import { freezeOrBatch } from '../bundle/batch.ts'
import { custodyApi } from '../bundle/custody-api.ts'
import { officeApi } from '../bundle/office-api.ts'
import { bundlePages } from '../bundle/pages.tsx'
import type { Counter } from '../counter/counter.ts'
import { entryApi } from '../counter/entry-api.ts'
import { counterPages } from '../counter/pages.tsx'
import { conditionPages } from '../jobs/condition-pages.tsx'
import { moderationApi } from '../moderation/api.ts'
import { decisionApproval } from '../moderation/decisions.ts'
import { outboxPages } from '../moderation/outbox-pages.tsx'
import { moderationPages } from '../moderation/pages.tsx'
import type { Vault } from '../moderation/vault.ts'
import { reviewApi } from '../review/api.ts'
import { reviewPages } from '../review/pages.tsx'
import type { StaffEnv } from '../staff/actor.ts'
import { staffApi } from '../staff/api.ts'
import type { ApprovalHandlers } from '../staff/approvals.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { changeRole } from '../staff/memberships.ts'
import { staffPages } from '../staff/pages.tsx'
import { staffApp } from './staff.ts'

type Log = (event: string) => void
type Ready = () => Promise<boolean>

/** The console as one handler: everything the Front's own staff work with. */
export function consoleApp(
  staff: StaffDoor,
  vault: Vault,
  log: Log,
  ready: Ready,
  table: Omit<Counter, 'staff'>,
): OpenAPIHono<StaffEnv> {
  const counter = { ...table, staff }
  const handlers = approvalHandlers(vault)
  return staffApp(staff, log, ready, [
    staffPages(staff),
    staffApi(staff, handlers),
    moderationPages(staff, vault, handlers, { freeze: describeFreeze }),
    moderationApi(staff, vault),
    outboxPages(staff, table.baseUrl),
    reviewPages(staff),
    reviewApi(staff),
    counterPages(counter),
    entryApi(counter),
    bundlePages(staff),
    officeApi(staff),
    bundleApi(staff),
    custodyApi(staff),
    conditionPages(staff),
  ])
}

/** The desk as one handler: what cells, officials and meeting members see; no letter among it. */
export function deskApp(staff: StaffDoor, log: Log, ready: Ready): OpenAPIHono<StaffEnv> {
  return staffApp(staff, log, ready, [
    staffPages(staff),
    staffApi(staff, {}),
    reviewPages(staff),
    reviewApi(staff),
    bundlePages(staff),
    bundleApi(staff),
    custodyApi(staff),
  ])
}

/** What each act does once the second person agrees. */
export function approvalHandlers(vault: Vault): ApprovalHandlers {
  const decided = decisionApproval(vault)
  return {
    accept: decided,
    not_accept: decided,
    reject: decided,
    merge: decided,
    freeze: freezeOrBatch,
    change_role: changeRole,
  }
}
