import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundleItems, evidence, releases, safeCopyPages, targets, texts } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { filePlaces, releasedPages } from '../moderation/released.ts'
import { pictureOf } from '../moderation/safe-copies.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import type { OpenPicture } from './build.ts'
import type { BundleContents } from './contents.ts'
import type { InTx } from './kept.ts'
import { attachmentPath } from './paths.ts'

/**
 * Under which record each picture of a frozen bundle is sealed, by its path. By hash: what was
 * released may have been taken back or released anew since; the frozen ones stay the frozen ones.
 */
export async function releasedPictures(
  tx: Tx,
  bundleId: string,
  contents: BundleContents,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (!contents.items.some(({ attachments }) => attachments.released > 0)) return found
  const byHash = await sealedByHash(tx, bundleId, contents.record.id)
  for (const { number, attachments } of contents.items) {
    for (const { file, pages } of attachments.files ?? []) {
      for (const [at, { sha256 }] of pages.entries()) {
        const record = byHash.get(`${number} ${file} ${sha256}`)
        if (record) found.set(attachmentPath(number, file, at + 1), record)
      }
    }
  }
  return found
}

/** Opens such pictures, each in a transaction of its own. Raises Problem('unavailable') when one is gone. */
export function openReleased(
  inTx: InTx,
  vault: Vault,
  records: ReadonlyMap<string, string>,
): OpenPicture {
  return async (path) => {
    const record = records.get(path)
    const bytes = record && (await inTx((tx) => pictureOf(tx, vault, record)))
    if (!bytes) throw new Problem('unavailable', words.pictureGone)
    return bytes
  }
}

async function sealedByHash(tx: Tx, bundleId: string, subject: string) {
  const rows = await tx
    .select({
      number: targets.number,
      feedback: evidence.feedbackId,
      attachment: releases.attachmentId,
      copy: releases.copyId,
      body: texts.body,
    })
    .from(bundleItems)
    .innerJoin(evidence, eq(evidence.id, bundleItems.evidenceId))
    .innerJoin(
      targets,
      and(eq(targets.feedbackId, evidence.feedbackId), eq(targets.subject, subject)),
    )
    .innerJoin(releases, eq(releases.feedbackId, evidence.feedbackId))
    .innerJoin(texts, and(eq(texts.record, releases.id), eq(texts.field, 'pages')))
    .where(eq(bundleItems.bundleId, bundleId))
  const records = await recordsOf(
    tx,
    rows.flatMap(({ copy }) => copy ?? []),
  )
  const places = await filePlaces(tx, [...new Set(rows.map(({ feedback }) => feedback))])
  const found = new Map<string, string>()
  for (const { number, attachment, copy, body } of rows) {
    const { pages } = releasedPages.parse(JSON.parse(body))
    for (const [at, { sha256 }] of pages.entries()) {
      const record = records.get(copy ?? '')?.[at]
      if (record) found.set(`${number} ${places.get(attachment ?? '')} ${sha256}`, record)
    }
  }
  return found
}

async function recordsOf(tx: Tx, copies: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (copies.length === 0) return found
  const rows = await tx
    .select({ copy: safeCopyPages.copyId, record: safeCopyPages.record })
    .from(safeCopyPages)
    .where(inArray(safeCopyPages.copyId, [...new Set(copies)]))
    .orderBy(asc(safeCopyPages.copyId), asc(safeCopyPages.position))
  for (const { copy, record } of rows) found.set(copy, [...(found.get(copy) ?? []), record])
  return found
}
