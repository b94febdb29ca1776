import pg from 'pg'
import { doorOver } from '../../db/door.ts'
import { intakeApp } from '../../src/intake/app.tsx'
import { createGate, type Limits } from '../../src/intake/gate.ts'
import { letterboxOf } from '../../src/intake/letterbox.ts'
import type { Intake } from '../../src/intake/take.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { signerFrom } from './bundle-signer.ts'
import { freshDatabase } from './database.ts'
import { makeWard } from './ward.ts'

export const pepper = new Uint8Array(32).fill(7)

/** A real letterbox over a database of its own, with a fictional ward in it. */
export async function openLetterbox(given: { limits?: Limits; now?: () => number } = {}) {
  const database = await freshDatabase()
  const ward = await makeWard(database.ownerUrl)
  const pool = new pg.Pool({ connectionString: database.letterboxUrl, max: 4 })
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  // Dropping the database ends what is still connected; that is no failure of a test.
  for (const each of [pool, owner]) {
    each.on('error', () => {})
    each.on('connect', (client) => client.on('error', () => {}))
  }
  const letterKey = await pairOf('X25519', new Uint8Array(32).fill(1))
  const relay = await pairOf('X25519', new Uint8Array(32).fill(2))
  const log: string[] = []
  let address = '192.0.2.1'
  const intake: Intake = {
    box: letterboxOf(doorOver(pool), {
      letterKey: { version: 1, publicKey: letterKey.publicBytes },
      relayKey: { version: 1, publicKey: relay.publicBytes },
      pepper,
    }),
    gate: createGate(pepper, given.now, given.limits),
    baseUrl: 'http://localhost:3000',
    addressOf: () => address,
    signingKeys: [signerFrom(3).publicKey],
    log: (line) => void log.push(line),
  }
  const app = intakeApp(intake)
  return {
    app,
    intake,
    ward,
    log,
    letterKey,
    database,
    letterboxUrl: database.letterboxUrl,
    /** Asks the database as its owner, who sees every row. */
    rows: async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows,
    comeFrom: (other: string) => {
      address = other
    },
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    form: (path: string, fields: Record<string, string | string[] | File>) =>
      app.request(path, { method: 'POST', body: formOf(fields) }),
    async close() {
      await Promise.all([pool.end(), owner.end()])
      await database.drop()
    },
  }
}
export type OpenLetterbox = Awaited<ReturnType<typeof openLetterbox>>

function formOf(fields: Record<string, string | string[] | File>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one)
  }
  return form
}
