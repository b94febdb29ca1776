import { workerDoor } from '../db/door-worker.ts'
import { variableMissing } from '../views/words/start.ts'
import { type Config, configOf } from './config.ts'
import { intakeApp } from './intake/app.tsx'
import { createGate, type Gate } from './intake/gate.ts'
import { letterboxOf } from './intake/letterbox.ts'
import { Problem, problemOf, problemResponse } from './problem.ts'
import { fromBase64 } from './seal/bytes.ts'

type Needed = 'LETTERBOX_DATABASE_URL' | 'LETTER_PUBLIC_KEY' | 'RELAY_PUBLIC_KEY' | 'RECEIPT_PEPPER'
type Context = { waitUntil(work: Promise<unknown>): void }

// Counts live as long as the isolate; the platform may start others beside it.
let gate: Gate | undefined

/** The letterbox as a Worker: the same handler as under Node, one database client a request. */
export default {
  async fetch(request: Request, env: Record<string, string>, context: Context): Promise<Response> {
    try {
      const config = configOf(env)
      const need = (name: Needed) => needed(config, name)
      const pepper = fromBase64(need('RECEIPT_PEPPER'))
      gate ??= createGate(pepper)
      const { door, close } = workerDoor(need('LETTERBOX_DATABASE_URL'))
      const app = intakeApp({
        box: letterboxOf(door, {
          letterKey: {
            version: config.LETTER_KEY_VERSION,
            publicKey: fromBase64(need('LETTER_PUBLIC_KEY')),
          },
          relayKey: {
            version: config.RELAY_KEY_VERSION,
            publicKey: fromBase64(need('RELAY_PUBLIC_KEY')),
          },
          pepper,
        }),
        gate,
        baseUrl: config.BASE_URL,
        addressOf: (c) => c.req.header('cf-connecting-ip') ?? '',
        secrets: config.channels,
        log: () => {},
      })
      const response = await app.fetch(request)
      context.waitUntil(close())
      return response
    } catch (thrown) {
      return problemResponse(problemOf(thrown))
    }
  },
}

function needed(config: Config, name: Needed): string {
  const value = config[name]
  if (!value) throw new Problem('invalid', variableMissing(name))
  return value
}
