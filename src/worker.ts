import { workerDoor } from '../db/door-worker.ts'
import { problemWords } from '../views/words/problems.ts'
import { variableMissing } from '../views/words/start.ts'
import { type Config, configOf } from './config.ts'
import { intakeApp } from './intake/app.tsx'
import { createGate, type Gate } from './intake/gate.ts'
import { type Letterbox, letterboxOf } from './intake/letterbox.ts'
import { takeMail } from './intake/mail.ts'
import { Problem, problemOf, problemResponse } from './problem.ts'
import { fromBase64 } from './seal/bytes.ts'

type Needed =
  | 'LETTERBOX_DATABASE_URL'
  | 'LETTER_PUBLIC_KEY'
  | 'RELAY_PUBLIC_KEY'
  | 'RECEIPT_PEPPER'
  | 'MAIL_FROM'
type Context = { waitUntil(work: Promise<unknown>): void }

/** A mail as the platform hands it over: its envelope's receiver, its bytes and how many they are. */
type IncomingMail = {
  readonly to: string
  readonly raw: ReadableStream<Uint8Array>
  readonly rawSize: number
  setReject(reason: string): void
}

// An isolate has 128 MB, and what is sealed lies in it several times over.
const mostBytes = 8 * 2 ** 20

// Counts live as long as the isolate; the platform may start others beside it.
let gate: Gate | undefined

/**
 * The letterbox as a Worker: the same handlers as under Node, one database client a request. The
 * door's key goes with its request too: no request may wait for another's, and no timer would
 * outlive it to forget the key.
 */
export default {
  async fetch(request: Request, env: Record<string, string>, context: Context): Promise<Response> {
    try {
      return await answer(request, configOf(env), context)
    } catch (thrown) {
      // What the handlers raise they answer; this is a wrong or missing variable, not the sender's.
      return problemResponse(new Problem('unavailable', problemOf(thrown).sentence))
    }
  },

  /** A mail that cannot be stored raises, so that its sender's server brings it again. */
  async email(message: IncomingMail, env: Record<string, string>): Promise<void> {
    // Brought again it would be no smaller; the sender's server tells the sender.
    if (message.rawSize > mostBytes) return message.setReject(problemWords.tooLarge.en)
    const config = configOf(env)
    const { box, close, gate } = open(config)
    try {
      const raw = new Uint8Array(await new Response(message.raw).arrayBuffer())
      const ours = needed(config, 'MAIL_FROM')
      await takeMail(box, received(message.to, raw), {
        ours,
        authserv: config.MAIL_AUTHSERV_ID,
        gate,
      })
    } finally {
      await close()
    }
  },
}

async function answer(request: Request, config: Config, context: Context): Promise<Response> {
  const { box, close, gate } = open(config)
  const app = intakeApp({
    box,
    gate,
    baseUrl: config.BASE_URL,
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? '',
    secrets: config.channels,
    signingKeys: config.SIGNING_PUBLIC_KEYS?.map(fromBase64) ?? [],
    mostBytes,
    log: () => {},
  })
  try {
    const response = await app.fetch(request)
    // Who is cut off while still sending sees a broken connection instead of the answer.
    if (!request.bodyUsed) await request.body?.pipeTo(new WritableStream()).catch(() => {})
    return response
  } finally {
    context.waitUntil(close())
  }
}

function open(config: Config): { box: Letterbox; gate: Gate; close(): Promise<void> } {
  const pepper = fromBase64(needed(config, 'RECEIPT_PEPPER'))
  gate ??= createGate(pepper)
  const letterKey = needed(config, 'LETTER_PUBLIC_KEY')
  const relayKey = needed(config, 'RELAY_PUBLIC_KEY')
  const { door, close } = workerDoor(needed(config, 'LETTERBOX_DATABASE_URL'))
  const box = letterboxOf(door, {
    letterKey: { version: config.LETTER_KEY_VERSION, publicKey: fromBase64(letterKey) },
    relayKey: { version: config.RELAY_KEY_VERSION, publicKey: fromBase64(relayKey) },
    pepper,
    signingKeys: config.SIGNING_PUBLIC_KEYS?.map(fromBase64) ?? [],
  })
  return { box, gate, close }
}

// The area stands in the envelope's receiver, which the headers need not repeat.
function received(to: string, raw: Uint8Array): Uint8Array {
  if (!/^[^\s<>]{1,320}$/.test(to)) return raw
  const line = new TextEncoder().encode(`Delivered-To: ${to}\r\n`)
  const whole = new Uint8Array(line.length + raw.length)
  whole.set(line)
  whole.set(raw, line.length)
  return whole
}

function needed(config: Config, name: Needed): string {
  const value = config[name]
  if (!value) throw new Problem('invalid', variableMissing(name))
  return value
}
