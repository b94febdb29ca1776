import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { expect } from 'vitest'
import { connect } from '../../db/connection.ts'
import { ownerUrl } from '../../src/cli/owner.ts'
import { configOf } from '../../src/config.ts'
import type { TimedJob } from '../../src/jobs/prepare.ts'
import { lineSecrets } from '../channels/fixtures/line.ts'
import { ours } from '../channels/fixtures/mail.ts'
import { messengerSecrets } from '../channels/fixtures/messenger.ts'
import { zaloSecrets } from '../channels/fixtures/zalo.ts'
import { checkInvariants } from '../support/invariants.ts'
import { mailServer } from '../support/mail-server.ts'
import { platforms } from '../support/platforms.ts'
import { type StaffMember, staffMember } from '../support/staff.ts'
import { eventually, startOn } from '../support/started.ts'
import { makeWard } from '../support/ward.ts'
import { ask } from '../support/whole.ts'
import type { Delivery } from './house.ts'

type Answer = { status: number; text: string; body: Record<string, unknown> & { id?: string } }

/** `npm start` as it is, with every channel on and the platforms and the mail server standing in. */
export async function openService() {
  const dir = mkdtempSync(join(tmpdir(), 'ydan phiếu '))
  const [chat, mail] = [await platforms(), await mailServer()]
  const { ZALO_ACCESS_TOKEN: _, ...zalo } = zaloSecrets
  const channels = { ...zalo, ...lineSecrets, ...messengerSecrets, ...chat.environment }
  const environment = { LOG_LEVEL: 'info', SMTP_URL: mail.url, MAIL_FROM: ours, ...channels }
  const service = await startOn(dir, environment, [join(import.meta.dirname, '../../src/node.ts')])
  if (!service.out.includes('console')) throw new Error(service.err)
  const database = await ownerUrl(configOf({ DATA_DIR: dir }))
  const owner = connect(database, { max: 2, name: 'test' })
  const ward = await makeWard(database)
  const moderator = await staffMember(owner.db, ward.front, 'Mai Thị Xử Lý', 'moderator')
  const clerk = await staffMember(owner.db, ward.front, 'Ngô Văn Thư', 'clerk')
  const rows = (text: string, values: unknown[] = []) =>
    ask<Record<string, unknown>>(database, text, values)

  async function fetched(door: 'letterbox' | 'console', path: string, init: RequestInit) {
    const answer = await fetch(`http://127.0.0.1:${service.ports[door]}${path}`, init)
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, text, body: isJson && text ? JSON.parse(text) : {} } as Answer
  }
  const json = { 'content-type': 'application/json' }
  const staffs = (path: string, body?: unknown, who: StaffMember = moderator) =>
    fetched('console', path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...json, authorization: `Bearer ${who.token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  return {
    dir,
    consoleUrl: `http://127.0.0.1:${service.ports.console}`,
    ward,
    clerk,
    chat,
    mail,
    rows,
    staffs,
    database,
    /** What the three processes have written so far. */
    log: () => service.out + service.err,
    /** A platform delivers; resolves when the bot has heard it and said its answer. */
    async chats({ channel, body, headers }: Delivery): Promise<void> {
      const path = `/webhooks/${channel}`
      const { status } = await fetched('letterbox', path, { method: 'POST', body, headers })
      expect(status).toBe(200)
      const under = `select (select count(*) from chat_seals where field = 'content')
        + (select count(*) from chat_outbox where sent_on is null) as way`
      const done = await eventually(
        () => rows(under),
        ([row]) => row?.way === '0',
      )
      expect(done).toEqual([{ way: '0' }])
    },
    /** `POST` of the public door's API. */
    posts: (path: string, body: object) =>
      fetched('letterbox', path, { method: 'POST', headers: json, body: JSON.stringify(body) }),
    /** The page a sender sees who types the code at `/tra-cuu`. */
    async page(receipt: string, more: Record<string, string> = {}): Promise<string> {
      const body = new URLSearchParams({ receipt, ...more })
      const { status, text } = await fetched('letterbox', '/tra-cuu', { method: 'POST', body })
      expect(status).toBe(200)
      return text
    },
    /** `ydan mail ingest`, as a mail server runs it; its exit code. */
    async ingest(raw: Uint8Array): Promise<number> {
      const cli = join(import.meta.dirname, '../../src/cli.ts')
      const env = { PATH: process.env.PATH, DATA_DIR: dir, MAIL_FROM: ours }
      const words = ['--import', 'tsx', cli, 'mail', 'ingest']
      const child = spawn(process.execPath, words, { env, stdio: ['pipe', 'ignore', 'ignore'] })
      child.stdin.end(raw)
      return (await once(child, 'close'))[0]
    },
    /** Lets the clock strike for one of its jobs. */
    async strikes(name: TimedJob): Promise<void> {
      const boss = new PgBoss({ connectionString: database, schedule: false, supervise: false })
      await boss.start()
      await boss.send(name)
      await boss.stop()
    },
    async close() {
      await owner.close()
      await checkInvariants(database)
      service.child.kill('SIGTERM')
      expect(await service.ended).toBe(0)
      chat.stop()
      mail.stop()
      rmSync(dir, { recursive: true })
    },
  }
}
export type OpenService = Awaited<ReturnType<typeof openService>>
