// Sends letters over kept-open connections and says how many a second were answered with 201, and
// how long they took. Raw sockets: the sender must not be what is measured.
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'

type Asked = {
  port: number
  connections: number
  seconds: number
  /** Letters a second to send at most; 0: as many as get answered. */
  rate: number
  form: boolean
  path: string
  area: string
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const warmUp = 1_500
const from = performance.now() + warmUp
const until = from + asked.seconds * 1000
const took: number[] = []
let wrong = 0
const gap = asked.rate > 0 ? (1000 * asked.connections) / asked.rate : 0

await Promise.all(Array.from({ length: asked.connections }, (_, place) => sender(place)))
took.sort((a, b) => a - b)
const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
process.send?.({ perSecond: took.length / asked.seconds, p50: at(0.5), p99: at(0.99), wrong })
process.disconnect()

function sender(place: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(asked.port, '127.0.0.1')
  let received = ''
  let began = 0
  let count = 0
  let due = performance.now()
  const send = () => {
    if (began > until) {
      socket.end()
      return resolve()
    }
    socket.write(request(place, count++))
  }
  // People come when they come (Poisson), and who is kept waiting waits from then on.
  const next = () => {
    began = performance.now()
    if (gap === 0) return send()
    due -= Math.log(1 - Math.random()) * gap
    if (due <= began) {
      began = due
      return send()
    }
    setTimeout(() => {
      // A timer that fires late is no fault of who answers.
      began = performance.now()
      send()
    }, due - began)
  }
  socket.setNoDelay(true).setEncoding('latin1')
  socket.on('connect', next)
  socket.on('error', reject)
  socket.on('data', (text: string) => {
    received += text
    if (!isWhole(received)) return
    const now = performance.now()
    const right = /^HTTP\/1\.1 20[01] /.test(received)
    if (!right && wrong++ === 0) console.error(received.slice(0, 500))
    if (right && began >= from && now <= until) took.push(now - began)
    received = ''
    next()
  })
  return promise
}

function isWhole(received: string): boolean {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return false
  if (/transfer-encoding: chunked/i.test(received)) return received.endsWith('0\r\n\r\n')
  const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
  return received.length >= head + 4 + length
}

function request(place: number, count: number): string {
  if (asked.path !== '/api/v1/feedback') {
    return `GET ${asked.path} HTTP/1.1\r\nhost: localhost\r\n\r\n`
  }
  const text = `Thu ${place}.${count}: cuoc hop to dan pho hom qua keo dai den khuya, ba con mong to truong hop gon hon va noi ro khoan dong gop. ${randomUUID()}`
  return asked.form ? form(text) : json(text)
}

function json(text: string): string {
  const about = [{ text: 'to truong' }]
  const body = JSON.stringify({ area: asked.area, kind: 'comment', about, text, use: 'record' })
  return post(
    asked.path,
    `content-type: application/json\r\nidempotency-key: ${randomUUID()}`,
    body,
  )
}

function form(text: string): string {
  const fields = { kind: 'comment', key: randomUUID(), aboutText: 'to truong', text, use: 'record' }
  const empty = { day: '', month: '', year: '', place: '', contact: '', slip: '' }
  const body = new URLSearchParams({ ...fields, ...empty }).toString()
  return post(`/k/${asked.area}/gui`, 'content-type: application/x-www-form-urlencoded', body)
}

function post(path: string, headers: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\n${headers}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}
