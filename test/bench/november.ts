// `npm run bench:november [-- speed=50 communes=120 perDay=20000 from=6 to=23 letterboxes=2 consoles=2]`:
// one November day of a province, hour by hour, fifty times as fast: letters by the hour of the day,
// communes by Zipf, at 20 o'clock a campaign on one of them. Prints waits by hour, writes a plot beside,
// and fails when one acknowledged letter is missing.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openHouse, startChild } from './house.ts'
import { median } from './measure.ts'
import { plotOf } from './november-plot.ts'

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split('=')))
const number = (name: string, usual: number) => Number(given[name] ?? usual)
const speed = number('speed', 50)
const communes = number('communes', 120)
const perDay = number('perDay', 20_000)
const [from, to] = [number('from', 6), number('to', 23)]
const campaign = number('campaign', 2_000)

// When people write: little at night, most after supper.
const curve = [
  0.2, 0.1, 0.1, 0.1, 0.2, 0.6, 1.5, 3, 4, 4.5, 4, 4.5, 5, 3.5, 3.5, 4, 4.5, 6, 8, 12, 13, 10, 5, 2,
]
const whole = curve.reduce((sum, share) => sum + share, 0)

// Communes by Zipf's law.
const shares = Array.from({ length: communes }, (_, place) => 1 / (place + 1))
const sum = shares.reduce((all, share) => all + share, 0)
const some =
  'hop dan pho duong ngo den nuoc rac cho loa dai quy hoi can bo ba con nha van hoa'.split(' ')

type Sent = { hour: number; commune: number; ms: number; status: number; number: string }
const hourMs = 3_600_000 / speed
const house = await openHouse()
const { urls } = await house.fresh()
const owner = new pg.Pool({ connectionString: urls.owner, max: 2 })
await found(communes)
const empty = await databaseBytes()
const boxes = await Promise.all(
  Array.from({ length: number('letterboxes', 2) }, () =>
    startChild('letterbox.ts', 'grouped', urls.ydan_letterbox),
  ),
)
const readers = await Promise.all(
  Array.from({ length: number('consoles', 2) }, () => startChild('reader.ts', urls.ydan_console)),
)
const began = performance.now()
const sent: Sent[] = []
const waiting: { hour: number; letters: number }[] = []
try {
  let open = true
  const watch = (async () => {
    while (open) {
      waiting.push({ hour: hourNow(), letters: await waitingNow() })
      await sleep(200)
    }
  })()
  // When the sending fails first, that is what is said.
  watch.catch(() => {})
  await Promise.all([...everybody(), ...(to > 20 && from <= 20 ? [oneCampaign()] : [])])
  const last = performance.now()
  while ((await waitingNow()) > 0) await sleep(50)
  open = false
  await watch
  await told((performance.now() - last) / 1000)
} finally {
  for (const child of [...readers, ...boxes]) await child.stop()
  await owner.end()
  await house.close()
}

function hourNow(): number {
  return Math.min(to - 1, from + Math.floor((performance.now() - began) / hourMs))
}

// Each letter at its own moment of the day, whether or not the ones before were answered.
function everybody(): Promise<void>[] {
  const all: Promise<void>[] = []
  for (let hour = from; hour < to; hour += 1) {
    const letters = Math.round((perDay * (curve[hour] ?? 0)) / whole)
    for (let n = 0; n < letters; n += 1) {
      all.push(at((hour - from + Math.random()) * hourMs, zipf()))
    }
  }
  return all
}

// Within ten minutes of the day, at one commune, all alike.
async function oneCampaign(): Promise<void> {
  const start = (20 - from) * hourMs
  await Promise.all(
    Array.from({ length: campaign }, (_, n) => at(start + (n / campaign) * (hourMs / 6), 3, true)),
  )
}

async function at(moment: number, commune: number, alike = false): Promise<void> {
  await sleep(Math.max(0, moment - (performance.now() - began)))
  const hour = hourNow()
  const box = boxes[Math.floor(Math.random() * boxes.length)]
  const start = performance.now()
  const text = alike
    ? 'De nghi xem lai viec thu quy cua khu pho, ba con khong duoc hop ban va khong ai noi ro so tien da thu.'
    : `Thu ${sent.length}: ${words()}. ${words()}. ${crypto.randomUUID()}`
  const answer = await fetch(`http://127.0.0.1:${box?.first.port}/api/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      ...{ area: `X-${commune}`, kind: 'comment', about: [{ text: 'to truong' }], text },
      use: 'record',
    }),
  })
  const { number = '' } = (await answer.json()) as { number?: string }
  sent.push({ hour, commune, ms: performance.now() - start, status: answer.status, number })
}

async function told(seconds: number): Promise<void> {
  const taken = sent.filter(({ status }) => status === 201)
  const { rows } = await owner.query<{ code: string; number: number; year: number }>(
    `select l.area_code as code, t.number, t.year from letters l join threads t on t.id = l.thread_id
      join unpacked u on u.letter_id = l.id`,
  )
  const kept = new Set(rows.map(({ code, number, year }) => `${code} ${number}/${year}`))
  const lost = taken.filter(
    ({ commune, number }) => !kept.has(`X-${commune} ${number.replace(/^0+/, '')}`),
  )
  console.log(`| hour | letters | answered: median · p99 · most, ms | refused | waiting at most |`)
  console.log('|---|---|---|---|---|')
  const hours = Array.from({ length: to - from }, (_, place) => from + place).map((hour) => {
    const own = sent.filter((one) => one.hour === hour)
    const ms = own.map((one) => one.ms).sort((a, b) => a - b)
    const p99 = ms[Math.floor(ms.length * 0.99)] ?? 0
    const most = Math.max(0, ...waiting.filter((w) => w.hour === hour).map((w) => w.letters))
    const refused = own.filter(({ status }) => status !== 201).length
    const times = [median(ms), p99, ms.at(-1) ?? 0].map((time) => time.toFixed(0)).join(' · ')
    console.log(`| ${hour} | ${own.length} | ${times} | ${refused} | ${most} |`)
    return { hour, letters: own.length, p99, most }
  })
  console.log(
    `sent ${sent.length} · acknowledged ${taken.length} · lost ${lost.length} · all unpacked ${seconds.toFixed(1)} s after the last`,
  )
  const kilobytes = ((await databaseBytes()) - empty) / sent.length / 1024
  console.log(`${kilobytes.toFixed(1)} KB of database a letter, unpacked and indexed`)
  const dir = join(import.meta.dirname, '../../dist')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'november.svg'), plotOf(hours))
  if (lost.length > 0) process.exitCode = 1
}

async function found(many: number): Promise<void> {
  await owner.query(
    `with made as (
      insert into organisations (code, kind, name, level, settings)
        select 'X-' || n, 'front', 'Ủy ban MTTQ xã Mô Phỏng ' || n, 'commune', '{}' from generate_series(1, $1::int) n
        returning id, code)
    insert into areas (code, kind, name, organisation_id) select code, 'xã', 'Mô Phỏng ' || code, id from made`,
    [many],
  )
}

function zipf(): number {
  let left = Math.random() * sum
  for (const [place, share] of shares.entries()) {
    left -= share
    if (left <= 0) return place + 1
  }
  return communes
}

function words(): string {
  return Array.from({ length: 14 }, () => some[Math.floor(Math.random() * some.length)]).join(' ')
}

async function databaseBytes(): Promise<number> {
  const { rows } = await owner.query('select pg_database_size(current_database()) as bytes')
  return Number(rows[0].bytes)
}

async function waitingNow(): Promise<number> {
  const { rows } = await owner.query('select count(*)::int from waiting_letters where ready')
  return Number(rows[0].count)
}
