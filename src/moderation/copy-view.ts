import { inArray } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema.ts'
import type { CopyPageProps } from '../../views/moderation/copy.tsx'
import type { ReleasePageProps } from '../../views/moderation/release.tsx'
import { moderationWords } from '../../views/words/moderation.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { attachmentIn, attachmentName } from './attachments.ts'
import { feedbackById, isLocked, workingCopyOf } from './feedback.ts'
import { mayLeave } from './release.ts'
import { releasesOf } from './released.ts'
import { copiesOf, pageAt, pagesOf, pictureOf, type SafeCopy } from './safe-copies.ts'
import type { Vault } from './vault.ts'

type Around = 'lang' | 'actorName' | 'roles' | 'trouble'

/**
 * The safe copy of one file in one version (the newest unless told), for moderators and leads.
 * Raises as `attachmentIn`, and Problem('not_found') for a version that is not there.
 */
export async function copyView(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  { id, attachment, version }: { id: string; attachment: string; version: number | undefined },
): Promise<Omit<CopyPageProps, Around | 'typed'>> {
  const { feedback, type } = await attachmentIn(tx, actor, id, attachment)
  const copies = await copiesOf(tx, attachment)
  const chosen = version === undefined ? copies[0] : copies.find((one) => one.version === version)
  if (version !== undefined && !chosen) throw new Problem('not_found', moderationWords.noFile)
  const names = await namesOf(tx, copies)
  const said = (copy: SafeCopy) => ({ ...copy, by: names.get(copy.madeBy ?? '') ?? null })
  const known = (await releasesOf(tx, id)).filter((one) => one.attachment === attachment)
  const newest = chosen !== undefined && chosen.id === copies[0]?.id && chosen.refusal === null
  const isFree = known.every(
    ({ copy, state }) => copy !== chosen?.id || (state !== 'asked' && state !== 'released'),
  )
  return {
    feedback,
    attachment: { id: attachment, type, name: await attachmentName(tx, vault, id, attachment) },
    versions: copies.map(said),
    shown: chosen ? said(chosen) : null,
    pages: chosen ? await pagesOf(tx, chosen.id) : [],
    releases: known.map(({ state, copy }) => ({
      state,
      version: copies.find((one) => one.id === copy)?.version ?? null,
    })),
    mayAsk: newest && isFree && actor.roles.includes('moderator') && mayLeave(feedback),
  }
}

/** One page's picture in one version (the newest unless told). Raises as `copyView`. */
export async function shownPicture(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  given: { id: string; attachment: string; page: number; version: number | undefined },
): Promise<Uint8Array> {
  const { id, attachment, page } = given
  await attachmentIn(tx, actor, id, attachment)
  const version = given.version ?? (await copiesOf(tx, attachment))[0]?.version
  const found =
    version !== undefined && Number.isInteger(page) && page > 0 && page < 1_000
      ? await pageAt(tx, attachment, version, page)
      : undefined
  const bytes = found && (await pictureOf(tx, vault, found.record))
  if (!bytes) throw new Problem('not_found', moderationWords.noFile)
  return bytes
}

/** A picture of ours as an answer: shown on our own pages alone. */
export function pictureAnswer(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/jpeg',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

/** What of a feedback was let out or is asked for. Raises as `attachmentIn`. */
export async function releaseView(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  id: string,
): Promise<Omit<ReleasePageProps, Around | 'text' | 'errors'>> {
  needRole(actor, 'moderator', 'lead')
  const feedback = await feedbackById(tx, id)
  if (isLocked(feedback.state)) throw new Problem('conflict', moderationWords.locked)
  const files = (await workingCopyOf(tx, vault, id))?.attachments ?? []
  const nameOf = (file: string) => files.find((one) => one.id === file)?.name ?? ''
  const known = await releasesOf(tx, id)
  return {
    feedback,
    files,
    releases: known.map(({ attachment, ...one }) => ({
      ...one,
      file: attachment === null ? null : { id: attachment, name: nameOf(attachment) },
    })),
    mayAsk: actor.roles.includes('moderator') && mayLeave(feedback),
  }
}

async function namesOf(tx: Tx, copies: readonly SafeCopy[]): Promise<Map<string, string>> {
  const ids = copies.flatMap(({ madeBy }) => madeBy ?? [])
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
