import { createHash } from 'node:crypto'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import {
  approvalAnswers,
  approvals,
  bundleFreezes,
  bundleItems,
  bundles,
  evidence,
} from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { append } from '../custody/append.ts'
import { later } from '../later.ts'
import { Problem } from '../problem.ts'
import { mustBeRead } from '../review/editions.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type Approval, type ApprovalHandler, ask } from '../staff/approvals.ts'
import { balanceFaults } from './balance.ts'
import { canonical, parseContents } from './contents.ts'
import { gather, logEnd } from './gather.ts'
import { compared, coverFor, fingerprintOf, lastFreeze, newVersion } from './version.ts'

/** What is asked for (contract: `POST …/bundles`); the reason is for a correction. */
export const newBundle = z.object({
  cutOff: z.iso.date(),
  reason: z
    .string()
    .trim()
    .max(2_000)
    .transform((text) => text || undefined)
    .optional(),
})

/**
 * Asks for a bundle of the record as it stands at the cut-off; a lead must agree. Nothing changed
 * since the last freeze: answers that one. Raises Problem('not_found'), 'conflict' for an exempt or
 * empty record and while another ask waits, 'invalid' for a wrong cut-off or a missing reason.
 */
export async function askBundle(
  tx: Tx,
  actor: Actor,
  recordId: string,
  given: z.output<typeof newBundle>,
): Promise<{ id: string; existing: boolean; approval?: string }> {
  needRole(actor, 'secretary')
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${recordId}, 8))`)
  const cover = await coverFor(tx, actor, recordId, given.cutOff)
  await mustNotWait(tx, recordId)
  const { last, unchanged, empty } = await compared(tx, actor, cover, given.cutOff)
  if (last && unchanged) return { id: last.id, existing: true }
  if (empty) throw new Problem('conflict', words.empty)
  await mustBeRead(tx, recordId)
  const reason = given.reason ?? last?.returned ?? null
  if (last && !reason) {
    throw new Problem('invalid', words.reasonMissing, [
      { path: 'reason', message: words.reasonMissing },
    ])
  }
  const { cutOff } = given
  const { id } = await newVersion(tx, actor, { record: recordId, last, cutOff, reason })
  const approval = await ask(tx, actor, 'freeze', id, { record: recordId, cutOff })
  return { id, existing: false, approval }
}

/** Freezes when the lead agrees: fixes the contents, the items, and asks for the papers. */
export const freezeApproval: ApprovalHandler = { agreed: freeze }

async function freeze(tx: Tx, approval: Approval, actor: Actor): Promise<void> {
  const [bundle] = await tx.select().from(bundles).where(eq(bundles.id, approval.subject))
  if (!bundle) throw new Problem('not_found', words.notFound)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${bundle.recordId}, 8))`)
  await fix(tx, actor, bundle)
}

/** What a batch asks for each of its records; who agreed to the batch is the actor. */
export type FreezeWish = { record: string; cutOff: string; reason: string; askedBy: string }
export type FreezeResult = { result: 'frozen' | 'unchanged'; bundle: string } | { result: 'empty' }

/**
 * Asks for and freezes one record of a batch that was agreed to. Raises Problem('conflict') for an
 * exempt record and when the figures do not add up, 'invalid' for a wrong cut-off.
 */
export async function freezeAgreed(tx: Tx, actor: Actor, wish: FreezeWish): Promise<FreezeResult> {
  const { record, cutOff } = wish
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${record}, 8))`)
  const cover = await coverFor(tx, actor, record, cutOff)
  const { last, unchanged, empty } = await compared(tx, actor, cover, cutOff)
  if (last && unchanged) return { result: 'unchanged', bundle: last.id }
  if (empty) return { result: 'empty' }
  // Each of the two persons is the actor of their own entry in the log.
  await workFor(tx, wish.askedBy)
  const reason = last?.returned ?? wish.reason
  const asker = { organisation: actor.organisation, person: wish.askedBy }
  const bundle = await newVersion(tx, asker, { record, last, cutOff, reason })
  await workFor(tx, actor.person)
  await fix(tx, actor, bundle)
  return { result: 'frozen', bundle: bundle.id }
}

async function workFor(tx: Tx, person: string): Promise<void> {
  await tx.execute(sql`select set_config('ydan.person', ${person}, true)`)
}

async function fix(tx: Tx, actor: Actor, bundle: typeof bundles.$inferSelect): Promise<void> {
  const cover = await coverFor(tx, actor, bundle.recordId, bundle.cutOff)
  const last = await lastFreeze(tx, bundle.recordId)
  if ((last?.version ?? 0) + 1 !== bundle.version) throw new Problem('conflict', words.changed)
  await mustBeRead(tx, bundle.recordId)
  const { draft, evidence: used } = await gather(tx, cover, actor.organisation, bundle.cutOff)
  if (draft.items.length === 0) throw new Problem('conflict', words.empty)
  const names = await namesOf(tx, [bundle.askedBy, actor.person])
  const contents = parseContents({
    ...draft,
    version: bundle.version,
    reason: bundle.reason,
    frozenAt: `${new Date().toISOString().slice(0, 19)}Z`,
    frozenBy: names.get(bundle.askedBy) ?? bundle.askedBy,
    agreedBy: names.get(actor.person) ?? actor.person,
    custody: {
      organisation: actor.organisationCode,
      ...(await logEnd(tx, bundle.organisationId)),
    },
  })
  const [fault] = balanceFaults(contents)
  if (fault) {
    const { vi, en } = words.faulty
    throw new Problem('conflict', { vi: `${vi}: ${fault.vi}`, en: `${en}: ${fault.en}` })
  }
  await keep(tx, bundle, actor, canonical(contents), fingerprintOf(draft), used)
}

async function keep(
  tx: Tx,
  bundle: typeof bundles.$inferSelect,
  actor: Actor,
  contents: Uint8Array,
  sources: Buffer,
  used: readonly string[],
): Promise<void> {
  const { organisationId, id: bundleId } = bundle
  const agreedBy = actor.person
  await later(tx, 'bundle.render', { bundle: bundleId })
  const entrySeq = await append(tx, {
    organisation: organisationId,
    kind: 'bundle.frozen',
    item: bundleId,
    subject: bundle.recordId,
    number: bundle.version,
    second: bundle.askedBy,
    commitment: createHash('sha256').update(contents).digest('hex'),
  })
  await tx
    .insert(bundleFreezes)
    .values({ bundleId, organisationId, contents, sources, agreedBy, entrySeq })
  await tx
    .insert(bundleItems)
    .values(
      used.map((evidenceId, position) => ({ bundleId, evidenceId, organisationId, position })),
    )
  await tx.execute(sql`
    select project(feedback_id) from (select distinct feedback_id from evidence
      where ${inArray(evidence.id, [...used])} order by 1) as frozen`)
}

async function mustNotWait(tx: Tx, recordId: string): Promise<void> {
  const waiting = await tx
    .select({ id: bundles.id })
    .from(bundles)
    .innerJoin(approvals, and(eq(approvals.subject, bundles.id), eq(approvals.act, 'freeze')))
    .leftJoin(approvalAnswers, eq(approvalAnswers.approvalId, approvals.id))
    .where(
      and(
        eq(bundles.recordId, recordId),
        isNull(approvalAnswers.approvalId),
        sql`${approvals.expiresAt} > now()`,
      ),
    )
  if (waiting.length > 0) throw new Problem('conflict', words.asked)
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from people where id = any(${sql.param([...ids])}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
