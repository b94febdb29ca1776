import { channels } from '../../channels/all.ts'
import type { Config, DoorName } from '../config.ts'
import type { DoorKeys } from './keys.ts'

/** The configuration each door is told; what is not named here it does not get. */
const told = {
  letterbox: ['HOST', 'PORT', 'BASE_URL', 'TRUST_PROXY', 'LOG_LEVEL'],
  desk: [
    'DESK_HOST',
    'DESK_PORT',
    'DESK_URL',
    'CONSOLE_URL',
    'BASE_URL',
    'TRUST_PROXY',
    'LOG_LEVEL',
    'DEMO',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_HEADERS',
  ],
  console: [
    'CONSOLE_HOST',
    'CONSOLE_PORT',
    'CONSOLE_URL',
    'DESK_URL',
    'BASE_URL',
    'TRUST_PROXY',
    'LOG_LEVEL',
    'DEMO',
    'DATA_DIR',
    'KEYS_DIR',
    'KEYS_PASSPHRASE_FILE',
    'SMTP_URL',
    'IMAP_URL',
    'MAIL_FROM',
    'MAIL_AUTHSERV_ID',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_HEADERS',
  ],
} as const satisfies Record<DoorName, readonly (keyof Config)[]>

const databaseVariable = {
  letterbox: 'LETTERBOX_DATABASE_URL',
  desk: 'DESK_DATABASE_URL',
  console: 'CONSOLE_DATABASE_URL',
} as const

/** The whole environment of one door's process: nothing is inherited. */
export function environmentOf(
  door: DoorName,
  config: Config,
  databaseUrl: string,
  keys: DoorKeys,
): Record<string, string> {
  const chosen = told[door].map((name) => [name, config[name]] as const)
  return {
    NODE_ENV: 'production',
    ...systemVariables(),
    ...Object.fromEntries(
      chosen.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
    ...channelVariables(door, config),
    [databaseVariable[door]]: databaseUrl,
    ...(door === 'letterbox' ? keys.letterbox : keys.staff),
  }
}

// The letterbox gets what proves that a webhook is the platform's, and nothing that lets it write
// there; the console gets both. The desk has no part in chats and mail.
function channelVariables(door: DoorName, config: Config): Record<string, string> {
  if (door === 'desk') return {}
  const names = channels.flatMap(({ variables }) =>
    Object.entries(variables).flatMap(([name, use]) =>
      door === 'console' || use === 'verify' ? [name] : [],
    ),
  )
  const given = names.map((name) => [name, config.channels[name]] as const)
  return Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

// Windows opens no socket without SystemRoot; builds of the browser's scripts want a temporary folder.
function systemVariables(): Record<string, string> {
  const names = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}
