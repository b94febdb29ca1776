import type { Part } from './email-structure.ts'

/** A mail server's word that a mail was not delivered: our Message-ID as it quotes it, and why. */
export type Report = { readonly about: string; readonly status: string }

const mostBytes = 64 * 2 ** 10

/**
 * Reads a delivery status notification (RFC 3464): undefined unless it says that the mail failed for
 * good and quotes the Message-ID, in what it returns of the mail or among `answers`. `status` is the
 * code of RFC 3463, `5.0.0` when there is none.
 */
export function reportOf(parts: readonly Part[], answers: readonly string[]): Report | undefined {
  const said = parts.find(({ type }) => statuses.includes(type))
  if (!said) return undefined
  // One group of fields a receiver, after one about the mail; our mails have a single receiver.
  const failed = textOf(said)
    .split(/\n[ \t]*\n/)
    .find((group) => /^action[ \t]*:[ \t]*failed\b/im.test(group))
  const about = returnedId(parts) ?? answers[0]
  if (failed === undefined || about === undefined) return undefined
  const status = /^status[ \t]*:[ \t]*([245]\.\d{1,3}\.\d{1,3})\b/im.exec(failed)?.[1]
  return { about, status: status ?? '5.0.0' }
}

const statuses = ['message/delivery-status', 'message/global-delivery-status']
const returned = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
]

/** The Message-ID of the mail that came back, whole or its headers alone. */
function returnedId(parts: readonly Part[]): string | undefined {
  const back = parts.find(({ type }) => returned.includes(type))
  const [headers = ''] = back ? textOf(back).split(/\n[ \t]*\n/) : []
  return /^message-id[ \t]*:\s*(<[^<>\s]{1,500}>)/im.exec(headers)?.[1]
}

function textOf({ bytes }: Part): string {
  const text = Buffer.from(bytes.subarray(0, mostBytes)).toString('latin1')
  return text.replaceAll('\r\n', '\n').trimStart()
}
