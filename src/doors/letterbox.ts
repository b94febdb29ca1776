import pg from 'pg'
import { doorOver } from '../../db/door.ts'
import { variableMissing } from '../../views/words/start.ts'
import { configOf } from '../config.ts'
import { intakeApp } from '../intake/app.tsx'
import { createGate } from '../intake/gate.ts'
import { letterboxOf } from '../intake/letterbox.ts'
import { Problem } from '../problem.ts'
import { fromBase64 } from '../seal/bytes.ts'
import { mayOpen } from './life.ts'
import { addressBehind, logger, open } from './serve.ts'

// The public door's process: this file, bundled, is all it can read (`--permission`).
const config = configOf(process.env)
const letterKey = needed('LETTER_PUBLIC_KEY')
const relayKey = needed('RELAY_PUBLIC_KEY')
const pepper = fromBase64(needed('RECEIPT_PEPPER'))
const signingKeys = config.SIGNING_PUBLIC_KEYS?.map(fromBase64) ?? []
const pool = new pg.Pool({
  connectionString: needed('LETTERBOX_DATABASE_URL'),
  application_name: 'ydan letterbox',
  max: 8,
  connectionTimeoutMillis: 4000,
  query_timeout: 4500,
  statement_timeout: 4500,
})
// Without a listener, a connection that drops while idle would end the process.
pool.on('error', () => {})
pool.on('connect', (client) => client.on('error', () => {}))

const app = intakeApp({
  box: letterboxOf(doorOver(pool), {
    letterKey: { version: config.LETTER_KEY_VERSION, publicKey: fromBase64(letterKey) },
    relayKey: { version: config.RELAY_KEY_VERSION, publicKey: fromBase64(relayKey) },
    pepper,
    signingKeys,
  }),
  gate: createGate(pepper),
  baseUrl: config.BASE_URL,
  addressOf: addressBehind(config.TRUST_PROXY),
  secrets: config.channels,
  signingKeys,
  keepPagesFor: 1_000,
  log: logger('letterbox', config.LOG_LEVEL),
})
await mayOpen()
open(
  {
    fetch: app.fetch,
    hostname: config.HOST,
    port: config.PORT,
  },
  () => pool.end(),
)

function needed(
  name: 'LETTER_PUBLIC_KEY' | 'RELAY_PUBLIC_KEY' | 'RECEIPT_PEPPER' | 'LETTERBOX_DATABASE_URL',
): string {
  const value = config[name]
  if (!value) throw new Problem('invalid', variableMissing(name))
  return value
}
