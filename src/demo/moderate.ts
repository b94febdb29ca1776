import { z } from 'zod'
import { call } from './calls.ts'
import type { Acting } from './cast.ts'
import type { Acceptance, Course, Letter } from './letter.ts'
import { type Sent, sendMore } from './send.ts'
import type { Subjects } from './units.ts'
import { isCollective } from './ward.ts'

/** What moderating the demo's letters needs. `feedback` and `sent` are by the letters' keys. */
export type Desk = {
  letterbox: string
  console: string
  moderator: Acting
  lead: Acting
  subjects: Subjects
  feedback: ReadonlyMap<string, string>
  sent: ReadonlyMap<string, Sent>
}

/** Takes one letter along its course, up to where records begin. */
export async function moderate(desk: Desk, letter: Letter): Promise<void> {
  const { course } = letter
  switch (course.to) {
    case 'received':
      return
    case 'screening':
      return screen(desk, letter, course)
    case 'needs_info':
      return decide(desk, letter, { verdict: 'ask', message: course.question })
    case 'accepted':
    case 'awaiting_explanation':
    case 'bundled':
      return accept(desk, letter, course)
    case 'not_accepted':
      return decide(desk, letter, { verdict: 'not_accept', ...saidIn(course) })
    case 'rejected':
      return decide(desk, letter, { verdict: 'reject', ...saidIn(course) })
    case 'reopened':
      await decide(desk, letter, { verdict: course.after, ...saidIn(course) })
      return act(desk, letter, { act: 'reopen' })
    case 'diverted':
      return decide(desk, letter, { verdict: 'divert', reason: course.reason })
    case 'forwarded':
      return decide(desk, letter, { verdict: 'forward', message: course.message })
    case 'merged':
      return decide(desk, letter, { verdict: 'merge', into: idOf(desk, course.into) })
    case 'withdrawn':
      if (course.summary) await summarise(desk, letter, course.summary)
      return act(desk, letter, { act: 'withdraw' })
  }
}

async function screen(
  desk: Desk,
  letter: Letter,
  course: Extract<Course, { to: 'screening' }>,
): Promise<void> {
  if ('asked' in course) {
    if (course.asked === 'accept') return accept(desk, letter, course, 'leave')
    await summarise(desk, letter, course.summary)
    return decide(desk, letter, { verdict: 'not_accept', reason: course.reason }, 'leave')
  }
  if (course.question) await decide(desk, letter, { verdict: 'ask', message: course.question })
  if (course.answer) await act(desk, letter, { text: course.answer })
  await summarise(desk, letter, course.summary)
}

async function accept(
  desk: Desk,
  letter: Letter,
  given: Acceptance,
  lead: 'agrees' | 'leave' = 'agrees',
): Promise<void> {
  if (given.first) {
    await summarise(desk, letter, given.first.summary)
    await act(desk, letter, { act: given.first.objection })
  }
  await summarise(desk, letter, given.summary)
  if (given.agreed) await act(desk, letter, { act: 'satisfied' })
  const named = given.meant ? [given.meant] : letter.about.filter((one) => typeof one === 'string')
  const idsOf = (wanted: boolean) =>
    named.filter((key) => isCollective(key) === wanted).map((key) => desk.subjects.get(key))
  const { topic, standing, polarity } = given
  const about = { officials: idsOf(false), collectives: idsOf(true) }
  await decide(desk, letter, { verdict: 'accept', topic, standing, polarity, ...about }, lead)
}

const decided = z.object({ decision: z.uuid().optional(), approval: z.uuid().optional() })

/** Decides, and has the lead agree where a second person is needed, unless that is left open. */
async function decide(
  desk: Desk,
  letter: Letter,
  body: { verdict: string; [field: string]: unknown },
  lead: 'agrees' | 'leave' = 'agrees',
): Promise<void> {
  const path = `/api/v1/feedback/${idOf(desk, letter.key)}/decisions`
  const { token } = desk.moderator
  const { approval } = await call(desk.console, { path, body, token }, decided)
  if (approval !== undefined && lead === 'agrees') {
    await agree(desk.console, desk.lead.token, approval)
  }
}

/** A second person agrees to an ask. */
export async function agree(console: string, token: string, approval: string): Promise<void> {
  const asked = { path: `/api/v1/approvals/${approval}`, body: { approve: true }, token }
  await call(console, asked, z.object({ outcome: z.literal('agreed') }))
}

async function summarise(desk: Desk, letter: Letter, text: string): Promise<void> {
  const path = `/api/v1/feedback/${idOf(desk, letter.key)}/summaries`
  const asked = { path, body: { text }, token: desk.moderator.token }
  await call(desk.console, asked, z.object({ version: z.int() }))
}

async function act(desk: Desk, { key }: Letter, more: { text: string } | { act: string }) {
  const sent = desk.sent.get(key)
  if (sent) await sendMore(desk.letterbox, sent, more)
}

function idOf(desk: Desk, key: string): string {
  return desk.feedback.get(key) ?? ''
}

function saidIn(course: { reason?: string; message?: string }) {
  const { reason, message } = course
  return { ...(reason && { reason }), ...(message && { message }) }
}
