import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { connect } from '../../db/connection.ts'
import { doorOver } from '../../db/door.ts'
import { urlsOf } from '../../db/embedded.ts'
import { consoleApp, deskApp } from '../../src/doors/apps.ts'
import { drop } from '../../src/intake/drop.ts'
import { newFeedback } from '../../src/intake/feedback.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { prepareJobs } from '../../src/jobs/prepare.ts'
import { copyWaiting } from '../../src/moderation/copying.ts'
import { unpackWaiting } from '../../src/moderation/unpack.ts'
import { vaultOf } from '../../src/moderation/vault.ts'
import { createKeys, openKeys, publicParts } from '../../src/seal/keys.ts'
import type { Role } from '../../src/staff/roles.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import { staffHouse, staffMember } from './staff.ts'
import { ask } from './whole.ts'

type Connected = ReturnType<typeof connect>

/**
 * Console and desk as they are composed, over a fictional ward, with letters in their working life.
 * `connectConsole` may put something between the console and its database.
 */
export async function staffDoors(connectConsole?: (url: string) => Promise<Connected>) {
  const house = await staffHouse()
  const connected = await connectConsole?.(consoleUrlOf(house.ownerUrl))
  const ward = await house.ward()
  await prepareJobs(house.ownerUrl)
  const dir = mkdtempSync(join(tmpdir(), 'ydan-keys-'))
  await createKeys(join(dir, 'keys'))
  const vault = vaultOf(await openKeys(join(dir, 'keys')))
  const { letter, relay, pepper } = await publicParts(join(dir, 'keys'))
  rmSync(dir, { recursive: true })
  const letters = connect(house.letterboxUrl, { max: 2, name: 'test' })
  const box = letterboxOf(doorOver(letters.pool), { letterKey: letter, relayKey: relay, pepper })
  const failures: string[] = []
  const log = (event: string) => void failures.push(event)
  const apps = {
    console: consoleApp(
      house.door('console', connected && { db: connected.db }),
      vault,
      log,
      async () => true,
      {
        keys: { letterKey: letter, relayKey: relay, pepper },
        baseUrl: 'http://localhost:3000',
        channels: [],
      },
    ),
    desk: deskApp(house.door('desk'), log, async () => true),
  }

  /** One request; a body is sent as JSON. */
  async function call(
    door: StaffDoorName,
    method: string,
    path: string,
    given: { who?: { token: string } | undefined; body?: unknown; headers?: HeadersInit } = {},
  ) {
    const headers = new Headers(given.headers)
    if (given.who) headers.set('authorization', `Bearer ${given.who.token}`)
    if (given.body !== undefined) headers.set('content-type', 'application/json')
    const body = given.body === undefined ? null : JSON.stringify(given.body)
    return apps[door].request(path, { method, headers, body })
  }
  /** As `call`, for what must go well; gives the body. */
  async function done(who: { token: string }, path: string, body?: unknown) {
    const method = body === undefined ? 'GET' : 'POST'
    const answer = await call('console', method, `/api/v1${path}`, { who, body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} ${answer.status}: ${text}`)
    return JSON.parse(text)
  }

  /** A person for each role, in one organisation. */
  async function staffOf(organisation: string, area: string, official: string) {
    const member = (role: Role, scope = {}) =>
      staffMember(house.owner, organisation, `Người ${role} ${area}`, { role, ...scope })
    return {
      moderator: await member('moderator'),
      lead: await member('lead'),
      secretary: await member('secretary'),
      admin: await member('admin'),
      auditor: await member('auditor'),
      custodian: await member('custodian'),
      clerk: await member('clerk'),
      reader: await member('reader'),
      cell: await member('cell', { area }),
      official: await member('official', { official }),
    }
  }
  type Staff = Awaited<ReturnType<typeof staffOf>>

  const unpack = () =>
    unpackWaiting(house.console, vault, (id, error) => failures.push(`${id} ${error}`))

  /** Drops a letter with a file and unpacks it; the ids of feedback and file. */
  async function newLetter(area: string, official: string) {
    const text = 'Bác trưởng khu phố hay quát bà con khi họp.'
    const feedback = newFeedback.parse({
      ...{ area, kind: 'comment', about: [{ official }], text, use: 'record' },
    })
    const bytes = dot
    const files = [{ name: 'ảnh.png', type: 'image/png', bytes }]
    await drop(box, feedback, files, { proof: true, held: false })
    await unpack()
    const [made] = await ask<{ id: string; file: string }>(
      house.ownerUrl,
      `select u.feedback_id as id, a.id as file from unpacked u join letters l on l.id = u.letter_id
       join attachments a using (letter_id) order by l.organisation_id = $1 desc, l.entry_seq desc limit 1`,
      [await organisationOf(area)],
    )
    return made ?? { id: '', file: '' }
  }
  /** Drops a letter that names nobody of ours, and unpacks it. */
  async function looseLetter(area: string, text: string): Promise<void> {
    const feedback = newFeedback.parse({ area, kind: 'comment', about: [], text, use: 'record' })
    await drop(box, feedback, [], { proof: true, held: false })
    await unpackWaiting(house.console, vault, (id, error) => failures.push(`${id} ${error}`))
  }
  /** Makes the safe copies of all files, as the console's job does. */
  const copies = () =>
    copyWaiting(house.console, vault, (id, error) => failures.push(`${id} ${error}`))
  const organisationOf = async (area: string) =>
    (
      await ask<{ id: string }>(
        house.ownerUrl,
        'select organisation_id as id from areas where code = $1',
        [area],
      )
    )[0]?.id

  /** One of everything an organisation has, made through the API; a freeze waits for the lead. */
  async function askedBundle(staff: Staff, area: string, official: string, name: string) {
    const feedback = await newLetter(area, official)
    const accepted = await newLetter(area, official)
    const accept = { verdict: 'accept', officials: [official], topic: 'manner', standing: 'said' }
    for (const { id } of [feedback, accepted]) {
      await done(staff.moderator, `/feedback/${id}/summaries`, { text: 'Bà con mong ôn hòa hơn.' })
    }
    const decide = (id: string, polarity: string) =>
      done(staff.moderator, `/feedback/${id}/decisions`, { ...accept, polarity })
    const { approval } = await decide(feedback.id, 'negative')
    await decide(accepted.id, 'positive')
    const year = new Date().getFullYear()
    const { id: cycle } = await done(staff.secretary, '/cycles', {
      ...{ name, year, kind: 'adhoc', framework: '366/2025' },
      ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, cutOff: `${year}-12-31` },
    })
    const { id: record } = await done(staff.secretary, '/review-records', { official, cycle })
    const { id: evidence } = await done(staff.secretary, `/review-records/${record}/evidence`, {
      feedback: accepted.id,
    })
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const asked = await done(staff.secretary, `/review-records/${record}/bundles`, {
      cutOff: today,
    })
    const { id: bundle, approval: freezing } = asked
    const known = { feedback, accepted, approval, cycle, record, evidence, official, today }
    return { ...known, bundle: String(bundle), freezing: String(freezing) }
  }
  /** The same with the bundle frozen. */
  async function oneOfEach(staff: Staff, area: string, official: string) {
    const made = await askedBundle(staff, area, official, 'Kiểm điểm năm nay')
    await done(staff.lead, `/approvals/${made.freezing}`, { approve: true })
    return made
  }

  return {
    house,
    ward,
    vault,
    box,
    apps,
    failures,
    call,
    done,
    staffOf,
    unpack,
    newLetter,
    copies,
    looseLetter,
    askedBundle,
    oneOfEach,
    async close() {
      await connected?.close()
      await letters.close()
      await house.close()
    },
  }
}
export type StaffDoors = Awaited<ReturnType<typeof staffDoors>>
export type StaffOf = Awaited<ReturnType<StaffDoors['staffOf']>>
export type OneOfEach = Awaited<ReturnType<StaffDoors['oneOfEach']>>

/** A whole PNG of one pixel. */
const dot = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
)

function consoleUrlOf(ownerUrl: string): string {
  const { port, passwords } = inject('server')
  return urlsOf({ port }, new URL(ownerUrl).pathname.slice(1), passwords).ydan_console
}
