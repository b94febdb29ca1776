// `.ci/request-tracker` calls this with the address of a running Request Tracker 5, its database and the
// file of its process number: what an office might use instead, beside ours, turn by turn (S3).
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { doorOver } from '../../db/door.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { openHouse } from './house.ts'
import { load } from './intake.ts'
import { type Comparison, compare, head, megabytesOf, printed } from './measure.ts'

const [url = '', databaseUrl = '', process_ = '', rounds = '3'] = process.argv.slice(2)
const seconds = 10
// It has four processes: more would only wait.
const atOnce = 8

const tracker = new pg.Client({ connectionString: databaseUrl })
await tracker.connect()
const house = await openHouse()
const mailbox = { ours: 'gopy@vidu.example', gate: { holds: () => false } }
const held = { ours: 0, tracker: 0 }

const ticket = async () => {
  const told = { Queue: 'General', Subject: 'Thư', Content: text(), ContentType: 'text/plain' }
  return fetch(`${url}/REST/2.0/ticket`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('root:password').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ ...told, Requestor: 'nguoi.gui@vidu.example' }),
  }).then(async (answer) => answer.status === 201 && (await answer.text()) !== '')
}
const byMail = async () => {
  const body = new URLSearchParams({ SessionType: 'REST', queue: 'General', action: 'correspond' })
  body.set('message', mail())
  const answer = await fetch(`${url}/REST/1.0/NoAuth/mail-gateway`, { method: 'POST', body })
  return (await answer.text()).startsWith('ok')
}

const comparisons: Comparison[] = [
  {
    name: 'S3',
    what: 'letters ÷ tickets of Request Tracker by its API, as shipped',
    unit: 'a second',
    ours: letters,
    limit: () => tickets(true, ticket),
    goal: { atLeast: 700 },
  },
  {
    name: 'S3',
    what: 'letters ÷ its tickets with its mails off',
    unit: 'a second',
    ours: letters,
    limit: () => tickets(false, ticket),
    goal: { atLeast: 250 },
  },
  {
    name: 'S3',
    what: 'mails ÷ its tickets by mail, as shipped',
    unit: 'a second',
    ours: mails,
    limit: () => tickets(true, byMail),
    goal: { atLeast: 100 },
  },
  {
    name: 'S3',
    what: 'memory after that: letterbox and PostgreSQL ÷ its server and PostgreSQL',
    unit: 'MB',
    ours: async () => held.ours,
    limit: async () => held.tracker,
    goal: { atMost: 0.5 },
  },
]
try {
  console.log(head.join('\n'))
  for (const one of comparisons) console.log(printed(await compare(one, Number(rounds))))
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await tracker.end()
  await house.close()
}

async function letters(): Promise<number> {
  const told = await load(house, 'grouped')
  held.ours = Math.max(held.ours, told.megabytes + family(postmaster(join(house.dir, 'cluster'))))
  return told.perSecond
}

/** Mails a second, 64 at once, as the mailbox hands them over. */
async function mails(): Promise<number> {
  const { urls } = await house.fresh()
  const pool = new pg.Pool({ connectionString: urls.ydan_letterbox, max: 8 })
  const key = async (fill: number) => ({
    version: 1,
    publicKey: (await pairOf('X25519', new Uint8Array(32).fill(fill))).publicBytes,
  })
  const keys = { letterKey: await key(1), relayKey: await key(2), pepper: new Uint8Array(32) }
  const box = letterboxOf(doorOver(pool), keys)
  try {
    return await perSecond(64, async () => {
      const raw = new TextEncoder().encode(mail('ML-3'))
      return (await takeMail(box, raw, mailbox)) === 'letter'
    })
  } finally {
    await pool.end()
  }
}

async function tickets(mailing: boolean, make: () => Promise<boolean>): Promise<number> {
  // What it does by itself at a new ticket (all of it is mail) is a row each, read at every ticket.
  await tracker.query('update scrips set disabled = $1', [mailing ? 0 : 1])
  const figure = await perSecond(atOnce, make)
  held.tracker = Math.max(held.tracker, trackerHolds())
  return figure
}

async function perSecond(many: number, make: () => Promise<boolean>): Promise<number> {
  const began = performance.now()
  let made = 0
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (performance.now() - began < seconds * 1000) {
        if (!(await make())) throw new Error('it was not taken')
        made += 1
      }
    }),
  )
  return made / ((performance.now() - began) / 1000)
}

function text(): string {
  return `Cuộc họp tổ dân phố hôm qua kéo dài đến khuya, bà con mong gọn hơn. ${crypto.randomUUID()}`
}

function mail(area = ''): string {
  const to = area ? `gopy+${area}@vidu.example` : 'rt@vidu.example'
  return [
    'From: nguoi.gui@vidu.example',
    `To: ${to}`,
    'Subject: Thu',
    `Message-ID: <${crypto.randomUUID()}@vidu.example>`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text(),
  ].join('\r\n')
}

function trackerHolds(): number {
  return family(pidIn(process_)) + family(postmaster(join(dirname(process_), 'database')))
}

function postmaster(dir: string): number {
  return pidIn(join(dir, 'postmaster.pid'))
}

function pidIn(file: string): number {
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

// A process and all that came from it, in megabytes.
function family(from: number): number {
  const pids = readdirSync('/proc').map(Number)
  return pids
    .filter((pid) => pid > 0 && descends(pid, from))
    .reduce((all, pid) => all + megabytesOf(pid), 0)
}

function descends(pid: number, from: number): boolean {
  if (pid === from) return true
  const parent = Number(/\) \S (\d+)/.exec(of(pid, 'stat'))?.[1] ?? 0)
  return parent > 1 && descends(parent, from)
}
function of(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
