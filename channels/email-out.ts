import type { Sent } from './channel.ts'

/** A mail of ours. `key` is the same at every try and becomes its Message-ID. */
export type OutgoingMail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly key: string
  /** Token of the thread, for answers: they come back to `MAIL_FROM` with `+re=TOKEN`. */
  readonly thread?: string
  readonly inReplyTo?: string
}

// Loaded with the first mail: most doors send none.
const nodemailer = () => import('nodemailer')

/** The mail as bytes: plain text and the same as simple HTML, marked as written by a machine. */
export async function composeMail(mail: OutgoingMail, from: string): Promise<Uint8Array> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  return new MailComposer(partsOf(mail, from)).compile().build()
}

/**
 * Hands one mail to the server of SMTP_URL, which may say `?socketTimeout=` (milliseconds of silence
 * that are borne, 30,000 unless said). Never raises. Reason 'lost': the connection broke after
 * the server had asked for the text, which may have been delivered; 'network': it surely was not.
 */
export async function sendMail(mail: OutgoingMail, smtpUrl: string, from: string): Promise<Sent> {
  const conversation = watched()
  const { createTransport } = await nodemailer()
  const transport = createTransport({ ...patient(smtpUrl), ...conversation.options })
  try {
    await transport.sendMail(partsOf(mail, from))
    return { outcome: 'sent' }
  } catch (error) {
    const code = codeOf(error)
    // RFC 5321: 5xx is for good, 4xx and silence are for later.
    return code >= 500 && code < 600
      ? { outcome: 'refused', reason: `smtp-${code}` }
      : { outcome: 'retry', reason: code > 0 ? `smtp-${code}` : conversation.broken() }
  } finally {
    transport.close()
  }
}

/** Whether the server of SMTP_URL answers and lets us in; no mail is sent. Never raises. */
export async function greetsUs(smtpUrl: string): Promise<boolean> {
  const { createTransport } = await nodemailer()
  const transport = createTransport(patient(smtpUrl))
  try {
    return await transport.verify()
  } catch {
    return false
  } finally {
    transport.close()
  }
}

function patient(smtpUrl: string) {
  return {
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: Number(new URL(smtpUrl).searchParams.get('socketTimeout')) || 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

// nodemailer names the step that failed only sometimes; its log of the conversation always does. It
// is looked at for one answer and kept nowhere.
function watched() {
  let asked = false
  const look = (entry: unknown, line: unknown) => {
    const from = typeof entry === 'object' && entry !== null && 'tnx' in entry ? entry.tnx : ''
    if (from === 'server' && String(line).startsWith('354')) asked = true
  }
  const logger = { trace: look, debug: look, info: look, warn: look, error: look, fatal: look }
  return {
    options: { logger: { ...logger, level: () => undefined }, debug: true },
    broken: () => (asked ? 'lost' : 'network'),
  }
}

function partsOf({ to, subject, text, key, thread, inReplyTo }: OutgoingMail, from: string) {
  const [mailbox = '', domain = ''] = from.split('@')
  return {
    from,
    to,
    subject,
    text,
    html: htmlOf(text),
    messageId: `<${key}@${domain}>`,
    ...(thread && { replyTo: `${mailbox}+re=${thread}@${domain}` }),
    ...(inReplyTo && { inReplyTo, references: inReplyTo }),
    headers: {
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Loop': from,
    },
    envelope: { from, to },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function htmlOf(text: string): string {
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><body><p>${safe
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', '<br>'))
    .join('</p><p>')}</p></body></html>`
}

function codeOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'responseCode' in error
    ? Number(error.responseCode)
    : 0
}
