import { createHash, randomUUID } from 'node:crypto'
import { as } from '../../db/connection.ts'
import { keepCopy } from '../../src/moderation/safe-copies.ts'
import type { Picture } from '../../src/moderation/safe-copy.ts'
import { seal } from '../../src/moderation/vault.ts'
import type { MeetingHouse } from './meeting-house.ts'

/** Gives a feedback a file that has a safe copy of these pictures already; the file's id. */
export async function withCopy(
  house: MeetingHouse,
  feedback: string,
  pictures: readonly Uint8Array[],
  inAll = pictures.length,
): Promise<string> {
  const attachment = randomUUID()
  const { rows } = await house.owner.query(
    `insert into attachments select $1, l.organisation_id, l.id,
        (select count(*) from attachments a where a.letter_id = l.id), 'application/pdf', 10
      from letters l join feedback f using (thread_id) where f.id = $2 and l.first returning organisation_id`,
    [attachment, feedback],
  )
  const organisation = String(rows[0]?.organisation_id)
  await as(house.pools.console.db, { role: 'ydan_jobs' }, async (tx) => {
    const original = { record: attachment, field: 'bytes', organisation }
    await seal(tx, house.vault, original, new Uint8Array(10))
    const pages = pictures.map(
      (bytes): Picture => ({ type: 'image/jpeg', width: 10, height: 10, bytes }),
    )
    const made = { tool: 'test', pages, pagesInAll: inAll }
    await keepCopy(tx, house.vault, { organisation, attachment, made })
  })
  return attachment
}

/** The same, released as two persons would, without asking them: for many at once. */
export async function withReleased(
  house: MeetingHouse,
  feedback: string,
  pictures: readonly Uint8Array[],
  by: { asked: string; agreed: string },
): Promise<void> {
  const attachment = await withCopy(house, feedback, pictures)
  const [release, approval] = [randomUUID(), randomUUID()]
  const pages = pictures.map((bytes) => ({
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const run = (text: string, values: unknown[]) => house.owner.query(text, values)
  await run('begin', [])
  await run(`select set_config('ydan.person', $1, true)`, [by.asked])
  await run(
    `insert into approvals (id, organisation_id, act, subject, payload, asked_by, expires_at, entry_seq)
      select $1::uuid, c.organisation_id, 'release', $2::uuid, jsonb_build_object('release', $2::uuid,
        'feedback', $3::uuid, 'attachment', c.attachment_id, 'copy', c.id), $4::uuid, now() + interval '1 day',
        custody_append(c.organisation_id, 'approval.asked', $1::uuid, $2::uuid, p_reason => 'release')
      from safe_copies c where c.attachment_id = $5`,
    [approval, release, feedback, by.asked, attachment],
  )
  await run(`select set_config('ydan.person', $1, true)`, [by.agreed])
  await run(
    `insert into texts (record, field, organisation_id, body)
      select $1, 'pages', organisation_id, $2 from feedback where id = $3`,
    [release, JSON.stringify({ pagesInAll: pages.length, pages }), feedback],
  )
  await run(
    `insert into releases (id, organisation_id, feedback_id, attachment_id, copy_id, approval_id, asked_by, agreed_by, entry_seq)
      select $1::uuid, c.organisation_id, $2::uuid, c.attachment_id, c.id, $3::uuid, $4::uuid, $5::uuid,
        custody_append(c.organisation_id, 'attachment.released', $1::uuid, $2::uuid, p_second => $4::uuid)
      from safe_copies c where c.attachment_id = $6`,
    [release, feedback, approval, by.asked, by.agreed, attachment],
  )
  await run(
    `insert into approval_answers (approval_id, organisation_id, outcome, answered_by, entry_seq)
      select $1::uuid, organisation_id, 'agreed', $2::uuid,
        custody_append(organisation_id, 'approval.agreed', $1::uuid, $3::uuid, p_second => $4::uuid, p_reason => 'release')
      from feedback where id = $5`,
    [approval, by.agreed, release, by.asked, feedback],
  )
  await run('commit', [])
}
