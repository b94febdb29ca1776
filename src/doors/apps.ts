import type { OpenAPIHono } from '@hono/zod-openapi'
import { bundleApi } from '../bundle/api.ts'
import { describeFreeze } from '../bundle/asked.ts'
import { freezeOrBatch } from '../bundle/batch.ts'
import { custodyApi } from '../bundle/custody-api.ts'
import { officeApi } from '../bundle/office-api.ts'
import { bundlePages } from '../bundle/pages.tsx'
import type { Counter } from '../counter/counter.ts'
import { coveragePages } from '../counter/coverage-pages.tsx'
import { elsewherePages } from '../counter/elsewhere-pages.tsx'
import { entryApi } from '../counter/entry-api.ts'
import { hearingApi } from '../counter/hearing-api.ts'
import { hearingPages } from '../counter/hearing-pages.tsx'
import { monthlyPages } from '../counter/monthly-pages.tsx'
import { counterPages } from '../counter/pages.tsx'
import { remedyPages } from '../counter/remedy-pages.tsx'
import { residencePages } from '../counter/residence-pages.tsx'
import { sheetPages } from '../counter/sheet-pages.tsx'
import { conditionPages } from '../jobs/condition-pages.tsx'
import { moderationApi } from '../moderation/api.ts'
import { decisionApproval } from '../moderation/decisions.ts'
import { describeHandOver, handOverAgreed } from '../moderation/demands.ts'
import { describeErasure, eraseAgreed } from '../moderation/erasure.ts'
import { glassPages } from '../moderation/glass-pages.tsx'
import { openingPages } from '../moderation/opening-pages.tsx'
import { openIdentity } from '../moderation/openings.ts'
import { describeKeyChange, describeOpening } from '../moderation/openings-asked.ts'
import { outboxPages } from '../moderation/outbox-pages.tsx'
import { moderationPages } from '../moderation/pages.tsx'
import { releaseApproval } from '../moderation/release.ts'
import { describeRelease } from '../moderation/release-asked.ts'
import { samplePages } from '../moderation/sample-pages.tsx'
import { keysOpen, type Unlock, unlockPages } from '../moderation/unlock-pages.tsx'
import type { Vault } from '../moderation/vault.ts'
import { reviewApi } from '../review/api.ts'
import { describeSecondLook, describeUnfolding } from '../review/heard-asked.ts'
import { mergerAgreed } from '../review/mergers.ts'
import { describeMerger } from '../review/mergers-asked.ts'
import { reviewPages } from '../review/pages.tsx'
import { describeReopening, reopenAgreed } from '../review/reopenings.ts'
import { lookAgainAgreed } from '../review/second-looks.ts'
import { ceilingAgreed, describeCeiling } from '../review/tiers.ts'
import { unfoldAgreed } from '../review/unfolding.ts'
import type { StaffEnv } from '../staff/actor.ts'
import { staffApi } from '../staff/api.ts'
import type { ApprovalHandlers } from '../staff/approvals.ts'
import { custodianPages } from '../staff/custodian-pages.tsx'
import { changeKeys } from '../staff/custodians.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { changeRole } from '../staff/memberships.ts'
import { staffPages } from '../staff/pages.tsx'
import { describeRoleChange } from '../staff/role-asked.ts'
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
  unlock: Unlock = keysOpen,
): OpenAPIHono<StaffEnv> {
  const counter = { ...table, staff }
  const signingKeys = table.keys.signingKeys ?? []
  const handlers = approvalHandlers(vault, signingKeys)
  return staffApp(staff, log, ready, [
    staffPages(staff),
    staffApi(staff, handlers),
    moderationPages(staff, vault, handlers, {
      freeze: describeFreeze,
      erase: describeErasure,
      hand_over: describeHandOver,
      open_identity: describeOpening,
      change_keys: describeKeyChange,
      release: describeRelease(vault),
      change_role: describeRoleChange,
      look_again: describeSecondLook,
      unfold: describeUnfolding,
      merge_areas: describeMerger,
      raise_tier: describeCeiling,
      reopen: describeReopening,
    }),
    moderationApi(staff, vault),
    glassPages(staff, vault),
    samplePages(staff),
    outboxPages(staff, table.baseUrl),
    reviewPages(staff),
    reviewApi(staff),
    residencePages(staff),
    unlockPages(staff, vault, unlock),
    custodianPages(staff, signingKeys),
    openingPages(staff, signingKeys),
    counterPages(counter),
    entryApi(counter),
    hearingPages(staff),
    hearingApi(staff),
    sheetPages(staff),
    coveragePages(staff),
    monthlyPages(staff),
    remedyPages(staff, vault),
    elsewherePages(staff, vault),
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
    residencePages(staff),
    bundlePages(staff),
    bundleApi(staff),
    custodyApi(staff),
  ])
}

/** What each act does once the second person agrees. */
export function approvalHandlers(
  vault: Vault,
  signingKeys: readonly Uint8Array[] = [],
): ApprovalHandlers {
  const decided = decisionApproval(vault)
  return {
    accept: decided,
    not_accept: decided,
    reject: decided,
    merge: decided,
    erase: eraseAgreed,
    hand_over: handOverAgreed,
    freeze: freezeOrBatch,
    change_role: changeRole,
    change_keys: changeKeys(
      () => vault.signing,
      () => signingKeys,
    ),
    open_identity: openIdentity(() => signingKeys),
    release: releaseApproval(vault),
    look_again: lookAgainAgreed,
    unfold: unfoldAgreed,
    merge_areas: mergerAgreed,
    raise_tier: ceilingAgreed,
    reopen: reopenAgreed,
  }
}
