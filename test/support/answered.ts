import { as } from '../../db/connection.ts'
import type { NewFeedback } from '../../src/intake/feedback.ts'
import { type ReplyKind, reply } from '../../src/moderation/replies.ts'
import type { OpenConsole } from './moderation.ts'

/**
 * A letter with this way back (`contact`) and a reply of the moderator to it, as yet untold: what
 * `house.letter` answers, and the reply's id. `sent` as in `drop`, `{channel: 'line'}` for a chat.
 */
export async function answered(
  house: OpenConsole,
  {
    contact,
    sent = {},
    kind = 'question',
    text = 'Việc này khoảng tháng nào?',
  }: {
    contact?: object
    sent?: object
    kind?: ReplyKind
    text?: string
  },
) {
  const given = (contact ? { contact } : {}) as Partial<NewFeedback>
  const letter = await house.letter(given, [], sent)
  const { person } = house.people.moderator
  const who = { role: 'ydan_staff', organisation: house.ward.front, person } as const
  await as(house.house.console, who, (tx) =>
    reply(tx, house.vault, person, { feedback: letter.id, kind, text }),
  )
  const [row] = await house.rows(
    'select r.id from replies r join feedback f on f.thread_id = r.thread_id where f.id = $1',
    [letter.id],
  )
  return { ...letter, reply: String(row?.id) }
}
