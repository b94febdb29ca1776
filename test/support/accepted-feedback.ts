import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A feedback to make, as moderation would have left it. */
export type FeedbackWish = {
  organisation: string
  area: string
  /** Whom the acceptance names; also numbered for them. */
  officials?: string[]
  collectives?: string[]
  use?: 'record' | 'front-only'
  polarity?: 'positive' | 'negative' | 'mixed'
  verdict?: 'accept' | 'not_accept' | null
  reason?: string
  summary?: string
  topic?: string
  observedOn?: string
  day?: string
  by: string
}

/** Writes a thread, its letter, the feedback and its decision as the owner; gives the feedback's id. */
export async function makeFeedback(owner: pg.Client, wish: FeedbackWish): Promise<string> {
  const feedback = randomUUID()
  const { organisation } = wish
  const day = wish.day ?? '2026-09-14'
  await owner.query('begin')
  await owner.query(`select set_config('ydan.person', $1, true)`, [wish.by])
  const entry = async (kind: string, item: string, subject?: string) => {
    const { rows } = await owner.query('select custody_append($1, $2, $3, $4) as seq', [
      organisation,
      kind,
      item,
      subject ?? null,
    ])
    return rows[0].seq
  }
  const [thread, letter] = [randomUUID(), randomUUID()]
  await owner.query(
    `insert into threads select $1, $2, coalesce(max(number), 0) + 1, 2026, $3::date, $3::date + 14, $4, $5
      from threads where organisation_id = $2`,
    [thread, organisation, day, randomBytes(32), randomBytes(32)],
  )
  await owner.query(
    `insert into letters values ($1, $2, $3, $4, 'web', null, null, $5, true, true, false, 'x', $6)`,
    [letter, organisation, thread, wish.area, day, await entry('letter.received', letter)],
  )
  await owner.query(
    `insert into feedback values ($1, $2, $3, $4, 'web', 'comment', $5, $6, 'residence', $7, true, false)`,
    [feedback, organisation, thread, wish.area, wish.use ?? 'record', wish.observedOn ?? null, day],
  )
  for (const [kind, subjects] of [
    ['official', wish.officials ?? []],
    ['collective', wish.collectives ?? []],
  ] as const) {
    for (const subject of subjects) {
      await owner.query('select assign_number($1, $2, $3)', [feedback, subject, kind])
    }
  }
  if (wish.verdict !== null) await decideOn(owner, feedback, wish, entry)
  await owner.query('select project($1)', [feedback])
  await owner.query('commit')
  return feedback
}

/** An act of the sender on a feedback's thread (`withdraw`, `exposes-me` …). */
export async function senderActs(owner: pg.Client, feedback: string, act: string): Promise<void> {
  await owner.query(
    `insert into sender_acts (organisation_id, thread_id, act, day, entry_seq)
      select organisation_id, thread_id, $2, today(),
        custody_append(organisation_id, 'sender.' || $2, thread_id, p_by_sender => true)
      from feedback where id = $1`,
    [feedback, act],
  )
  await owner.query('select project($1)', [feedback])
}

type Entry = (kind: string, item: string, subject?: string) => Promise<string>

/** A decision on a feedback, with a summary of its own. */
async function decideOn(owner: pg.Client, feedback: string, wish: FeedbackWish, entry: Entry) {
  const [summary, decision] = [randomUUID(), randomUUID()]
  const { organisation, by } = wish
  const verdict = wish.verdict ?? 'accept'
  await owner.query(
    `insert into summaries (id, organisation_id, feedback_id, version, written_by, entry_seq)
      select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5 from summaries where feedback_id = $3`,
    [summary, organisation, feedback, by, await entry('summary.written', summary, feedback)],
  )
  await owner.query(`insert into texts values ($1, 'summary', $2, $3)`, [
    summary,
    organisation,
    wish.summary ?? 'Bà con thấy ông hay đến thăm hỏi các nhà neo đơn trong khu phố.',
  ])
  await owner.query(
    `insert into decisions (id, organisation_id, feedback_id, verdict, reason, standing, polarity,
        topic, officials, collectives, summary_id, asked_by, agreed_by, entry_seq)
      values ($1, $2, $3, $4, $5, 'said', $6, $13, $7, $8, $9, $10, $11, $12)`,
    [
      decision,
      organisation,
      feedback,
      verdict,
      wish.reason ?? null,
      wish.polarity ?? 'positive',
      wish.officials ?? [],
      wish.collectives ?? [],
      summary,
      by,
      randomUUID(),
      await entry(`feedback.${verdict.replace('_', '-')}`, decision, feedback),
      wish.topic ?? 'near-people',
    ],
  )
}

/** Accepts a feedback once more, as after a second look: a new summary, a new decision. */
export async function acceptAgain(owner: pg.Client, feedback: string, wish: FeedbackWish) {
  const entry: Entry = async (kind, item, subject) => {
    const { rows } = await owner.query('select custody_append($1, $2, $3, $4) as seq', [
      wish.organisation,
      kind,
      item,
      subject ?? null,
    ])
    return rows[0].seq
  }
  await decideOn(owner, feedback, wish, entry)
  await owner.query('select project($1)', [feedback])
}
