import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { channels } from '../channels/all.ts'
import type { Secrets } from '../channels/channel.ts'
import type { Sentence } from '../views/lang.ts'
import { wanted, wrongVariable } from '../views/words/config.ts'
import { Problem } from './problem.ts'

export const doors = ['letterbox', 'desk', 'console'] as const
export type DoorName = (typeof doors)[number]

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback)
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional()
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).optional()
const secret32 = z
  .string()
  .refine((text) => /^[A-Za-z0-9+/_-]{43}=?$/.test(text))
  .optional()

const secrets32 = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .pipe(z.array(secret32.unwrap()).min(1).max(100))
  .optional()

const mailServer = (protocol: RegExp) => z.url({ protocol }).optional()
const mailbox = z
  .string()
  .regex(/^[^\s@<>,;:"]{1,64}@[A-Za-z0-9.-]{1,250}$/)
  .optional()

const names = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.string().max(100)).max(20))
  .optional()

// `name=value,name=value`, as the manuals of collectors write it.
const headers = z
  .string()
  .regex(/^[\w-]+=[\x21-\x2b\x2d-\x7e]+(,[\w-]+=[\x21-\x2b\x2d-\x7e]+)*$/)
  .optional()

const version = z.coerce.number().int().min(1).max(10_000).default(1)

/** Each variable with its shape and the words that say what it must be. */
const variables = {
  PORT: [port(3000), wanted.port],
  CONSOLE_PORT: [port(3001), wanted.port],
  DESK_PORT: [port(3002), wanted.port],
  HOST: [z.string().min(1).default('0.0.0.0'), wanted.text],
  CONSOLE_HOST: [z.string().min(1).default('127.0.0.1'), wanted.text],
  DESK_HOST: [z.string().min(1).default('127.0.0.1'), wanted.text],
  BASE_URL: [httpUrl, wanted.url],
  DESK_URL: [httpUrl, wanted.url],
  CONSOLE_URL: [httpUrl, wanted.url],
  TRUST_PROXY: [z.coerce.number().int().min(0).max(10).default(0), wanted.hops],
  DOORS: [
    z
      .string()
      .default(doors.join(','))
      .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
      .pipe(z.array(z.enum(doors)).min(1)),
    wanted.doors,
  ],
  DATA_DIR: [z.string().min(1).default('./data'), wanted.text],
  DATABASE_URL: [postgresUrl, wanted.database],
  CONSOLE_DATABASE_URL: [postgresUrl, wanted.database],
  DESK_DATABASE_URL: [postgresUrl, wanted.database],
  LETTERBOX_DATABASE_URL: [postgresUrl, wanted.database],
  KEYS_DIR: [z.string().min(1).optional(), wanted.text],
  KEYS_PASSPHRASE_FILE: [z.string().min(1).optional(), wanted.text],
  LETTER_PUBLIC_KEY: [secret32, wanted.base64],
  LETTER_KEY_VERSION: [version, wanted.version],
  RELAY_PUBLIC_KEY: [secret32, wanted.base64],
  RELAY_KEY_VERSION: [version, wanted.version],
  SIGNING_PUBLIC_KEYS: [secrets32, wanted.base64List],
  STAFF_KEY: [secret32, wanted.base64],
  DEMO: [z.enum(['0', '1']).default('0'), wanted.demo],
  RECEIPT_PEPPER: [secret32, wanted.base64],
  SMTP_URL: [mailServer(/^smtps?$/), wanted.smtp],
  IMAP_URL: [mailServer(/^imaps?$/), wanted.imap],
  MAIL_FROM: [mailbox, wanted.mailbox],
  MAIL_AUTHSERV_ID: [
    z
      .string()
      .regex(/^[\w.-]{1,250}$/)
      .optional(),
    wanted.serverName,
  ],
  CHAT_ADMINS: [names, wanted.names],
  OTEL_EXPORTER_OTLP_ENDPOINT: [httpUrl, wanted.url],
  OTEL_EXPORTER_OTLP_HEADERS: [headers, wanted.headers],
  LOG_LEVEL: [z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), wanted.level],
} as const satisfies Record<string, readonly [z.ZodType, Sentence]>

type Variables = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name][0]> }

/** All that the environment decides. Directories are absolute; public addresses have defaults. */
export type Config = Readonly<
  Omit<Variables, 'BASE_URL' | 'DESK_URL' | 'CONSOLE_URL' | 'KEYS_DIR'> & {
    BASE_URL: string
    DESK_URL: string
    CONSOLE_URL: string
    KEYS_DIR: string
    /** The chats' own variables by name (channels/all.ts), as far as they were given. */
    channels: Secrets
  }
>

/**
 * Reads the environment, the only place that does. An empty variable counts as absent.
 * Raises Problem('invalid') with one sentence naming the first wrong variable.
 */
export function configOf(environment: Record<string, string | undefined>): Config {
  const read: Record<string, unknown> = {}
  for (const [name, [shape, words]] of Object.entries(variables)) {
    const parsed = shape.safeParse(environment[name] === '' ? undefined : environment[name])
    if (!parsed.success) throw new Problem('invalid', wrongVariable(name, words))
    read[name] = parsed.data
  }
  const given = read as Variables
  const dataDir = resolve(given.DATA_DIR)
  const keysDir = given.KEYS_DIR ?? join(dataDir, 'keys')
  return Object.freeze({
    ...given,
    DATA_DIR: dataDir,
    channels: channelVariablesOf(environment),
    KEYS_DIR: isAbsolute(keysDir) ? keysDir : resolve(keysDir),
    BASE_URL: given.BASE_URL ?? `http://localhost:${given.PORT}`,
    DESK_URL: given.DESK_URL ?? `http://localhost:${given.DESK_PORT}`,
    CONSOLE_URL: given.CONSOLE_URL ?? `http://localhost:${given.CONSOLE_PORT}`,
  })
}

function channelVariablesOf(environment: Record<string, string | undefined>): Secrets {
  const given = channels.flatMap(({ variables: own }) =>
    Object.entries(own).flatMap(([name, use]) => {
      const value = environment[name]
      if (value === undefined || value === '') return []
      const isAddress = use === 'address'
      const shape = isAddress ? httpUrl : z.string().regex(/^[\x21-\x7e]{1,2000}$/)
      const parsed = shape.safeParse(value)
      if (!parsed.success) {
        throw new Problem('invalid', wrongVariable(name, isAddress ? wanted.url : wanted.secret))
      }
      return [[name, parsed.data] as const]
    }),
  )
  return Object.freeze(Object.fromEntries(given))
}
