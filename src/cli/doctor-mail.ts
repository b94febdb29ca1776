import { greetsUs } from '../../channels/email-out.ts'
import { publicFindings, mailFindings as words } from '../../views/words/doctor.ts'
import type { Config } from '../config.ts'
import { isPublic } from '../counter/public.ts'
import { opensMailbox } from '../jobs/mailbox.ts'
import { advice, bad, type Finding, good } from './finding.ts'

/** Whether mail is on, and whether its servers let us in; each is asked for at most ten seconds. */
export async function mailFindings(config: Config): Promise<Finding[]> {
  const { MAIL_FROM: from, IMAP_URL: imap, SMTP_URL: smtp, MAIL_AUTHSERV_ID: authserv } = config
  if (!imap && !smtp) return [from ? advice(words.noSmtp) : good(words.off)]
  if (!from) return [bad(words.noFrom)]
  return [
    ...(await Promise.all([incoming(imap), outgoing(smtp)])),
    ...(authserv ? [] : [advice(words.noAuthserv)]),
  ]
}

/** Whether residents can reach the letterbox. */
export async function publicFinding({ BASE_URL: address }: Config): Promise<Finding> {
  if (!isPublic(address)) return advice(publicFindings.notPublic)
  const signal = AbortSignal.timeout(5_000)
  const opened = await fetch(`${address}/healthz`, { signal }).catch(() => null)
  return opened?.ok ? good(publicFindings.opens) : advice(publicFindings.closed)
}

async function incoming(url: string | undefined): Promise<Finding> {
  if (!url) return advice(words.noImap)
  const { answer, seconds } = await timed(opensMailbox(url))
  if (!answer) return bad(words.imapAway)
  return seconds > slow ? advice(words.imapSlow(seconds)) : good(words.imap)
}

async function outgoing(url: string | undefined): Promise<Finding> {
  if (!url) return advice(words.noSmtp)
  const { answer, seconds } = await timed(greetsUs(url))
  if (!answer) return bad(words.smtpAway)
  return seconds > slow ? advice(words.smtpSlow(seconds)) : good(words.smtp)
}

/** Seconds from which on a mail server is slow; after ten we do not wait any more. */
const slow = 3

async function timed(asked: Promise<boolean>): Promise<{ answer: boolean; seconds: number }> {
  const began = performance.now()
  const answer = await asked
  return { answer, seconds: (performance.now() - began) / 1000 }
}
