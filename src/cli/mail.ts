import pg from 'pg'
import { doorOver } from '../../db/door.ts'
import { both } from '../../views/lang.ts'
import { mailCliWords as words } from '../../views/words/mail.ts'
import type { Config } from '../config.ts'
import { signingPublicKeys } from '../custody/keys.ts'
import { createGate } from '../intake/gate.ts'
import { letterboxOf } from '../intake/letterbox.ts'
import { takeMail } from '../intake/mail.ts'
import { problemOf } from '../problem.ts'
import { publicParts } from '../seal/keys.ts'
import { ownerUrl } from './owner.ts'
import type { Print } from './verify.ts'

const most = 30 * 2 ** 20
/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and brings it again. */
const tryLater = 75

/**
 * `ydan mail ingest < message.eml`: takes one mail as the mailbox does. Exit code 0 stored (or known
 * already), 1 refused, 2 wrong usage, 75 not stored and to be brought again.
 */
export async function mailCommand(
  config: Config,
  argv: readonly string[],
  input: AsyncIterable<Uint8Array>,
  out: Print,
  err: Print,
): Promise<number> {
  const asked = argv.join(' ')
  if (asked !== 'ingest') {
    const wantsHelp = argv.includes('--help') || argv.includes('-h')
    ;(wantsHelp ? out : err)(both(words.usage))
    return wantsHelp ? 0 : 2
  }
  const refuse = (sentence: (typeof words)[keyof typeof words], code = 1) => {
    err(both(sentence))
    return code
  }
  if (!config.MAIL_FROM) return refuse(words.needsFrom, tryLater)
  const raw = await readAll(input)
  if (raw === null) return refuse(words.tooLarge)
  if (raw.length === 0) return refuse(words.empty)
  try {
    await ingest(config, config.MAIL_FROM, raw)
    return 0
  } catch (thrown) {
    // Whatever it was, the mail is not here: the mail server must keep it.
    err(both(problemOf(thrown).sentence))
    return refuse(words.later, tryLater)
  }
}

async function ingest(config: Config, ours: string, raw: Uint8Array): Promise<void> {
  const { letter, relay, pepper } = await publicParts(config.KEYS_DIR)
  const pool = new pg.Pool({
    connectionString: config.LETTERBOX_DATABASE_URL ?? (await ownerUrl(config)),
    application_name: 'ydan mail ingest',
    max: 1,
    connectionTimeoutMillis: 4000,
    query_timeout: 4500,
  })
  pool.on('error', () => {})
  try {
    const box = letterboxOf(doorOver(pool), {
      ...{ letterKey: letter, relayKey: relay, pepper },
      signingKeys: await signingPublicKeys(config.KEYS_DIR),
    })
    // Each call is a process of its own: what keeps floods out is the mail server before it.
    const { MAIL_AUTHSERV_ID: authserv } = config
    await takeMail(box, raw, { ours, authserv, gate: createGate(pepper) })
  } finally {
    await pool.end()
  }
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of input) {
    length += part.length
    if (length > most) return null
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
