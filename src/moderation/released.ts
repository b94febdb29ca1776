import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import {
  attachments,
  feedback,
  letters,
  releases,
  releaseWithdrawals,
  texts,
} from '../../db/schema.ts'

/** How far a release has come; `returned`: nobody answered in time. */
export type ReleaseState = 'asked' | 'declined' | 'returned' | 'released' | 'withdrawn'

/** One ask to let something out, and what came of it. No attachment: words of the letter. */
export type ReleaseEntry = {
  id: string
  attachment: string | null
  copy: string | null
  state: ReleaseState
  askedByName: string | null
  agreedByName: string | null
}

/** Every ask to let something of a feedback out, oldest first. */
export async function releasesOf(tx: Tx, feedbackId: string): Promise<ReleaseEntry[]> {
  const { rows } = await tx.execute<ReleaseEntry>(sql`
    select a.payload ->> 'release' as id, a.payload ->> 'attachment' as attachment, a.payload ->> 'copy' as copy,
      case when w.release_id is not null then 'withdrawn' when r.id is not null then 'released'
        when n.outcome is not null then n.outcome
        when a.expires_at <= now() then 'returned' else 'asked' end as state,
      p.name as "askedByName", q.name as "agreedByName"
    from approvals a
      left join approval_answers n on n.approval_id = a.id
      left join releases r on r.approval_id = a.id
      left join release_withdrawals w on w.release_id = r.id
      left join people p on p.id = a.asked_by
      left join people q on q.id = r.agreed_by
    where a.act = 'release' and a.payload ->> 'feedback' = ${feedbackId}
    order by a.entry_seq`)
  return rows
}

/** What a release keeps of a file's pages (in `texts`): enough for a freeze that opens nothing. */
export const releasedPages = z.object({
  pagesInAll: z.int(),
  pages: z.array(z.object({ size: z.int(), sha256: z.string() })),
})

/** What left moderation of a feedback: words as they stand, and files by their place in its letters. */
export type Released = {
  verbatim: string | null
  files: {
    /** 1 is the first file of the first letter. */
    place: number
    copy: string
    pagesInAll: number
    pages: { size: number; sha256: string }[]
  }[]
}

/** What is released, and neither taken back nor shredded, of these feedback; the newest of each thing. */
export async function releasedOf(
  tx: Tx,
  feedbackIds: readonly string[],
): Promise<Map<string, Released>> {
  if (feedbackIds.length === 0) return new Map()
  const rows = await tx
    .select({
      feedback: releases.feedbackId,
      attachment: releases.attachmentId,
      copy: releases.copyId,
      body: texts.body,
    })
    .from(releases)
    .innerJoin(texts, eq(texts.record, releases.id))
    .leftJoin(releaseWithdrawals, eq(releaseWithdrawals.releaseId, releases.id))
    .where(
      and(inArray(releases.feedbackId, [...feedbackIds]), isNull(releaseWithdrawals.releaseId)),
    )
    .orderBy(asc(releases.entrySeq))
  const places = await filePlaces(tx, [...new Set(rows.map((row) => row.feedback))])
  const found = new Map<string, Released>()
  for (const { feedback: id, attachment, copy, body } of rows) {
    const one = found.get(id) ?? { verbatim: null, files: [] }
    found.set(id, one)
    if (!attachment || !copy) {
      one.verbatim = body
      continue
    }
    const place = places.get(attachment) ?? 0
    const newest = { place, copy, ...releasedPages.parse(JSON.parse(body)) }
    one.files = [...one.files.filter((file) => file.place !== place), newest]
    one.files.sort((a, b) => a.place - b.place)
  }
  return found
}

/** The place of each file among those a feedback came with, counted from 1 over all its letters. */
export async function filePlaces(
  tx: Tx,
  feedbackIds: readonly string[],
): Promise<Map<string, number>> {
  if (feedbackIds.length === 0) return new Map()
  const rows = await tx
    .select({
      id: attachments.id,
      place: sql<number>`(row_number() over (partition by ${letters.threadId}
        order by ${letters.entrySeq}, ${attachments.position}))::int`,
    })
    .from(attachments)
    .innerJoin(letters, eq(letters.id, attachments.letterId))
    .innerJoin(feedback, eq(feedback.threadId, letters.threadId))
    .where(inArray(feedback.id, [...feedbackIds]))
  return new Map(rows.map(({ id, place }) => [id, place]))
}
