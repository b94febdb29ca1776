import { expect } from 'vitest'
import { drop } from '../../src/intake/drop.ts'
import { type Attachment, newFeedback } from '../../src/intake/feedback.ts'
import { type CounterHouse, counterHouse } from './counter-house.ts'
import { type StaffMember, staffMember } from './staff.ts'

/** A counter's house with those who divert, agree and hold keys, and what they do in one line. */
export async function elsewhereHouse() {
  const house = await counterHouse()
  const { owner } = house.house
  const { front } = house.ward
  const people = {
    ...house.people,
    other: await staffMember(owner, front, 'Bùi Văn Khác', 'moderator'),
    lead: await staffMember(owner, front, 'Đỗ Văn Duyệt', 'lead'),
    custodian: await staffMember(owner, front, 'Tô Giữ Khóa', 'custodian'),
  }
  const jsonOf = async (answer: Response, status: number) => {
    const text = await answer.text()
    expect(answer.status, text).toBe(status)
    return text === '' ? {} : JSON.parse(text)
  }
  /** A letter at the public door, unpacked; ids and receipt. */
  async function letter(text: string, given: object = {}, files: Attachment[] = []) {
    const about = [{ official: house.ward.head }]
    const area = house.ward.quarter
    const feedback = newFeedback.parse({
      ...{ area, kind: 'report', about, text, use: 'record' },
      ...given,
    })
    const sent = await drop(house.box, feedback, files, { proof: true, held: false })
    await house.unpack()
    const [row] = await house.rows(
      `select f.id, f.thread_id as thread from feedback f join threads t on t.id = f.thread_id where t.number = $1`,
      [Number(sent.number.slice(0, 4))],
    )
    expect(house.failures, 'what could not be unpacked').toEqual([])
    const { receipt, number } = sent
    return { receipt, number, id: String(row?.id), thread: String(row?.thread) }
  }
  const decide = async (who: StaffMember, id: string, body: object, status = 201) =>
    jsonOf(await house.json(who, `/api/v1/feedback/${id}/decisions`, body), status)
  const divert = (id: string, reason = 'denunciation') =>
    decide(people.moderator, id, { verdict: 'divert', reason })
  const summarise = async (id: string, text: string) =>
    jsonOf(await house.json(people.moderator, `/api/v1/feedback/${id}/summaries`, { text }), 201)
  /** The thread as its sender reads it. */
  const thread = async (receipt: string) => {
    const answer = await house.letterbox.request('/api/v1/thread', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const stateOf = async (id: string) =>
    (await house.rows('select state from feedback_state where feedback_id = $1', [id]))[0]?.state
  /** Every row that still holds words of a feedback, or a key to them. */
  const left = (id: string) =>
    house.rows(
      `select s.record from seals s join records_of($1) r on r = s.record
       union select k.record from data_keys k join records_of($1) r on r = k.record
       union select t.record from texts t join records_of($1) r on r = t.record`,
      [id],
    )
  const pending = async (act: string): Promise<string> => {
    const [row] = await house.rows(
      `select a.id from approvals a left join approval_answers r on r.approval_id = a.id
       where a.act = $1 and r.approval_id is null order by a.entry_seq desc`,
      [act],
    )
    return String(row?.id)
  }
  const agree = async (who: StaffMember, approval: string, approve = true) =>
    house.json(who, `/api/v1/approvals/${approval}`, { approve, note: 'Đã xem.' })
  return {
    ...house,
    ...{ people, letter, decide, divert, summarise, thread, stateOf, left, pending, agree },
  }
}
export type ElsewhereHouse = Awaited<ReturnType<typeof elsewhereHouse>> & CounterHouse
