import { readFile } from 'node:fs/promises'
import { startWords, variableMissing } from '../../views/words/start.ts'
import type { Config } from '../config.ts'
import { signingPublicKeys } from '../custody/keys.ts'
import { Problem } from '../problem.ts'
import { toBase64 } from '../seal/bytes.ts'
import { keysPresent } from '../seal/keydir.ts'
import { createKeys, publicParts } from '../seal/keys.ts'
import { openStaffKey } from '../staff/key.ts'

/** What the doors get of the keys, as variables. */
export type DoorKeys = { letterbox: Record<string, string>; staff: Record<string, string> }

/**
 * Makes the deployment's keys at the first start of a console, and reads what each door may have.
 * A letterbox away from the keys gets them by LETTER_PUBLIC_KEY, RELAY_PUBLIC_KEY, RECEIPT_PEPPER.
 * Raises Problem when a variable or key is missing, damaged or open to others.
 */
export async function doorKeys(config: Config): Promise<DoorKeys> {
  const runs = (door: 'letterbox' | 'desk' | 'console') => config.DOORS.includes(door)
  if (runs('console') && !(await keysPresent(config.KEYS_DIR))) {
    await createKeys(config.KEYS_DIR, await passphrase(config))
  }
  return {
    letterbox: runs('letterbox') ? await letterboxKeys(config) : {},
    staff:
      runs('desk') || runs('console')
        ? { STAFF_KEY: toBase64(await openStaffKey(config.KEYS_DIR)) }
        : {},
  }
}

async function letterboxKeys(config: Config): Promise<Record<string, string>> {
  if (await keysPresent(config.KEYS_DIR)) {
    const { letter, relay, pepper } = await publicParts(config.KEYS_DIR)
    const signing = await signingPublicKeys(config.KEYS_DIR)
    return {
      LETTER_PUBLIC_KEY: toBase64(letter.publicKey),
      LETTER_KEY_VERSION: String(letter.version),
      RELAY_PUBLIC_KEY: toBase64(relay.publicKey),
      RELAY_KEY_VERSION: String(relay.version),
      RECEIPT_PEPPER: toBase64(pepper),
      SIGNING_PUBLIC_KEYS: signing.map(toBase64).join(','),
    }
  }
  const names = ['LETTER_PUBLIC_KEY', 'RELAY_PUBLIC_KEY', 'RECEIPT_PEPPER'] as const
  return {
    ...Object.fromEntries(names.map((name) => [name, needed(config, name)])),
    LETTER_KEY_VERSION: String(config.LETTER_KEY_VERSION),
    RELAY_KEY_VERSION: String(config.RELAY_KEY_VERSION),
    ...(config.SIGNING_PUBLIC_KEYS && {
      SIGNING_PUBLIC_KEYS: config.SIGNING_PUBLIC_KEYS.join(','),
    }),
  }
}

function needed(config: Config, name: 'LETTER_PUBLIC_KEY' | 'RELAY_PUBLIC_KEY' | 'RECEIPT_PEPPER') {
  const value = config[name]
  if (value === undefined) throw new Problem('invalid', variableMissing(name))
  return value
}

async function passphrase(config: Config): Promise<string | undefined> {
  if (config.KEYS_PASSPHRASE_FILE === undefined) return undefined
  try {
    return (await readFile(config.KEYS_PASSPHRASE_FILE, 'utf8')).replace(/\r?\n$/, '')
  } catch {
    throw new Problem('invalid', startWords.passphraseUnreadable)
  }
}
