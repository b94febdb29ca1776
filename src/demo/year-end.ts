import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { dayInVietNam } from '../staff/working-days.ts'
import { call, made } from './calls.ts'
import type { Acting } from './cast.ts'
import type { Letter, OnRecord } from './letter.ts'
import { agree } from './moderate.ts'
import type { Cycles, Subjects } from './units.ts'
import type { CollectiveKey, OfficialKey } from './ward.ts'

/** What the end of the year needs: who acts, and what came before. */
export type YearEnd = {
  console: string
  desk: string
  secretary: Acting
  lead: Acting
  /** Who makes answers ready for print. */
  moderator: Acting
  /** Who enters explanations at the desk. */
  writers: Record<NonNullable<OnRecord['explanation']>['by'], Acting>
  subjects: Subjects
  cycles: Cycles
  feedback: ReadonlyMap<string, string>
}

type Answer = { evidence: string; record: string; said: NonNullable<OnRecord['explanation']> }

/**
 * Opens the records, attaches the evidence, sends the letters to those who will answer, enters their
 * answers and makes them ready for print, closes last year's cycle. Other letters stay drafts.
 */
export async function keepRecords(year: YearEnd, letters: readonly Letter[]): Promise<void> {
  const opened = new Map<string, string>()
  const answers: Answer[] = []
  for (const { key, about, course } of letters) {
    if (!('record' in course) || !course.record) continue
    const [subject] = course.meant ? [course.meant] : about
    if (typeof subject !== 'string') continue
    const record = await recordOf(year, opened, subject, course.record)
    const evidence = await attach(year, record, year.feedback.get(key) ?? '', course.record)
    if (course.record.explanation) {
      answers.push({ evidence, record, said: course.record.explanation })
    }
  }
  const answering = new Set(answers.map(({ record }) => record))
  for (const cycle of Object.values(year.cycles)) await send(year, cycle, answering)
  for (const answer of answers) await enter(year, answer)
  const path = `/api/v1/cycles/${year.cycles.last}/closings`
  await call(year.console, { path, body: {}, token: year.secretary.token }, made)
}

async function recordOf(
  { console, secretary, subjects, cycles }: YearEnd,
  opened: Map<string, string>,
  subject: OfficialKey | CollectiveKey,
  { lastYear }: OnRecord,
): Promise<string> {
  const cycle = lastYear ? cycles.last : cycles.present
  const known = opened.get(`${cycle} ${subject}`)
  if (known) return known
  const body = { official: subjects.get(subject), cycle }
  const asked = { path: '/api/v1/review-records', body, token: secretary.token }
  const { id } = await call(console, asked, made)
  opened.set(`${cycle} ${subject}`, id)
  return id
}

async function attach(
  { console, secretary }: YearEnd,
  record: string,
  feedback: string,
  { criterion }: OnRecord,
): Promise<string> {
  const path = `/api/v1/review-records/${record}/evidence`
  const asked = { path, body: { feedback, criterion }, token: secretary.token }
  return (await call(console, asked, made)).id
}

// A batch out of turn: the demo's year is one afternoon.
async function send(
  { console, secretary, lead }: YearEnd,
  cycle: string,
  answering: ReadonlySet<string>,
): Promise<void> {
  const { token } = secretary
  const body = { cycle, reason: 'Trước khi chốt tập tư liệu.' }
  await call(console, { path: '/api/v1/hearings', body, token }, made)
  const drafted = z.object({
    items: z.array(
      z.object({ id: z.uuid(), record: z.uuid(), subject: z.string(), issued: z.unknown() }),
    ),
  })
  const { items } = await call(console, { path: '/api/v1/hearings', token }, drafted)
  for (const { id, record, subject, issued } of items) {
    if (issued !== null || !answering.has(record)) continue
    const issue = { path: `/api/v1/hearings/${id}/issues`, body: { signer: lead.name }, token }
    await call(console, issue, made)
    const receivedOn = dayInVietNam()
    const receipt = { receivedOn, receiver: subject }
    await call(console, { path: `/api/v1/hearings/${id}/receipts`, body: receipt, token }, made)
  }
}

async function enter(
  { console, desk, writers, moderator }: YearEnd,
  { evidence, said }: Answer,
): Promise<void> {
  const { by, ...body } = said
  const { token } = writers[by]
  const path = `/api/v1/evidence/${evidence}/explanations`
  const { id } = await call(desk, { path, body, token }, made)
  const edition = `/api/v1/explanations/${id}/editions`
  await call(console, { path: edition, body: { fold: [] }, token: moderator.token }, made)
}

const patience = 120_000
const askedBundle = z.object({ id: z.uuid(), approval: z.uuid() })

/** Freezes the bundle of one official's present record and waits until its papers are there. */
export async function freeze(year: YearEnd, subject: OfficialKey, today: string): Promise<string> {
  const { console, secretary, lead } = year
  const record = await presentRecord(year, subject)
  const { token } = secretary
  const path = `/api/v1/review-records/${record}/bundles`
  const { id, approval } = await call(
    console,
    { path, body: { cutOff: today }, token },
    askedBundle,
  )
  await agree(console, lead.token, approval)
  const state = z.object({ state: z.string() })
  for (const until = Date.now() + patience; Date.now() < until; await sleep(250)) {
    const bundle = await call(console, { path: `/api/v1/bundles/${id}`, token }, state)
    if (bundle.state === 'frozen') return id
  }
  throw new Error('the papers of the bundle did not come')
}

async function presentRecord(
  { console, secretary, cycles, subjects }: YearEnd,
  subject: OfficialKey,
): Promise<string> {
  const cover = z.object({ id: z.uuid(), subject: z.object({ id: z.uuid() }) })
  const { items } = await call(
    console,
    { path: `/api/v1/review-records?cycle=${cycles.present}`, token: secretary.token },
    z.object({ items: z.array(cover) }),
  )
  const found = items.find((one) => one.subject.id === subjects.get(subject))
  return found?.id ?? ''
}
